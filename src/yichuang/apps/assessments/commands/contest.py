"""The contest of a month: settled once after its end, revised with a reason (D1.28, R28, C-13)."""

from datetime import datetime

from yichuang.apps.assessments.contest import Contest, contest_again, contest_of
from yichuang.apps.assessments.documents import canonical, digest_of
from yichuang.apps.assessments.models import MonthlyContest
from yichuang.apps.assessments.policies import contest as policies
from yichuang.apps.assessments.unscorable import refusing
from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import windows_of
from yichuang.core.assessment import Month
from yichuang.core.identity import N_


@command
def settle_contest(*, hall: Hall, month: Month, by: Staff, now: datetime) -> MonthlyContest:
    """Freezes the ranking of a month that has ended, once, with the statements it rests on; its first windows become
    model windows. Refused on the month's last day and before, and to anybody who serves at a window."""
    policies.require_settler(by, list(windows_of(hall)))
    policies.require_month_over(month, now)
    policies.require_not_settled(hall, month)
    with refusing():
        made = contest_of(hall, month)
    return _freeze(hall, month, made, number=1, why="", by=by, now=now)


@command
def revise_contest(*, hall: Hall, month: Month, why: str, by: Staff, now: datetime) -> MonthlyContest:
    """Makes a further ranking of a settled month by the terms, rulebook and readings of the first, when findings or
    records have changed since; the earlier ones stay. Refused without a reason, and when nothing would change."""
    policies.require_settler(by, list(windows_of(hall)))
    said = free_text(why, "why", most=300, clause="D1.28")
    last = MonthlyContest.objects.filter(hall=hall, month=str(month)).order_by("-number").first()
    if last is None:
        refuse("not_settled", N_("The contest of %(month)s is not settled yet."), N_("Settle it first."),
               clause="D1.28", month=str(month))  # fmt: skip
    with refusing():
        made = contest_again(hall, last)
    if canonical(made.ranking) == last.ranking:
        refuse("nothing_changed", N_("Ranked again, the month comes to the same."),
               N_("Withdraw or correct a finding first; then revise the ranking."), clause="D1.28")  # fmt: skip
    return _freeze(hall, month, made, number=last.number + 1, why=said, by=by, now=now)


@step
def _freeze(
    hall: Hall, month: Month, made: Contest, *, number: int, why: str, by: Staff, now: datetime
) -> MonthlyContest:
    ranking = canonical(made.ranking)
    kept = MonthlyContest.objects.create(
        hall=hall, month=str(month), number=number, settled_at=now, settled_by=by, why=why, ranking=ranking,
        statements=canonical(made.statements), digest=digest_of(ranking),
    )  # fmt: skip
    models = [one["window"]["code"] for one in made.ranking["places"] if one["model"]]
    record(hall=hall.slug, verb="contest.revised" if why else "contest.settled", by=by.ref,
           subject=f"hall:{hall.slug}", now=now,
           detail={"month": str(month), "version": number, "models": models, "digest": kept.digest})  # fmt: skip
    return kept
