"""The time range shown on a ticket."""

from collections.abc import Sequence


def estimate_wait(
    people_ahead: int, recent_service_seconds: Sequence[int], windows_open: int
) -> tuple[int, int] | None:
    """How long the next person will probably wait, as (low, high) in whole minutes, low <= high.

    None when nothing honest can be said: no window is open, or nobody has been served yet. The low end takes the
    quicker quarter of recent services and windows that are just free; the high end the slower quarter and one more
    person, the one whose service is now under way. Services of no length (misclicks) are left out.
    """
    if people_ahead < 0:
        raise ValueError("people_ahead must not be negative")
    services = sorted(seconds for seconds in recent_service_seconds if seconds > 0)
    if windows_open < 1 or not services:
        return None
    quick, slow = services[(len(services) - 1) // 4], services[(3 * len(services)) // 4]
    per_minute = 60 * windows_open
    low = quick * people_ahead // per_minute
    high = -(-slow * (people_ahead + 1) // per_minute)
    return low, high
