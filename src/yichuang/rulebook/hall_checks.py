"""Whether the parts of a hall fit: every code known, nobody his own stand-in, no administrator with two hats."""

import re

from yichuang.rulebook.hall_values import ADMINISTRATORS, HallRules, PointKind, Role
from yichuang.rulebook.toml_reader import Table, refuse_twice

_QUEUE = re.compile(r"[A-Z]{1,2}")


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
        raise table.refuse(key, f"{code!r} is no {what} of this hall", f"Name a {what} that the file defines")


def _holds(table: Table, hall: HallRules, key: str, username: str, role: Role) -> None:
    _known(table, key, username, {each.username for each in hall.staff}, "member of the staff")
    if role not in hall.person(username).roles:
        raise table.refuse(key, f"{username!r} lacks the role {role}", f"Add {role} to the person or name another")


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
        raise table.refuse("points", "must hold exactly one office", 'Mark the hall office with kind = "office"')
    for point in hall.points:
        key = f"points.{point.code}"
        _known(table, f"{key}.department", point.department, departments, "department")
        _holds(table, hall, f"{key}.head", point.head, Role.WINDOW_HEAD)
        if not _QUEUE.fullmatch(point.queue):
            raise table.refuse(f"{key}.queue", f"is {point.queue!r}", "Write one or two capital letters")


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
            raise table.refuse(f"{key}.roles", "joins an administrator role to another", "Give each its own account")
    counted = sum(each.counted for each in hall.staff)
    if counted != hall.established_staff:
        problem = f"is {hall.established_staff}, but {counted} of the staff are counted"
        raise table.refuse("established_staff", problem, "Correct the number or the counted marks")


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
                problem = f"{group!r} is served at {served.window!r}, the post stands at {post.window!r}"
                raise table.refuse(f"{key}.groups", problem, "Put the group and its post at one window")
        _holds(table, hall, f"{key}.a", post.a, Role.CLERK)
        if post.b is not None:
            _holds(table, hall, f"{key}.b", post.b, Role.CLERK)
        if post.a == post.b:
            raise table.refuse(f"{key}.b", f"{post.b!r} would stand in for himself", "Name another person (D5.1.6)")


def _check_settings(table: Table, hall: HallRules) -> None:
    for code in ("report", "complaint"):
        _known(table, "phones", code, {each.code for each in hall.phones}, "phone")
    for slogan in hall.slogans:
        if slogan.placement not in {"indoor", "outdoor"}:
            raise table.refuse("slogans.placement", f"is {slogan.placement!r}", "Write indoor or outdoor")
    if not any(not each.grounds for each in hall.queue.classes):
        raise table.refuse("queue.classes", "has no class open to everyone", "Leave one class without grounds")


def _check_booking(table: Table, hall: HallRules) -> None:
    points = {each.code for each in hall.points}
    for each in hall.booking.windows if hall.booking else ():
        _known(table, "booking.windows", each.window, points, "window")
