"""All detectors over a hall's records of a period; what they find goes to `commands.record` (D2, C-08)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from yichuang.apps.assessments import facts
from yichuang.apps.assessments.detection_words import proofs_of, words_of
from yichuang.apps.assessments.facts import Period
from yichuang.apps.assessments.found import Found
from yichuang.core.detection import (
    Detection,
    bursts,
    by_staff,
    closed_but_not_done,
    handled_serially,
    improvements,
    instant_as_promised,
    no_complete_list,
    no_written_reason,
    not_told,
    past_due,
    same_contact,
    second_list,
    turned_away,
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


DETECTORS: tuple[Detector, ...] = (
    _each(facts.kinds, instant_as_promised),
    lambda period: chain.from_iterable(past_due(fact, period.now) for fact in facts.dues(period)),
    _each(facts.completions, closed_but_not_done),
    _each(facts.lists, second_list, no_complete_list),
    _each(facts.returns, no_written_reason, turned_away),
    _joint,
    _each(facts.versions, improvements),
    _praise,
)

# Rules whose detector waits for a record the hall does not keep yet: nothing is made up for them.
AWAITED: Mapping[str, str] = {
    "1.2a": "attendance", "1.2b": "attendance", "1.3": "leave slips", "2.2": "stock of guides and forms",
    "2.4": "archives and loans", "3.5": "reports with a day", "4.1": "fees", "4.2": "fees", "4.3": "fees",
    "8.6": "petitions",
}  # fmt: skip


def detections_of(period: Period) -> list[Detection]:
    """What the records of a hall show of a period, in the order of the moments; at most 20 queries.

    A fact belongs to the period in which it happened, however late it comes to light.
    """
    found = (one for detect in DETECTORS for one in detect(period) if period.within(one.at))
    return sorted(found, key=lambda one: (one.at, one.rule, one.fact, one.window))


def found_in(period: Period) -> list[Found]:
    """The same as `commands.record` takes it: in words, with what to open."""
    return [
        Found(one.rule, one.fact, one.window, one.person, one.at, words_of(one), one.automatic, proofs_of(one),
              times=one.times)
        for one in detections_of(period)
    ]  # fmt: skip
