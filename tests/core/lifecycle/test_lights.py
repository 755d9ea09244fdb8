from datetime import UTC, datetime, timedelta

import pytest

from yichuang.core.lifecycle.lights import Light, light
from yichuang.core.worktime import SHANGHAI

START = datetime(2026, 3, 4, 9, 0, tzinfo=SHANGHAI)  # Wednesday
DUE = datetime(2026, 3, 24, 17, 0, tzinfo=SHANGHAI)
TICK = timedelta(microseconds=1)
# One fifth of 20 days and 8 hours.
YELLOW = DUE - (DUE - START) // 5


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (START, Light.GREEN),
        (YELLOW - TICK, Light.GREEN),
        (YELLOW, Light.YELLOW),
        (DUE - TICK, Light.YELLOW),
        (DUE, Light.YELLOW),
        (DUE + TICK, Light.RED),
        (DUE + timedelta(days=400), Light.RED),
    ],
)
def test_each_light_at_its_limit(now, shown):
    assert light(START, DUE, now) is shown


@pytest.mark.parametrize(
    ("share", "minutes", "shown"),
    [
        (0, 29, Light.GREEN), (0, 30, Light.YELLOW), (20, 23, Light.GREEN), (20, 24, Light.YELLOW),
        (33, 20, Light.GREEN), (34, 20, Light.YELLOW), (100, 0, Light.YELLOW),
    ],
)  # fmt: skip
def test_the_share_is_a_setting(share, minutes, shown):
    assert light(START, START + timedelta(minutes=30), START + timedelta(minutes=minutes), share) is shown


def test_a_time_that_does_not_divide_by_five_is_not_rounded():
    due = START + 7 * TICK  # a fifth of seven is 1.4: one tick left is yellow, two are not
    assert light(START, due, START + 5 * TICK) is Light.GREEN
    assert light(START, due, START + 6 * TICK) is Light.YELLOW


def test_no_clock_no_light():
    assert light(None, None, START) is Light.NONE
    assert light(None, DUE, START) is Light.NONE


def test_zones_do_not_matter():
    assert light(START.astimezone(UTC), DUE, YELLOW.astimezone(UTC)) is Light.YELLOW


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="from 0 to 100"):
        light(START, DUE, START, share)
