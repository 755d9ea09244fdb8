"""Rows from a hall's rule file. Loading twice changes nothing; what left the file stays in the table, closed."""

from dataclasses import asdict
from typing import Any

from yichuang.apps.audit import step
from yichuang.apps.organization.models import Department, Hall, Post, Staff, Window
from yichuang.apps.organization.roles import joined
from yichuang.rulebook.halls import HallRules
from yichuang.rulebook.plain import plain


def settings_of(rules: HallRules) -> dict[str, Any]:
    """What the pages of a hall ask for beside its windows and people."""
    return {
        "version": rules.version,
        "source": rules.source,
        "english": rules.english,
        "address": rules.address,
        "opened": rules.opened.isoformat(),
        "area_m2": rules.area_m2,
        "established_staff": rules.established_staff,
        "phones": {phone.code: phone.number for phone in rules.phones},
        "slogans": plain([asdict(one) for one in rules.slogans]),
        "queue": plain(asdict(rules.queue)),
        "kiosk_printer": rules.site.kiosk_printer,
        "kiosk_closed_outside_hours": rules.site.kiosk_closed_outside_hours,
        "lights": {"yellow_percent": rules.site.yellow_percent},
        "readings": dict(rules.site.readings),
        "directions": {one.code: one.direction for one in rules.points if one.direction},
        "grades": plain([asdict(one) for one in rules.rating_grades]),
        "teams": plain([asdict(one) for one in rules.teams]),
        "village_agents": plain([asdict(one) for one in rules.village_agents]),
        "booking": plain(asdict(rules.booking)) if rules.booking else None,
        "roster": plain(asdict(rules.roster)),
        "kiosk": [{"letter": one.queue, "label": one.kiosk_label, "window": one.code} for one in rules.points],
    }


@step
def bring_into_line(rules: HallRules) -> Hall:
    """Writes the hall, its departments, windows, people and posts; heads keep the passwords they have."""
    hall, _ = Hall.objects.update_or_create(
        slug=rules.slug,
        defaults={
            "name": rules.name,
            "level": rules.level.value,
            "document_prefix": rules.document_prefix,
            "settings": settings_of(rules),
        },
    )
    departments = {one.code: _department(hall, one) for one in rules.departments}
    windows = {one.code: _window(hall, one, departments) for one in rules.points}
    people = {one.username: _person(hall, one, departments, windows) for one in rules.staff}
    for post in rules.posts:
        Post.objects.update_or_create(
            hall=hall,
            code=post.code,
            defaults={
                "name": post.name,
                "window": windows.get(post.window),
                "a": people.get(post.a),
                "b": people.get(post.b or ""),
            },
        )
    return hall


def _department(hall: Hall, one: Any) -> Department:
    return Department.objects.update_or_create(hall=hall, code=one.code, defaults={"name": one.name})[0]


def _window(hall: Hall, one: Any, departments: dict[str, Department]) -> Window:
    return Window.objects.update_or_create(
        hall=hall,
        code=one.code,
        defaults={
            "number": one.number,
            "name": one.name,
            "department": departments.get(one.department),
            "queues": one.queue,
        },
    )[0]


def _person(hall: Hall, one: Any, departments: dict[str, Department], windows: dict[str, Window]) -> Staff:
    """New people arrive without a password; roles of people already here are the security administrator's affair."""
    staff = Staff.objects.filter(username=one.username).first()
    if staff is None:
        staff = Staff(username=one.username, roles=joined(frozenset(one.roles)))
        staff.set_unusable_password()
    staff.hall, staff.name, staff.phone, staff.sample = hall, one.name, one.phone, one.sample
    staff.department, staff.window = departments.get(one.department or ""), windows.get(one.window or "")
    staff.save()
    return staff
