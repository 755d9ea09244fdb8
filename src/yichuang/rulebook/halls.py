"""Reads the halls of `rules/halls/` and refuses what does not hold together."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from yichuang.core.sentences import N_
from yichuang.core.worktime import Readings
from yichuang.rulebook.bookings import read_booking, read_roster
from yichuang.rulebook.hall_checks import check_hall
from yichuang.rulebook.hall_values import (
    ADMINISTRATORS,
    BaselineRules,
    DepartmentRules,
    DutyRules,
    GroupRules,
    HallLevel,
    HallRules,
    PhoneRules,
    PointKind,
    PostRules,
    PriorityClassRules,
    QueueRules,
    RatingGradeRules,
    Role,
    SiteRules,
    SloganRules,
    StaffLine,
    StaffRules,
    TeamRules,
    VillageAgentRules,
    WindowRules,
)
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.toml_reader import Table, finished, read_toml

MOST_PERCENT = 99

__all__ = ["ADMINISTRATORS", "HallLevel", "HallRules", "Role", "hall_slugs", "load_hall"]


def hall_slugs() -> tuple[str, ...]:
    """List the sample halls in `rules/halls/`, in alphabetical order."""
    return tuple(sorted(path.stem for path in (rules_dir() / "halls").glob("*.toml")))


def load_hall(slug: str) -> HallRules:
    """Read one hall, e.g. "township".

    Cached for the running process. Raises RulebookError for a hall that is missing, malformed, undated, unsourced
    or whose parts do not fit each other (C-01, C-02, D4.3.1, D5.1.6).
    """
    return _load(rules_dir(), slug)


def readings_of(slug: str) -> Mapping[str, bool | str]:
    """How a hall reads unclear points (C-05, C-06, C-07); a hall known by its office hours alone takes the defaults."""
    return load_hall(slug).site.readings if slug in hall_slugs() else {}


@cache
def _load(base: Path, slug: str) -> HallRules:
    table = read_toml(base / "halls" / f"{slug}.toml", base)
    hall = finished(table, _hall)
    if hall.slug != slug:
        raise table.refuse(
            "slug",
            N_("is '%(slug)s' in the file of '%(file)s'"),
            N_("Give file and slug the same name"),
            slug=hall.slug,
            file=slug,
        )
    check_hall(table, hall)
    return hall


def _hall(table: Table) -> HallRules:
    return HallRules(
        slug=table.text("slug"),
        version=table.text("version"),
        effective=table.day("effective"),
        source=table.text("source"),
        name=table.text("name"),
        english=table.text("english"),
        level=table.choice("level", HallLevel),
        document_prefix=table.text("document_prefix"),
        address=table.text("address"),
        opened=table.day("opened"),
        area_m2=table.optional_integer("area_m2", 0, least=1) or None,
        established_staff=table.integer("established_staff", least=1),
        phones=table.each("phones", _phone, least=2),
        slogans=table.each("slogans", _slogan),
        points=table.each("points", _point),
        departments=table.each("departments", _department),
        groups=table.each("groups", _group),
        posts=table.each("posts", _post),
        staff=table.each("staff", _staff),
        queue=finished(table.table("queue"), _queue),
        site=finished(table.table("site"), _site),
        rating_grades=table.each("rating_grades", _grade, least=2),
        teams=table.each("teams", _team, least=0),
        village_agents=table.each("village_agents", _village_agent, least=0),
        baseline=finished(table.table("baseline"), _baseline) if table.has("baseline") else None,
        booking=finished(table.table("booking"), read_booking) if table.has("booking") else None,
        roster=finished(table.table("roster"), read_roster),
    )


def _phone(row: Table) -> PhoneRules:
    return PhoneRules(row.text("code"), row.text("name"), row.text("number"), row.text("source"))


def _slogan(row: Table) -> SloganRules:
    return SloganRules(row.text("placement"), row.text("text"), row.text("source"))


def _point(row: Table) -> WindowRules:
    return WindowRules(
        code=row.text("code"),
        number=row.integer("number"),
        name=row.text("name"),
        english=row.text("english"),
        kind=row.choice("kind", PointKind) if row.has("kind") else PointKind.WINDOW,
        department=row.text("department"),
        head=row.text("head"),
        queue=row.text("queue"),
        kiosk_label=row.text("kiosk_label"),
        direction=row.optional_text("direction"),
        source=row.text("source"),
        sample=row.flag("sample", default=False),
    )


def _department(row: Table) -> DepartmentRules:
    return DepartmentRules(
        code=row.text("code"),
        name=row.text("name"),
        english=row.text("english"),
        head=row.text("head"),
        duties=row.each("duties", lambda duty: DutyRules(duty.text("text"), duty.text("source"))),
        source=row.text("source"),
        sample=row.flag("sample", default=False),
    )


def _group(row: Table) -> GroupRules:
    return GroupRules(row.text("code"), row.optional_text("window") or None, row.text("department"), row.text("source"))


def _post(row: Table) -> PostRules:
    return PostRules(
        code=row.text("code"),
        name=row.text("name"),
        window=row.text("window"),
        groups=row.optional_texts("groups"),
        a=row.text("a"),
        b=row.optional_text("b") or None,
        quota=row.integer("quota", least=1),
        duties=row.text("duties"),
        source=row.text("source"),
    )


def _staff(row: Table) -> StaffRules:
    return StaffRules(
        username=row.text("username"),
        name=row.text("name"),
        title=row.text("title"),
        department=row.optional_text("department") or None,
        window=row.optional_text("window") or None,
        roles=row.choices("roles", Role),
        phone=row.optional_text("phone"),
        line=row.choice("line", StaffLine) if row.has("line") else StaffLine.TOWNSHIP,
        counted=row.flag("counted", default=True),
        sample=row.flag("sample"),
    )


def _queue(row: Table) -> QueueRules:
    return QueueRules(
        priority_ratio=row.integer("priority_ratio", least=1),
        normal_max_wait_minutes=row.integer("normal_max_wait_minutes", least=1),
        classes=row.each("classes", _priority_class),
        source=row.text("source"),
    )


def _site(row: Table) -> SiteRules:
    percent = row.integer("yellow_percent", least=1)
    if percent > MOST_PERCENT:
        raise row.refuse(
            "yellow_percent",
            N_("is %(value)s"),
            N_("Write a share of 1 to %(most)s percent"),
            value=percent,
            most=MOST_PERCENT,
        )
    return SiteRules(
        kiosk_printer=row.flag("kiosk_printer"),
        kiosk_closed_outside_hours=row.flag("kiosk_closed_outside_hours"),
        yellow_percent=percent,
        readings=row.mapping("readings", _readings),
        source=row.text("source"),
    )


def _readings(given: Mapping[str, object]) -> dict[str, bool | str]:
    return Readings.from_mapping(given).as_mapping()


def _priority_class(row: Table) -> PriorityClassRules:
    return PriorityClassRules(
        row.text("code"), row.text("name"), row.text("english"), row.optional_texts("grounds"), row.text("source")
    )


def _grade(row: Table) -> RatingGradeRules:
    return RatingGradeRules(
        row.text("code"), row.text("name"), row.text("english"), row.flag("favourable"), row.text("source")
    )


def _team(row: Table) -> TeamRules:
    return TeamRules(
        code=row.text("code"),
        name=row.text("name"),
        services=row.texts("services"),
        leader=row.text("leader"),
        source=row.text("source"),
        sample=row.flag("sample", default=False),
    )


def _village_agent(row: Table) -> VillageAgentRules:
    return VillageAgentRules(
        code=row.text("code"),
        village=row.text("village"),
        name=row.text("name"),
        phone=row.text("phone"),
        source=row.text("source"),
        sample=row.flag("sample", default=False),
    )


def _baseline(row: Table) -> BaselineRules:
    return BaselineRules(row.integer("visits"), row.integer("approvals"), row.integer("mediations"), row.text("source"))
