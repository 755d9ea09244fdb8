import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.core.queueing import estimate_wait


@pytest.mark.parametrize(
    ("ahead", "services", "windows", "expected"),
    [
        (0, [300], 1, (0, 5)),
        (0, [301], 1, (0, 6)),
        (1, [300], 1, (5, 10)),
        (6, [300], 2, (15, 18)),
        (6, [60, 300, 300, 900], 2, (3, 53)),
        (5, [100, 200, 300, 400, 500], 1, (16, 40)),
        (3, [59], 3, (0, 2)),
        (3, [300], 0, None),
        (3, [], 2, None),
        (3, [0, -5], 2, None),
        (3, [0, -5, 300], 3, (5, 7)),
    ],
)
def test_ranges(ahead, services, windows, expected):
    assert estimate_wait(ahead, services, windows) == expected


def test_fewer_than_no_people_are_refused():
    with pytest.raises(ValueError, match="negative"):
        estimate_wait(-1, [300], 1)


SERVICES = st.lists(st.integers(1, 7200), min_size=1, max_size=40)


@given(st.integers(0, 500), SERVICES, st.integers(1, 40))
def test_range_is_ordered_and_moves_the_right_way(ahead, services, windows):
    low, high = estimate_wait(ahead, services, windows)
    assert 0 <= low <= high
    assert isinstance(low, int)
    more_people = estimate_wait(ahead + 1, services, windows)
    assert more_people[0] >= low
    assert more_people[1] >= high
    more_windows = estimate_wait(ahead, services, windows + 1)
    assert more_windows[0] <= low
    assert more_windows[1] <= high
    assert estimate_wait(ahead, services[::-1], windows) == (low, high)
