"""Past closing: from the closing of the session in which it began, whole minutes, not once the hall is open again."""

from datetime import datetime

import pytest

from yichuang.core.worktime import SHANGHAI
from yichuang.core.worktime.overtime import Overtime, overtime, together
from yichuang.rulebook.worktime import load_calendar

CALENDAR = load_calendar("township")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def at(text):
    weekday, moment = text.split(" ", 1)
    found = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    assert WEEKDAYS[found.weekday()] == weekday, text
    return found


@pytest.mark.parametrize(("begun", "finished", "closing", "minutes"), [
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 11:12:00", "Wed 2026-03-04 11:00", 12),  # T1
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 11:00:00", None, 0),
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 11:00:59", None, 0),
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 11:01:00", "Wed 2026-03-04 11:00", 1),
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 11:12:59", "Wed 2026-03-04 11:00", 12),
    ("Wed 2026-03-04 11:00:00", "Wed 2026-03-04 11:20:00", "Wed 2026-03-04 11:00", 20),  # in the last second (C-07)
    ("Wed 2026-03-04 11:00:01", "Wed 2026-03-04 11:20:00", None, 0),  # began after closing
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 13:29:59", "Wed 2026-03-04 11:00", 149),
    ("Wed 2026-03-04 10:50:00", "Wed 2026-03-04 13:30:00", None, 0),  # the hall is open again
    ("Wed 2026-03-04 16:20:00", "Wed 2026-03-04 16:45:00", "Wed 2026-03-04 16:30", 15),
    ("Mon 2026-05-11 16:50:00", "Mon 2026-05-11 17:10:00", "Mon 2026-05-11 17:00", 10),  # summer hours
    ("Fri 2026-03-06 16:20:00", "Mon 2026-03-09 08:00:00", None, 0),  # over the weekend
    ("Sat 2026-03-07 10:00:00", "Sat 2026-03-07 11:30:00", None, 0),  # a day off has no closing
    ("Sat 2026-10-10 10:50:00", "Sat 2026-10-10 11:05:00", "Sat 2026-10-10 11:00", 5),  # a make-up day has
])  # fmt: skip
def test_overtime(begun, finished, closing, minutes):
    found = overtime(CALENDAR, at(begun), at(finished))
    assert found == (Overtime(at(f"{closing}:00"), minutes) if closing else None)


def spans(*pairs):
    return [(at(f"Wed 2026-03-04 {a}:00"), at(f"Wed 2026-03-04 {b}:00")) for a, b in pairs]


@pytest.mark.parametrize(("pairs", "minutes"), [
    ((), 0), ((("11:00", "11:12"),), 12), ((("11:00", "11:12"), ("11:00", "11:15")), 15),
    ((("11:00", "11:15"), ("11:05", "11:10")), 15), ((("11:10", "11:20"), ("11:00", "11:05")), 15),
])  # fmt: skip
def test_shared_minutes_count_once(pairs, minutes):
    assert together(spans(*pairs)) == minutes
