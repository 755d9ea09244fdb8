"""What moves due times at the end of the sample quarter: special steps, further papers, an application undecided."""

from datetime import date, datetime, timedelta

from yichuang.apps.audit import batch
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases import queries
from yichuang.apps.cases.commands import Application
from yichuang.apps.cases.models import OPEN, Case
from yichuang.apps.catalog.queries import counter_items
from yichuang.apps.organization.models import Hall
from yichuang.apps.reception import commands as reception
from yichuang.config.demo import people
from yichuang.core.worktime import SHANGHAI

# Kind, basis, and whether it has ended; the announcement rests on a rule that is plainly made up.
STEPS = (
    ("survey", "", True), ("expert_review", "", False), ("announcement", "样例条例第十二条", False),
    ("survey", "", True),
)  # fmt: skip
CAUSE = "现场核查后发现原材料与实际不符"
UNDECIDED = 990_000


def add_clock(hall: Hall, *, now: datetime) -> int:
    """Steps on some cases that wait for their handlers, further papers on others; returns how many cases it adds."""
    today, waiting = now.astimezone(SHANGHAI).date(), _waiting(hall, now)
    with batch():
        for case, step in zip(waiting, STEPS, strict=False):
            _step(case, step, today, now)
        for case, brought in zip(waiting[len(STEPS) :], (True, False), strict=False):
            _ask(case, brought=brought, today=today, now=now)
        return _leave_undecided(hall, now)


def _waiting(hall: Hall, now: datetime) -> list[Case]:
    """Accepted cases with some days left whose handler has them in hand, the oldest first."""
    found = Case.objects.filter(hall=hall, state__in=OPEN, state="accepted", handler__absent=False)
    found = found.filter(due_at__gt=now + timedelta(days=4)).exclude(kind="instant").order_by("accepted_at", "id")
    found = found.select_related(*queries.RELATED)
    return [case for case in found if queries.handler_now(case) == case.handler][: len(STEPS) + 2]


def _step(case: Case, step: tuple[str, str, bool], today: date, now: datetime) -> None:
    kind, basis, ended = step
    first = max(case.accepted_at.astimezone(SHANGHAI).date(), today - timedelta(days=3))
    begun, _ = cases.begin_step(case=case, kind=kind, basis=basis, first_day=first,
                                planned_last_day=first + timedelta(days=5), by=case.handler, now=now)  # fmt: skip
    if ended:
        cases.end_step(step=begun, last_day=today, result="已完成，记录归卷", by=case.handler, now=now)


def _ask(case: Case, *, brought: bool, today: date, now: datetime) -> None:
    """Everything is present but the last required paper, which does not fit."""
    materials = case.item.rules["materials"]
    last = [one["id"] for one in materials if one["required"]][-1]
    marks = {one["id"]: ("present", "") for one in materials} | {last: ("unacceptable", "与实际不符，请重新提交")}
    asked, _ = cases.ask_more(case=case, marks=marks, cause=CAUSE, by=case.handler, now=now)
    if brought:
        cases.supply(supplement=asked, outcome="supplied", day=today, note="", by=case.handler, now=now)


def _leave_undecided(hall: Hall, now: datetime) -> int:
    """A licence somebody handed in late in the day, to be decided on tomorrow."""
    item = next((one for one in counter_items(hall) if one.rules["deemed_acceptance"] and one.post), None)
    if item is None:
        return 0
    clerk, marks = item.post.a, {one["id"]: ("present", "") for one in item.rules["materials"][:1]}
    visit = reception.open_visit(window=clerk.window, matter=item.name, own_scope=True, by=clerk, now=now,
                                 item_code=item.code)  # fmt: skip
    application = Application(item, "样例待审", people.identity(UNDECIDED), "13900000099", marks)
    cases.receive(visit=visit, application=application, by=clerk, now=now)
    reception.close_visit(visit=visit, by=clerk, now=now)
    return 1
