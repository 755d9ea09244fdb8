"""What the page of a case gathers from its neighbours: notices, the trail in words, materials by round."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from yichuang.apps.audit.queries import trail_of
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.case_words import MARKS, VERBS
from yichuang.apps.notices.kinds import FORMS, Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.queries import notices_about
from yichuang.apps.organization.queries import staff_of
from yichuang.core.lifecycle import Mark


@dataclass(frozen=True)
class Line:
    """One line of the history: when, who, what, in words."""

    at: datetime
    who: str
    what: str


def history_of(case: Case) -> list[Line]:
    """What was done to the case, oldest first, from the audit trail."""
    entries = list(trail_of(case.hall.slug, case.ref))
    names = {one.ref: one.name for one in staff_of(case.hall).filter(pk__in=_people(entries))}
    return [Line(one.at, names.get(one.actor, one.actor), _(VERBS.get(one.verb, one.verb))) for one in entries]


def _people(entries: list[Any]) -> set[int]:
    return {int(one.actor.removeprefix("staff:")) for one in entries if one.actor.startswith("staff:")}


@dataclass(frozen=True)
class Paper:
    """A notice as the case lists it: its title, how often it was printed, whether it still holds."""

    notice: Notice
    title: str
    printed: int
    revoked: bool


def notices_of(case: Case) -> list[Paper]:
    found = notices_about(case.hall, case.ref).annotate(printed=Count("prints"))
    return [Paper(one, title_of(one), one.printed, hasattr(one, "revocation")) for one in found]


def title_of(notice: Notice) -> str:
    return FORMS[Kind(notice.kind)].title


def materials_by_round(case: Case) -> list[dict[str, Any]]:
    """How each material was found, the latest round first."""
    marks = case.marks.order_by("-round", "id")
    return [
        {"round": number, "rows": [_row(one) for one in rows]} for number, rows in groupby(marks, lambda m: m.round)
    ]


def _row(one: Any) -> tuple[str, str, str, str]:
    word, tone = MARKS[Mark(one.mark)]
    return one.name, _(word), tone, one.note
