"""Slips for leave and posts found left in the sample quarter: in time, made up, late, refused, waiting; who is away."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from yichuang.apps.attendance import commands
from yichuang.apps.attendance.commands import Filing, Seen
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of
from yichuang.core.worktime import SHANGHAI, WorkCalendar

Act = Callable[[datetime], None]
QUARTER_HOUR = timedelta(minutes=15)
# Kind, reason, where to.
TRIP = ("business", "到县政务局报送材料（样例）", "样例县政务服务局")
ILL = ("illness", "感冒发热就诊（样例）", "样例县医院")
SUDDEN = ("illness", "突发胃痛就诊（样例）", "样例县医院")
HOME = ("private", "办理家中水电过户（样例）", "样例县城")
LONG = ("business", "参加业务培训（样例）", "样例市培训中心")
# So many working days are looked back on.
BACK = 8


class Presence:
    """Plans these for the last working days of a quarter; the same for the same days."""

    def __init__(self, hall: Hall, calendar: WorkCalendar, days: Sequence[date]) -> None:
        self._calendar, self._days = calendar, days
        self._charge = holder_of(hall, Role.LEADER_IN_CHARGE)
        self._duty = holder_of(hall, Role.LEADER_ON_DUTY)
        self._assessor = holder_of(hall, Role.ASSESSOR)
        keep = (Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.LEADER_ON_DUTY, Role.ASSESSOR)
        people = staff_of(hall).select_related("hall", "window").filter(is_active=True, window__isnull=False)
        self._clerks = [one for one in people if one.has(Role.CLERK) and not one.has(*keep)]
        others = (holder_of(hall, role) for role in (Role.PARTY_GOVERNMENT_OFFICE, Role.LEADER_IN_CHARGE))
        self._second = next((one for one in others if one and one != self._assessor), None)

    def plan(self) -> Iterator[tuple[datetime, Act]]:
        """Moments and what happens then, for the diary; nothing in a hall too small for it."""
        if not (self._charge and self._duty and len(self._days) > BACK and len(self._clerks) > BACK):
            return
        yield from self._slips()
        if self._assessor:
            yield from self._posts(self._assessor)

    def _slips(self) -> Iterator[tuple[datetime, Act]]:
        trip, ill, home, sudden, late, waiting, away = self._clerks[1:8]
        afternoon = self._sessions(6)[-1]
        yield self._opens(6), self._filing(trip, TRIP, afternoon)
        yield self._closes(6), self._filing(ill, ILL, (self._opens(5), self._closes(5)))
        yield self._opens(5), self._filing(home, HOME, self._sessions(4)[-1], refusal="窗口当日人手不足（样例）")
        gone = self._opens(4), self._opens(4) + 4 * QUARTER_HOUR
        yield gone[1] + QUARTER_HOUR, self._filing(sudden, SUDDEN, gone, explanation="病情突然，未能事前办理（样例）")
        yield self._opens(4), self._filing(late, SUDDEN, self._sessions(6)[0], explanation="当日忙于就诊（样例）")
        ahead = self._calendar.nth_after(self._days[-1], 2)
        yield self._closes(3), self._filing(away, LONG, (self._opens(2), self._closing(ahead)), back=False)
        tomorrow = self._calendar.nth_after(self._days[-1], 3)
        span = self._closing(tomorrow) - timedelta(hours=3), self._closing(tomorrow)
        yield self._opens(1), self._filing(waiting, HOME, span, decided=False)

    def _filing(
        self, person: Staff, said: tuple[str, str, str], span: tuple[datetime, datetime], *, explanation: str = "",
        refusal: str = "", decided: bool = True, back: bool = True,
    ) -> Act:  # fmt: skip
        def act(at: datetime) -> None:
            filing = Filing(person, *said, *span, explanation=explanation)
            slip = commands.file_slip(filing=filing, by=person, now=at)
            leader, then = self._duty if slip.retro else self._charge, at + QUARTER_HOUR
            if refusal:
                commands.refuse_slip(slip=slip, reason=refusal, by=leader, now=then)
            elif decided:
                commands.approve_slip(slip=slip, by=leader, now=then)
                if back:
                    came = max(slip.ends, then)
                    commands.note_return(slip=slip, returned_at=slip.ends, by=person, now=came)

        return act

    def _posts(self, by: Staff) -> Iterator[tuple[datetime, Act]]:
        """A record a slip covers, forty minutes, a morning, and one that was withdrawn."""
        window_free = "柜台无人，排队群众等候，邻近窗口称其外出（样例）"
        covered = self._opens(5), self._opens(5) + 8 * QUARTER_HOUR
        yield self._closes(5), self._noting(self._clerks[2], covered, by, window_free)
        left = self._opens(3) + 4 * QUARTER_HOUR
        yield self._closes(3), self._noting(self._clerks[0], (left, left + timedelta(minutes=40)), by, window_free)
        yield self._closes(2), self._noting(self._clerks[8], self._sessions(2)[0], by, "整个上午不在岗（样例）")
        if self._second:
            wrong = self._noting(self._clerks[3], self._sessions(3)[-1], by, window_free, withdrawn="认错了人（样例）")
            yield self._closes(3), wrong

    def _noting(
        self, person: Staff, span: tuple[datetime, datetime], by: Staff, words: str, *, withdrawn: str = ""
    ) -> Act:
        def act(at: datetime) -> None:
            record = commands.note_off_post(seen=Seen(person, person.window, *span, words), by=by, now=at)
            if withdrawn:
                commands.withdraw_off_post(seen=record, reason=withdrawn, by=self._second, now=at + QUARTER_HOUR)

        return act

    def _sessions(self, back: int) -> list[tuple[datetime, datetime]]:
        """The sessions of a working day so many back; 1 is the last one."""
        day = self._days[-back]
        return [(datetime.combine(day, one.opens, SHANGHAI), datetime.combine(day, one.closes, SHANGHAI))
                for one in self._calendar.sessions_on(day)]  # fmt: skip

    def _opens(self, back: int) -> datetime:
        return self._sessions(back)[0][0]

    def _closes(self, back: int) -> datetime:
        return self._sessions(back)[-1][1]

    def _closing(self, day: date) -> datetime:
        return datetime.combine(day, self._calendar.sessions_on(day)[-1].closes, SHANGHAI)
