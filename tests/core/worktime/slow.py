"""An independent, slow clock: it walks day by day and minute by minute and knows no table."""

from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
SUMMER = [(time(8), time(11)), (time(14), time(17))]
WINTER = [(time(8), time(11)), (time(13, 30), time(16, 30))]


class SlowClock:
    """`off` and `make_up` are the dates that differ from Monday to Friday."""

    def __init__(self, off: set[date], make_up: set[date]) -> None:
        self.off, self.make_up = off, make_up

    def is_open(self, day: date) -> bool:
        return day in self.make_up or (day.isoweekday() <= 5 and day not in self.off)

    def sessions(self, day: date) -> list[tuple[time, time]]:
        return SUMMER if 5 <= day.month <= 10 else WINTER

    def is_office_minute(self, moment: datetime) -> bool:
        clock = moment.time()
        return self.is_open(moment.date()) and any(a <= clock < b for a, b in self.sessions(moment.date()))

    def office_minutes(self, begin: datetime, end: datetime) -> int:
        """Both on whole minutes."""
        count = 0
        while begin < end:
            count += self.is_office_minute(begin)
            begin += timedelta(minutes=1)
        return count

    def run_minutes(self, moment: datetime, amount: int, shut: set[date], business: bool) -> datetime:
        while amount:
            runs = moment.date() not in shut and (not business or self.is_office_minute(moment))
            moment += timedelta(minutes=1)
            amount -= runs
        return moment

    def run_days(self, day: date, amount: int, unit: str, shut: set[date]) -> date:
        while amount:
            day += DAY
            if day not in shut and (unit == "day" or self.is_open(day)):
                amount -= 1
        return day

    def roll(self, day: date) -> date:
        return day if self.is_open(day) else self.roll(day + DAY)

    def end_of(self, day: date, due_at: str, zone: object) -> datetime:
        if due_at == "24:00":
            return datetime.combine(day + DAY, time(), zone)
        return datetime.combine(day, self.sessions(day)[-1][1], zone)

    def shut(self, excluded: list[tuple[date, date]], paused: list[tuple[date, date]], readings: object) -> set[date]:
        """Days that do not count: both ends of a special step; of a pause all but the day of asking, by the reading."""
        stretches = list(excluded)
        if readings.pause_after_accept:
            stretches += [(asked + DAY, supplied) for asked, supplied in paused]
        return {first + DAY * n for first, last in stretches for n in range((last - first).days + 1)}

    def due(self, start: datetime, steps: list[tuple[int, str]], shut: set[date], readings: object) -> datetime:
        """The limit, and the extension if there is one, which never ends sooner than the limit alone."""
        return max(self.end(start, steps[:count], shut, readings) for count in range(1, len(steps) + 1))

    def end(self, start: datetime, steps: list[tuple[int, str]], shut: set[date], readings: object) -> datetime:
        """Run the limit and then, from the nominal or the rolled end, the extension."""
        moment, day = start, start.date() - (DAY if readings.count_first_day else timedelta(0))
        for number, (amount, unit) in enumerate(steps, start=1):
            if unit == "minute":
                moment = self.run_minutes(moment, amount, shut, readings.instant_clock == "business")
                day = moment.date()
                continue
            nominal = self.run_days(day, amount, unit, shut)
            rolled = self.roll(nominal) if readings.roll else nominal
            day = rolled if number == len(steps) or readings.extension_from == "rolled" else nominal
            moment = self.end_of(day, readings.due_at, start.tzinfo)
        return moment
