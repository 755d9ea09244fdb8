"""May this happen to this overdue case now?"""

from datetime import date
from typing import NoReturn

from yichuang.apps.accountability.models import Apology, Cause, Overdue, Way
from yichuang.apps.audit import refuse
from yichuang.core.identity import N_


def require_owed(overdue: Overdue) -> None:
    if overdue.withdrawn_at is not None:
        refuse("overdue_withdrawn", N_("The due time of this case has moved; no apology is owed."), clause="D5.2.4")
    if Apology.objects.filter(overdue=overdue).exists():
        refuse("apologised_already", N_("The apology for this case has been recorded."),
               N_("Its paper stands with the case."), clause="D5.2.4")  # fmt: skip


def require_not_marked(overdue: Overdue) -> None:
    """What was once said of a lateness is not written over (C-26)."""
    if overdue.withdrawn_at is not None:
        refuse("overdue_withdrawn", N_("The due time of this case has moved; it is not late."), clause="C-26")
    if overdue.serious:
        marked_already()


def marked_already() -> NoReturn:
    refuse("serious_already", N_("This lateness is marked as serious already."),
           N_("What was said then stands on the case."), clause="C-26")  # fmt: skip


def require_choices(way: str, cause: str) -> None:
    if way not in Way.values:
        refuse("way_missing", N_("Say how the apology was made."), N_("Choose one of the ways."), "way", "D5.2.4")
    if cause not in Cause.values:
        refuse("cause_missing", N_("Say why the limit was passed."), N_("Choose neglect or another cause."), "cause",
               "C-26")  # fmt: skip


def require_day(done_on: date, due: date, today: date) -> None:
    """An apology is made after the due time passed and not in the future."""
    if not due <= done_on <= today:
        refuse("day_wrong", N_("The apology lies between the due day %(due)s and today."),
               N_("Enter the day on which it was made."), "done_on", "D5.2.4", due=due.isoformat())  # fmt: skip
