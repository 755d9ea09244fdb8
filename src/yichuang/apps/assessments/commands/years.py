"""The value of a window's year: entered by the leader in charge with a reason, beside the proposal (D2.0.5, C-13)."""

from datetime import datetime

from yichuang.apps.assessments.models import YearScore
from yichuang.apps.assessments.policies import contest as policies
from yichuang.apps.assessments.queries.years import proposal_for
from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.core.assessment import AssessmentError, figure, final_value
from yichuang.core.identity import N_


@command
def enter_year_value(*, window: Window, year: int, value: str, reason: str, by: Staff, now: datetime) -> YearScore:
    """Keeps a final value as it is typed, with the quarters the proposal is made of. A later one is a further row.

    Refused without a reason, for anything but 0 to 999 with two decimals at most, while no quarter of the year is
    finalised, and to anybody but the leader in charge.
    """
    policies.require_leader(by, window)
    proposal = proposal_for(window, year)
    policies.require_reference(proposal, now)
    try:
        kept = figure(final_value(value.strip()))
    except AssessmentError:
        refuse("bad_value", N_("This is no value of a year."),
               N_("Write a number from 0 to 999 with two decimals at most, such as 92.5."), "value",
               "D2.0.5")  # fmt: skip
    said = free_text(reason, "reason", most=300, clause="D2.0.5")
    made = YearScore.objects.create(
        window=window, year=year, number=YearScore.objects.filter(window=window, year=year).count() + 1, value=kept,
        quarters={str(quarter): figure(total) for quarter, total in proposal.totals.items()}, reason=said, at=now,
        by=by,
    )  # fmt: skip
    record(hall=window.hall.slug, verb="year.entered", by=by.ref, subject=f"window:{window.pk}", now=now,
           detail={"year": year, "number": made.number, "value": kept, "quarters": made.quarters})  # fmt: skip
    return made
