"""When a case falls due (D5.2.1–3, D3.4.6, D4.7.2; readings C-05, C-06, C-07)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from yichuang.core.sentences import N_
from yichuang.core.worktime.calendar import SHANGHAI, WorkCalendar, local
from yichuang.core.worktime.errors import ClockError
from yichuang.core.worktime.gaps import NO_GAPS, Gaps, Interval, find_gaps
from yichuang.core.worktime.limits import Limit, Unit
from yichuang.core.worktime.minutes import business_end, wall_end
from yichuang.core.worktime.readings import Readings

DEFAULTS = Readings()
# Looked up once: reaching a member through its enum costs as much as the whole table look-up.
_MINUTE, _WORKING_DAY = Unit.MINUTE, Unit.WORKING_DAY


class Due(NamedTuple):
    """A due time, aware, in Shanghai time. What is finished at exactly `due` is on time.

    `nominal` is the end before it rolls over days off; the `original_` pair is the end without the extension and
    stays beside the new one. `provisional`: the last day lies past the last year whose holiday notice is known.
    """

    due: datetime
    nominal: datetime
    provisional: bool
    readings: Readings
    original_due: datetime
    original_nominal: datetime


class Reach(NamedTuple):
    """One stretch of the clock as day indices and moments: the nominal end, and the end after rolling."""

    nominal_index: int
    index: int
    nominal: datetime
    due: datetime


def due(
    start: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    *,
    extension: Limit | None = None,
    excluded: Iterable[Interval] = (),
    paused: Iterable[Interval] = (),
    readings: Readings = DEFAULTS,
) -> Due:
    """Return when something that starts at `start` (aware) must be finished.

    `excluded`: dates, both ends in, that do not count whatever the unit. `paused`: (asked for, supplied) dates of
    supplements after acceptance, which stop the clock only under `pause_after_accept`. `extension` is counted on
    from the nominal end (or the rolled one, by reading). ClockError when the calendar does not reach.
    """
    if start.tzinfo is not SHANGHAI:
        start = local(start)
    gaps = gaps_for(calendar, excluded, paused, readings) if excluded or paused else NO_GAPS
    after = calendar.index(start) - readings.count_first_day
    last = original = reach(start, after, limit, calendar, gaps=gaps, readings=readings)
    if extension is not None:
        last = extend(original, extension, calendar, gaps, readings)
    provisional = last.index >= calendar.unpublished
    return Due(last.due, last.nominal, provisional, readings, original.due, original.nominal)


def gaps_for(
    calendar: WorkCalendar, excluded: Iterable[Interval], paused: Iterable[Interval], readings: Readings
) -> Gaps:
    """Return the days on which the clock stands still; pauses only where the reading lets them (C-06)."""
    return find_gaps(calendar, excluded, paused if readings.pause_after_accept else ())


def extend(original: Reach, extension: Limit, calendar: WorkCalendar, gaps: Gaps, readings: Readings) -> Reach:
    """Count an extension on from the end of the limit (T3); it never ends before what it extends.

    Minutes counted from a nominal end on a day off do not roll and could.
    """
    nominal = readings.extension_from == "nominal"
    begin, after = (original.nominal, original.nominal_index) if nominal else (original.due, original.index)
    more = reach(begin, after, extension, calendar, gaps=gaps, readings=readings)
    return more if more.due >= original.due else more._replace(due=original.due, index=original.index)


def reach(
    moment: datetime, after: int, limit: Limit, calendar: WorkCalendar, *, gaps: Gaps, readings: Readings
) -> Reach:
    """Run one limit: minutes from a moment, days after day `after`."""
    if limit.unit is _MINUTE:
        run = business_end if readings.instant_clock == "business" else wall_end
        end = run(moment, limit.amount, calendar, gaps.spans)
        index = calendar.index(end)
        return Reach(index, index, end, end)
    nominal = _count(after, limit, calendar, gaps)
    index = calendar.nth_index(nominal - 1, 1) if readings.roll else nominal
    if readings.due_at == "closing":
        return Reach(nominal, index, calendar.closing[nominal], calendar.closing[index])
    return Reach(nominal, index, _midnight(calendar, nominal), _midnight(calendar, index))


def _count(after: int, limit: Limit, calendar: WorkCalendar, gaps: Gaps) -> int:
    in_working_days = limit.unit is _WORKING_DAY
    step = calendar.nth_index if in_working_days else calendar.day_index
    amount = limit.amount
    found = step(after, amount)
    worked = calendar.worked
    for first, last in gaps.spans:
        if last <= after:
            continue
        lost = max(first, after + 1)
        if lost > found:
            break
        amount += worked[last + 1] - worked[lost] if in_working_days else last - lost + 1
        found = step(after, amount)
    return found


def _midnight(calendar: WorkCalendar, index: int) -> datetime:
    # 24:00 of a day is 0:00 of the next.
    try:
        next_day = calendar.day(index) + timedelta(days=1)
    except OverflowError as error:
        raise ClockError("too_late", N_("the result lies after the last date that can be written")) from error
    return datetime(next_day.year, next_day.month, next_day.day, tzinfo=SHANGHAI)
