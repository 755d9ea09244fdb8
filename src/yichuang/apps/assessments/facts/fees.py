"""Facts on fees: charges beside the standard of their day, what was let off, what somebody noted (section 4)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from yichuang.apps.assessments.facts.period import Period, local_day
from yichuang.apps.cases.models import Fee, FeeIrregularity, FeeWaiver
from yichuang.apps.cases.queries import fees as by_catalogue
from yichuang.apps.catalog.queries import items_of
from yichuang.core.detection import FeeFact, IrregularityFact, WaiverFact
from yichuang.core.fees import Charge, Standard, charge, in_fen, standard_on
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

_CHUNK = 2_000


def charges(period: Period) -> Iterator[FeeFact]:
    """Fees charged in the period and not struck out, with what the catalogue says of them now; two queries.

    A standard that was changed or ended since is read from its days, not from what the charge noted of it.
    """
    now, consented = items_of(period.hall), _consented(period)
    found = Fee.objects.filter(hall=period.hall, reversal=None, **_days(period, "charged_on"))
    for one in found.select_related("case__item").order_by("pk").iterator(chunk_size=_CHUNK):
        standards = by_catalogue.standards_of(now.get(one.case.item.code, one.case.item))
        standard = standard_on(standards, one.name, one.charged_on)
        yield FeeFact(
            one.ref, f"case:{one.case_id}", one.name, one.window_id, one.by_id, _begins(one.charged_on), one.amount_fen,
            _whole_fen(standard, one) if isinstance(standard, Standard) else None,
            known=any(kept.name == one.name for kept in standards), in_force=isinstance(standard, Standard),
            consented_fen=consented.get((one.case_id, one.name), 0),
        )  # fmt: skip


def _whole_fen(standard: Standard, fee: Fee) -> int | None:
    """Standard times quantity; None for a fee that is assessed case by case."""
    made = None if standard.amount is None else charge(standard, fee.quantity)
    return in_fen(made.whole) if isinstance(made, Charge) else None


def _consented(period: Period) -> dict[tuple[int, str], int]:
    given = FeeWaiver.objects.filter(hall=period.hall, approved=True, case__fees__reversal=None,
                                     **_days(period, "case__fees__charged_on"))  # fmt: skip
    return {(case, name): fen for case, name, fen in given.values_list("case", "name", "amount_fen")}


def waivers(period: Period) -> Iterator[WaiverFact]:
    """Waivers without consent in cases that ended in the period, and whether the fee stayed unpaid; one query."""
    ended = {f"case__{name}": moment for name, moment in period.has("ended_at").items()}
    paid = Fee.objects.filter(case=OuterRef("case"), name=OuterRef("name"), reversal=None)
    found = FeeWaiver.objects.filter(hall=period.hall, case__state=State.COMPLETED.value, **ended)
    for one in found.exclude(approved=True).annotate(paid=Exists(paid)).select_related("case").order_by("pk"):
        yield WaiverFact(one.ref, f"case:{one.case_id}", one.name, one.case.front_window_id, one.asked_by_id,
                         one.case.ended_at, one.amount_fen, one.approved, let_off=not one.paid)  # fmt: skip


def irregularities(period: Period) -> Iterator[IrregularityFact]:
    """Charges and waivers noted as irregular that happened in the period; one query."""
    for one in FeeIrregularity.objects.filter(hall=period.hall, **_days(period, "on")).order_by("pk"):
        yield IrregularityFact(one.ref, f"case:{one.case_id}" if one.case_id else "", one.kind, one.name,
                               one.window_id, _begins(one.on), one.amount_fen)  # fmt: skip


def _begins(day: date) -> datetime:
    """A day of which no hour is known counts from its beginning in the hall's time."""
    return datetime.combine(day, time(), SHANGHAI)


def _days(period: Period, field: str) -> dict[str, Any]:
    last = period.end - timedelta(microseconds=1)
    return {f"{field}__gte": local_day(period.begin), f"{field}__lte": local_day(last)}
