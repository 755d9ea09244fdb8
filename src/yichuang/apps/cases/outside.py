"""May days be taken out of a clock? The kinds, days and grounds of special steps, and of awaited materials."""

from datetime import date, datetime

from django.db.models import Max

from yichuang.apps.audit import free_text, refuse
from yichuang.apps.cases.models import Case, SpecialStep, StepEnd, SupplementList, Supply
from yichuang.apps.cases.models.clock import OUTCOMES
from yichuang.apps.cases.waiting import open_lists, open_steps
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.special_steps import StepKind, load_step_kinds

LAW = "行政许可法第四十五条"


def today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def checked_step(kind: str, basis: str, now: datetime) -> tuple[StepKind, str]:
    """The kind and the ground of a step: only kinds of the table, and never without a ground."""
    found = load_step_kinds(today(now)).get(kind)
    if found is None:
        refuse("step_unknown", N_("This kind of step is not outside the limit."), N_("Choose one of the kinds listed."),
               "kind", LAW)  # fmt: skip
    given = free_text(basis, "basis", most=300, needed=not found.basis, clause=LAW,
                      missing=N_("This kind of step needs its legal basis."))  # fmt: skip
    return found, given or found.basis


def require_step_days(case: Case, first: date, planned: date, now: datetime) -> None:
    """A step begins after acceptance and not in the future, and is planned to end on its first day or later."""
    accepted = case.accepted_at.astimezone(SHANGHAI).date()
    if first < accepted:
        refuse("before_acceptance", N_("The step begins before the case was accepted."),
               N_("Enter a day from %(day)s on."), "first_day", LAW, day=accepted)  # fmt: skip
    if first > today(now):
        refuse("not_yet", N_("This day has not come yet."), N_("Record it on the day itself."), "first_day", LAW)
    if planned < first:
        refuse("days_swapped", N_("The last day lies before the first."), N_("Correct one of the two days."),
               "planned_last_day", LAW)  # fmt: skip


def require_in_time(case: Case, now: datetime) -> None:
    """A due time that has passed is not healed by a step recorded afterwards."""
    if not case.standing and now > case.due_at:
        refuse("after_due", N_("The due time has passed."), N_("Apologise and finish at once."), "kind", "D5.2.4")


def require_not_open_twice(case: Case, kind: StepKind) -> None:
    if open_steps(case).filter(kind=kind.id).exists():
        refuse("step_open", N_("A step of this kind is open already."), N_("End it before another begins."),
               "kind", LAW)  # fmt: skip


def require_open(step: SpecialStep) -> None:
    if StepEnd.objects.filter(step=step).exists():
        refuse("step_ended", N_("This step has ended already."), N_("Reload the page to see how it stands."),
               "last_day", LAW)  # fmt: skip


def require_last_day(first: date, last: date, now: datetime, field: str) -> None:
    """An ending lies between the first day and today: it is recorded when it has come."""
    if last < first:
        refuse("days_swapped", N_("The last day lies before the first."), N_("Correct one of the two days."),
               field, LAW)  # fmt: skip
    if last > today(now):
        refuse("not_yet", N_("This day has not come yet."), N_("Record it on the day itself."), field, LAW)


def require_awaited(supplement: SupplementList) -> None:
    """Only a list asked for after acceptance is answered here, and once; an earlier one by a decision at the window."""
    if supplement.case.accepted_at is None or supplement.at < supplement.case.accepted_at:
        refuse("list_before_acceptance", N_("This list was asked for before acceptance."),
               N_("Check the materials again and decide."), "outcome", "C-06")  # fmt: skip
    if Supply.objects.filter(wanted=supplement).exists():
        refuse("supplied_already", N_("What this list asked for has been recorded already."),
               N_("Reload the page to see how it stands."), "outcome", "C-06")  # fmt: skip


def require_nothing_awaited(case: Case) -> None:
    """No stage is done while a special step is open or a list is awaited: both have an ending of their own."""
    if (found := open_steps(case).first()) is not None:
        refuse("step_open", N_("The step «%(name)s» is still open."), N_("End it first."), clause=LAW, name=found.name)
    if open_lists(case).exists():
        refuse("materials_awaited", N_("Materials asked for after acceptance have not been recorded as brought."),
               N_("Record that they were brought, or that they are no longer waited for."), clause="C-06")  # fmt: skip


def require_no_list(case: Case) -> None:
    if open_lists(case).exists():
        refuse("list_open", N_("An earlier list is still awaited."), N_("Record what was brought first."),
               clause="C-06")  # fmt: skip


def checked_outcome(outcome: str) -> str:
    if outcome not in OUTCOMES:
        refuse("outcome_missing", N_("Say what became of the list."), N_("Choose one of the two."), "outcome", "C-06")
    return outcome


def next_round(case: Case) -> int:
    return 1 + (case.supplements.aggregate(last=Max("round"))["last"] or 0)
