"""What waits for me."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import Case
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.duties import duties_of
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light

SHOWN = 20
LISTS = (
    ("handle", N_("To handle"), (Role.CLERK,), N_("Cases you have to work on appear here, the most pressing first.")),
    ("review", N_("To review"), (Role.WINDOW_HEAD, Role.LEADER_IN_CHARGE),
     N_("Handled cases of the window you head appear here, and those for whose review you stand in.")),
    ("approve", N_("To approve"), (Role.DEPARTMENT_HEAD, Role.LEADER_IN_CHARGE),
     N_("Reviewed cases of your department appear here, and those for whose approval you stand in.")),
    ("complete", N_("Results waiting at my window"), (Role.CLERK,),
     N_("Approved cases appear here until the citizen has taken the result.")),
)  # fmt: skip
# Whoever grants extensions or answers for the hall sees what is late and what will soon be.
LEADERS = (Role.PRINCIPAL_LEADER, Role.LEADER_IN_CHARGE)
LATE = (
    ("red", N_("Past the due time in this hall"), N_("No case of the hall is past its due time.")),
    ("yellow", N_("Due soon in this hall"), N_("No case of the hall comes close to its due time.")),
)


@dataclass(frozen=True)
class Todo:
    """One work list: its rows with their lights, how many there are in all, and what narrows the cases to them."""

    name: str
    narrowed: str
    title: str
    rows: Sequence[tuple[Case, Light]]
    count: int
    empty: str


def todo(request: HttpRequest) -> HttpResponse:
    staff = request.user
    lists = [_list(staff, entry, request) for entry in LISTS if staff.has(*entry[2])]
    if staff.has(*LEADERS):
        lists += [_late(staff, *entry, request) for entry in LATE]
    duties = duties_of(staff, request.now, _, SHOWN)
    shown = {"lists_of_mine": lists, "duties": duties, "words": words, "most": SHOWN}
    return render(request, "desk/todo.html", shown)


def _list(staff: Staff, entry: tuple[Any, ...], request: HttpRequest) -> Todo:
    name, title, _roles, empty = entry
    return _shown(staff, queries.WORKLISTS[name](staff), request, (name, f"list={name}", _(title), _(empty)))


def _late(staff: Staff, light: str, title: str, empty: str, request: HttpRequest) -> Todo:
    late = queries.found_for(staff, queries.Wanted(light=light), request.now)
    return _shown(staff, late, request, (light, f"light={light}", _(title), _(empty)))


def _shown(staff: Staff, waiting: QuerySet[Case], request: HttpRequest, named: tuple[str, str, str, str]) -> Todo:
    name, narrowed, title, empty = named
    share = queries.share_of(staff.hall)
    rows = list(queries.worst_first(waiting, request.now, share)[: SHOWN + 1])
    count = len(rows) if len(rows) <= SHOWN else waiting.count()
    lit = [(case, queries.light_of(case, request.now, share)) for case in rows[:SHOWN]]
    return Todo(name, narrowed, title, lit, count, empty)
