"""The light of a running case: how much of its time is left, by whole microseconds (no rounding)."""

from datetime import datetime, timedelta
from enum import StrEnum

DEFAULT_SHARE = 20
_TICK = timedelta(microseconds=1)


class Light(StrEnum):
    """Red: the due time has passed. Yellow: its last part runs. Green: in time. None: no clock runs."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"


def light(start: datetime | None, due: datetime | None, now: datetime, share: int = DEFAULT_SHARE) -> Light:
    """Return the light of an open case that runs from `start` to `due` (aware moments; None before acceptance).

    What is finished at exactly `due` is on time, so red begins after it. Yellow begins when `share` hundredths of
    the whole time or less are left; ValueError for a share outside 0..100.
    """
    if not 0 <= share <= 100:
        raise ValueError(f"the yellow share is a whole number of hundredths from 0 to 100, not {share!r}")
    if start is None or due is None:
        return Light.NONE
    if now > due:
        return Light.RED
    left, whole = (due - now) // _TICK, (due - start) // _TICK
    return Light.YELLOW if left * 100 <= whole * share else Light.GREEN
