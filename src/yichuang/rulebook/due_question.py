"""Reading the question put to `yichuang due`, strictly: a misspelt key must not give a wrong date in silence."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.core.worktime import SHANGHAI, Limit, Readings, Unit
from yichuang.rulebook.questions import Malformed, an_object, members, parse, shown

Interval = tuple[date, date]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_KEYS = {"start", "limit", "hall", "extension", "excluded", "paused", "readings"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the words of the core."""

    start: datetime
    limit: Limit
    hall: str
    extension: Limit | None
    excluded: tuple[Interval, ...]
    paused: tuple[Interval, ...]
    readings: Readings


def read_question(text: str) -> Question:
    """Read one JSON object; Malformed or ClockError (readings) with one clear sentence."""
    asked = members(parse(text), "the input", _KEYS, needed=("start", "limit"))
    hall = asked.get("hall", "township")
    if not isinstance(hall, str):
        raise Malformed(f"'hall' must be the name of a hall, not {shown(hall)}")
    readings = {} if asked.get("readings") is None else asked["readings"]
    return Question(
        start=_moment(asked["start"]),
        limit=_limit(asked["limit"], "limit"),
        hall=hall,
        extension=None if asked.get("extension") is None else _limit(asked["extension"], "extension"),
        excluded=_intervals(asked.get("excluded"), "excluded"),
        paused=_intervals(asked.get("paused"), "paused"),
        readings=Readings.from_mapping(an_object(readings, "'readings'")),
    )


def _limit(value: object, key: str) -> Limit:
    given = an_object(value, repr(key))
    if set(given) != {"amount", "unit"}:
        raise Malformed(f'{key!r} must hold exactly "amount" and "unit"')
    amount, unit = given["amount"], given["unit"]
    if not isinstance(unit, str) or unit not in set(Unit):
        raise Malformed(f"the unit of {key!r} must be one of {', '.join(Unit)}, not {shown(unit)}")
    if type(amount) is not int or amount < 1:
        raise Malformed(f"the amount of {key!r} must be a whole number of at least 1, not {shown(amount)}")
    return Limit(amount, Unit(unit))


def _moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) and _MOMENT.fullmatch(value) else "")
        return found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found.astimezone(SHANGHAI)
    except (ValueError, OverflowError) as error:
        raise Malformed(f"'start' must be a moment such as 2026-09-24T09:00:00, not {shown(value)}") from error


def _intervals(value: object, key: str) -> tuple[Interval, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Malformed(f"{key!r} must be a list of pairs of dates, not {shown(value)}")
    return tuple(_interval(pair, key) for pair in value)


def _interval(pair: object, key: str) -> Interval:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Malformed(f"{key!r} must hold pairs of dates, not {shown(pair)}")
    first, last = _date(pair[0], key), _date(pair[1], key)
    if last < first:
        raise Malformed(f"in {key!r} the interval {first} to {last} ends before it begins; swap the two dates")
    return first, last


def _date(value: object, key: str) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) and _DATE.fullmatch(value) else "")
    except ValueError as error:
        raise Malformed(f"{key!r} must hold dates such as 2026-10-12, not {shown(value)}") from error
