"""Whether the parts of a hall fit: every code known, nobody his own stand-in, no administrator with two hats."""

import re

from yichuang.core.sentences import N_, Sentence
from yichuang.rulebook.hall_values import ADMINISTRATORS, HallRules, PointKind, Role
from yichuang.rulebook.toml_reader import Table, refuse_twice

_QUEUE = re.compile(r"[A-Z]{1,2}")
_WHAT = {
    "department": N_("department"), "window": N_("window"), "function group": N_("function group"),
    "member of the staff": N_("member of the staff"), "phone": N_("phone"),
}  # fmt: skip


def check_hall(table: Table, hall: HallRules) -> None:
    """Refuse a hall whose codes repeat or point nowhere, or whose people hold what they may not hold."""
    _check_codes(table, hall)
    _check_points(table, hall)
    _check_staff(table, hall)
    _check_departments(table, hall)
    _check_groups(table, hall)
    _check_posts(table, hall)
    _check_settings(table, hall)
    _check_booking(table, hall)


def _known(table: Table, key: str, code: str, known: set[str], what: str) -> None:
    if code not in known:
        raise table.refuse(
            key,
            N_("'%(code)s' is no %(what)s of this hall"),
            N_("Name a %(what)s that the file defines"),
            code=code,
            what=Sentence(_WHAT[what]),
        )


def _holds(table: Table, hall: HallRules, key: str, username: str, role: Role) -> None:
    _known(table, key, username, {each.username for each in hall.staff}, "member of the staff")
    if role not in hall.person(username).roles:
        raise table.refuse(
            key,
            N_("'%(username)s' lacks the role %(role)s"),
            N_("Add %(role)s to the person or name another"),
            username=username,
            role=role,
        )


def _check_codes(table: Table, hall: HallRules) -> None:
    refuse_twice(table, "points", tuple(each.code for each in hall.points))
    refuse_twice(table, "points.number", tuple(str(each.number) for each in hall.points))
    refuse_twice(table, "points.name", tuple(each.name for each in hall.points))
    refuse_twice(table, "points.queue", tuple(each.queue for each in hall.points))
    refuse_twice(table, "departments", tuple(each.code for each in hall.departments))
    refuse_twice(table, "groups", tuple(each.code for each in hall.groups))
    refuse_twice(table, "posts", tuple(each.code for each in hall.posts))
    refuse_twice(table, "posts.groups", tuple(group for each in hall.posts for group in each.groups))
    refuse_twice(table, "staff", tuple(each.username for each in hall.staff))
    refuse_twice(table, "phones", tuple(each.code for each in hall.phones))
    refuse_twice(table, "teams", tuple(each.code for each in hall.teams))
    refuse_twice(table, "village_agents", tuple(each.code for each in hall.village_agents))
    refuse_twice(table, "rating_grades", tuple(each.code for each in hall.rating_grades))
    refuse_twice(table, "queue.classes", tuple(each.code for each in hall.queue.classes))


def _check_points(table: Table, hall: HallRules) -> None:
    departments = {each.code for each in hall.departments}
    if sum(each.kind is PointKind.OFFICE for each in hall.points) != 1:
        raise table.refuse(
            "points", N_("must hold exactly one office"), N_('Mark the hall office with kind = "office"')
        )
    for point in hall.points:
        key = f"points.{point.code}"
        _known(table, f"{key}.department", point.department, departments, "department")
        _holds(table, hall, f"{key}.head", point.head, Role.WINDOW_HEAD)
        if not _QUEUE.fullmatch(point.queue):
            raise table.refuse(
                f"{key}.queue", N_("is '%(value)s'"), N_("Write one or two capital letters"), value=point.queue
            )


def _check_staff(table: Table, hall: HallRules) -> None:
    departments = {each.code for each in hall.departments}
    points = {each.code for each in hall.points}
    for person in hall.staff:
        key = f"staff.{person.username}"
        if person.department is not None:
            _known(table, f"{key}.department", person.department, departments, "department")
        if person.window is not None:
            _known(table, f"{key}.window", person.window, points, "window")
        refuse_twice(table, f"{key}.roles", person.roles)
        if ADMINISTRATORS & set(person.roles) and len(person.roles) > 1:
            raise table.refuse(
                f"{key}.roles", N_("joins an administrator role to another"), N_("Give each its own account")
            )
    counted = sum(each.counted for each in hall.staff)
    if counted != hall.established_staff:
        raise table.refuse(
            "established_staff", N_("is %(value)s, but %(counted)s of the staff are counted"),
            N_("Correct the number or the counted marks"), value=hall.established_staff, counted=counted,
        )  # fmt: skip


def _check_departments(table: Table, hall: HallRules) -> None:
    for each in hall.departments:
        _holds(table, hall, f"departments.{each.code}.head", each.head, Role.DEPARTMENT_HEAD)
    for team in hall.teams:
        _known(table, f"teams.{team.code}.leader", team.leader, {p.username for p in hall.staff}, "member of the staff")


def _check_groups(table: Table, hall: HallRules) -> None:
    points = {each.code for each in hall.points}
    departments = {each.code for each in hall.departments}
    for each in hall.groups:
        if each.window is not None:
            _known(table, f"groups.{each.code}.window", each.window, points, "window")
        _known(table, f"groups.{each.code}.department", each.department, departments, "department")


def _check_posts(table: Table, hall: HallRules) -> None:
    points = {each.code for each in hall.points}
    groups = {each.code for each in hall.groups}
    for post in hall.posts:
        key = f"posts.{post.code}"
        _known(table, f"{key}.window", post.window, points, "window")
        for group in post.groups:
            _known(table, f"{key}.groups", group, groups, "function group")
            served = hall.group(group)
            if served is not None and served.window not in (None, post.window):
                raise table.refuse(
                    f"{key}.groups", N_("'%(group)s' is served at '%(served)s', the post stands at '%(window)s'"),
                    N_("Put the group and its post at one window"),
                    group=group, served=served.window, window=post.window,
                )  # fmt: skip
        _holds(table, hall, f"{key}.a", post.a, Role.CLERK)
        if post.b is not None:
            _holds(table, hall, f"{key}.b", post.b, Role.CLERK)
        if post.a == post.b:
            raise table.refuse(
                f"{key}.b",
                N_("'%(username)s' would stand in for himself"),
                N_("Name another person (D5.1.6)"),
                username=post.b,
            )


def _check_settings(table: Table, hall: HallRules) -> None:
    for code in ("report", "complaint"):
        _known(table, "phones", code, {each.code for each in hall.phones}, "phone")
    for slogan in hall.slogans:
        if slogan.placement not in {"indoor", "outdoor"}:
            raise table.refuse(
                "slogans.placement", N_("is '%(value)s'"), N_("Write indoor or outdoor"), value=slogan.placement
            )
    if not any(not each.grounds for each in hall.queue.classes):
        raise table.refuse("queue.classes", N_("has no class open to everyone"), N_("Leave one class without grounds"))


def _check_booking(table: Table, hall: HallRules) -> None:
    points = {each.code for each in hall.points}
    for each in hall.booking.windows if hall.booking else ():
        _known(table, "booking.windows", each.window, points, "window")
