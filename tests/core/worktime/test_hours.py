"""The hours of many days at once are those of each day by itself."""

from datetime import date, time, timedelta

import pytest

from yichuang.core.worktime import ClockError
from yichuang.core.worktime.hours import DayHours, OfficeHours, Schedule, Season, Session


def test_many_days_at_once_have_the_hours_each_has_by_itself():
    """Two schedules, one with a season over New Year; the day before the first of them is refused as ever."""

    def unbroken(opens, closes):
        return DayHours((Session(time(opens), time(closes)),))

    year = Season("全年", (1, 1), (12, 31), unbroken(9, 17), "样例")
    winter = Season("冬", (10, 1), (4, 30), unbroken(9, 16), "样例")
    summer = Season("夏", (5, 1), (9, 30), unbroken(8, 18), "样例")
    hours = OfficeHours((Schedule(date(2025, 3, 1), (winter, summer)), Schedule(date(2023, 1, 1), (year,))))
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(1500)]
    assert hours.hours_of(days) == [hours.season_of(day).hours for day in days]
    with pytest.raises(ClockError) as refused:
        hours.hours_of([date(2022, 12, 31)])
    assert refused.value.code == "no_hours"
