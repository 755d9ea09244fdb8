"""All detectors over a hall's records of a period; what they find goes to `commands.record` (D2, C-08)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from yichuang.apps.assessments import commands, facts, queries
from yichuang.apps.assessments.detection_words import proofs_of, words_of
from yichuang.apps.assessments.facts import Period
from yichuang.apps.assessments.found import Found
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Quarter
from yichuang.core.detection import (
    Detection,
    archive_lost,
    bursts,
    by_staff,
    closed_but_not_done,
    fee_above_standard,
    fee_below_standard,
    fee_not_in_force,
    handled_serially,
    improvements,
    instant_as_promised,
    late_report,
    late_slip,
    loan_overdue,
    no_complete_list,
    no_written_reason,
    not_archived,
    not_told,
    noted_irregularity,
    off_post,
    order_disturbed,
    out_of_stock,
    past_due,
    same_contact,
    second_list,
    turned_away,
    waived_without_consent,
)

Detector = Callable[[Period], Iterable[Detection]]


def _each(read: Callable[[Period], Iterable[object]], *finders: Callable[..., Iterable[Detection]]) -> Detector:
    """Every fact shown to every finder."""
    return lambda period: chain.from_iterable(find(fact) for fact in read(period) for find in finders)


def _joint(period: Period) -> Iterator[Detection]:
    for fact in facts.joints(period):
        yield from not_told(fact, period.now)
        yield from handled_serially(fact)


def _praise(period: Period) -> Iterator[Detection]:
    given, limits = list(facts.praise(period)), facts.praise_limits(period)
    yield from chain(same_contact(given, limits), bursts(given, limits), by_staff(given))


def _presence(period: Period) -> Iterator[Detection]:
    found, tolerance = facts.presence(period), facts.tolerance(period)
    for sessions in found.sessions:
        yield from off_post(sessions, tolerance)
    for slip in found.slips:
        yield from late_slip(slip)


DETECTORS: tuple[Detector, ...] = (
    _each(facts.kinds, instant_as_promised),
    lambda period: chain.from_iterable(past_due(fact, period.now) for fact in facts.dues(period)),
    _each(facts.completions, closed_but_not_done),
    _each(facts.lists, second_list, no_complete_list),
    _each(facts.returns, no_written_reason, turned_away),
    _joint,
    _each(facts.charges, fee_above_standard, fee_not_in_force, fee_below_standard),
    _each(facts.waivers, waived_without_consent),
    _each(facts.irregularities, noted_irregularity),
    lambda period: chain.from_iterable(late_report(fact, period.now) for fact in facts.reports(period)),
    _each(facts.petitions, order_disturbed),
    _each(facts.versions, improvements),
    _praise,
    _presence,
    _each(facts.outages, out_of_stock),
    lambda period: chain.from_iterable(not_archived(fact, period.now) for fact in facts.unarchived(period)),
    lambda period: chain.from_iterable(loan_overdue(fact, period.now) for fact in facts.late_loans(period)),
    _each(facts.losses, archive_lost),
)


def detections_of(period: Period) -> list[Detection]:
    """What the records of a hall show of a period, in the order of the moments; at most 30 queries.

    A fact belongs to the period in which it happened, however late it comes to light.
    """
    found = (one for detect in DETECTORS for one in detect(period) if period.within(one.at))
    return sorted(found, key=lambda one: (one.at, one.rule, one.fact, one.window))


def found_in(period: Period) -> list[Found]:
    """The same as `commands.record` takes it: in words, with what to open."""
    return [_found(one) for one in detections_of(period)]


def _found(one: Detection) -> Found:
    return Found(one.rule, one.fact, one.window, one.person, one.at, words_of(one), one.automatic, proofs_of(one),
                 times=one.times)  # fmt: skip


@dataclass(frozen=True)
class Looked:
    """What a look through a quarter came to: facts found, findings new, in doubt and no longer in doubt."""

    found: int
    added: int
    doubted: int
    cleared: int


def look_through(hall: Hall, quarter: Quarter, now: datetime) -> Looked:
    """Record what a hall's records show of a quarter; a second look at the same records adds nothing.

    No finding is altered: one that the records no longer show is put in doubt, for an assessor to withdraw or keep.
    Windows whose sheet is finalised are left alone: their quarter is scored again by a person, with a reason.
    """
    period, closed = Period.of(hall, quarter, now), queries.finalised(hall, quarter)
    known = queries.detected_before(hall)
    found = [_anew(one, known, quarter) for one in found_in(period) if one.window_id not in closed]
    shown = {_key(one): one for one in found}
    fresh = [one for key, one in shown.items() if key not in known]
    added = len(commands.record(hall=hall, found=fresh, now=now)) if fresh else 0
    standing = queries.standing_detections(hall, period.begin, period.end)
    doubted, kept = queries.doubts_of(standing.values())
    gone = {pk for key, pk in standing.items() if key not in shown and key[0] not in closed} - doubted - kept
    back = doubted & {pk for key, pk in standing.items() if key in shown}
    if added or gone or back:
        commands.close_detection(hall=hall, quarter=quarter, added=added, gone=gone, shown=back, now=now)
    return Looked(len(found), added, len(gone), len(back))


def _anew(one: Found, known: Mapping[tuple[int, str, str], tuple[str, datetime]], quarter: Quarter) -> Found:
    """A fact whose finding was withdrawn, since it moved to another quarter, is a new one when it happens there."""
    state, at = known.get(_key(one), ("", one.happened_at))
    moved = state == "withdrawn" and quarter_at(at) != quarter
    return replace(one, fact=f"{one.fact}@{quarter}") if moved else one


def _key(one: Found) -> tuple[int, str, str]:
    return one.window_id, one.rule, one.fact
