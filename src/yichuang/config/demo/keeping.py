"""Stock, archives and loans of the sample quarter: one paper runs out, two files are archived late, one is not back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from yichuang.apps.cases.models import Case
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.commands import Card, LoanAsked, Paper
from yichuang.apps.keeping.models import Archive, StockCard
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import clerks_of
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of
from yichuang.core.worktime import SHANGHAI

if TYPE_CHECKING:
    from yichuang.config.demo.quarter import Diary

# Kind, name, first count, low-water mark, how many go in a week.
PAPERS = (("guide", "《办事须知》（样例）", 240, 40, 22), ("form", "业务申请表（样例）", 120, 30, 17))
RESTOCKED = 150
# The window whose form runs out for a day, and the one that leaves two files aside for weeks.
RUNS_OUT, FORGETS, FORGOTTEN = "w3", "w2", 2
OF_THE_HALL = (
    ("directives", "关于加强便民服务工作的通知（样例）"),
    ("minutes", "大厅工作例会记录（样例）"),
    ("photos", "大厅开放日照片（样例）"),
    ("cadres", "窗口人员名册（样例）"),
)
# Kind, borrower, reason, days before the last on which it is asked, days it is lent for, whether it is back.
LOANS = (
    ("lend", "样例县民政局 核查组", "低保复查需核对原卷（样例）", 30, 7, True),
    ("lend", "样例村委会", "核对补贴发放名单（样例）", 24, 10, False),
    ("copy", "样例县审计局", "专项审计需复印（样例）", 15, 0, False),
)


class Keeping:
    """Plans it for the working days of a quarter; the same for the same days."""

    def __init__(self, hall: Hall, diary: "Diary", days: Sequence[date]) -> None:
        self._hall, self._diary, self._last = hall, diary, days[-1]
        self._keepers = _one_a_window(hall)
        self._leader = holder_of(hall, Role.LEADER_IN_CHARGE)
        self._aside: list[int] = []
        self._at(days[0], time(8, 10), self._open)
        for week, day in enumerate(days[4::5]):
            self._at(day, time(16, 10), self._give_out)
            self._at(day, time(16, 15), lambda now, n=week: self._archive(n, now))
        out = days[len(days) * 2 // 3]
        self._at(out, time(10, 20), self._run_out)
        self._at(next(day for day in (*days, self._last) if day > out or day == days[-1]), time(14, 40), self._restock)
        for loan in LOANS:
            self._at(self._last - timedelta(days=loan[3]), time(9, 40), lambda now, one=loan: self._lend(one, now))
        self._at(days[-2 if len(days) > 1 else -1], time(15, 5), self._ask)

    def _at(self, day: date, clock: time, act: Callable[[datetime], None]) -> None:
        self._diary.at(datetime.combine(day, clock, SHANGHAI), act)

    def _open(self, now: datetime) -> None:
        for keeper in self._keepers:
            for kind, name, counted, low_water, _ in PAPERS:
                card = Card(keeper.window, kind, name, low_water, counted)
                commands.open_card(card=card, by=keeper, now=now)
        office = holder_of(self._hall, Role.HALL_OFFICE)
        for category, title in OF_THE_HALL if office else ():
            secrecy = "work_secret" if category == "cadres" else "ordinary"
            paper = Paper(None, category, title, now.astimezone(SHANGHAI).date(), "档案室甲柜一层（样例）", secrecy)
            commands.archive_paper(paper=paper, by=office, now=now)

    def _cards(self, keeper: Staff) -> list[StockCard]:
        found = queries.visible_cards(keeper).filter(window=keeper.window_id).select_related("hall")
        return list(found.order_by("id"))

    def _give_out(self, now: datetime) -> None:
        """What went in the week; what is low by then is taken in, but for the last window, which is slow."""
        for place, keeper in enumerate(self._keepers):
            for card, (*_, a_week) in zip(self._cards(keeper), PAPERS, strict=True):
                gone = min(card.balance - 1, a_week + place)
                if gone > 0:
                    commands.move_stock(card=card, kind="out", quantity=gone, by=keeper, now=now)
                if card.balance - gone <= card.low_water and keeper is not self._keepers[-1]:
                    later = now + timedelta(minutes=2)
                    commands.move_stock(card=card, kind="in", quantity=RESTOCKED, by=keeper, now=later)

    def _form(self) -> tuple[StockCard, Staff] | None:
        keeper = next((one for one in self._keepers if one.window.code == RUNS_OUT), None)
        return (self._cards(keeper)[-1], keeper) if keeper else None

    def _run_out(self, now: datetime) -> None:
        if (found := self._form()) and found[0].balance:
            note = "集中申报，全部发完（样例）"
            commands.move_stock(card=found[0], kind="out", quantity=found[0].balance, note=note, by=found[1], now=now)

    def _restock(self, now: datetime) -> None:
        if found := self._form():
            commands.move_stock(card=found[0], kind="in", quantity=RESTOCKED, by=found[1], now=now)

    def _archive(self, week: int, now: datetime) -> None:
        for keeper in self._keepers:
            waiting = list(queries.to_archive(keeper, now).filter(front_window=keeper.window_id)[:100])
            ready = [one for one in waiting if one.pk not in self._left_aside(keeper, week, waiting)]
            if ready:
                place = f"{keeper.window.number}号窗口档案柜，第{week + 1}盒（样例）"
                commands.archive_cases(cases=ready, place=place, by=keeper, now=now)

    def _left_aside(self, keeper: Staff, week: int, waiting: Sequence[Case]) -> Sequence[int]:
        """Two files of the second week lie about until the sixth."""
        if keeper.window.code == FORGETS and week == 1:
            self._aside = [one.pk for one in waiting[:FORGOTTEN]]
        return self._aside if week < 5 else ()

    def _lend(self, loan: tuple[str, str, str, int, int, bool], now: datetime) -> None:
        kind, borrower, reason, _, days, back = loan
        made = self._ask(now, kind, borrower, reason, days)
        if made is None or self._leader is None:
            return
        archive, keeper = made
        asked = archive.loans.select_related("archive", "hall").latest("id")
        decided = commands.decide_loan(loan=asked, approve=True, by=self._leader, now=now + timedelta(minutes=30))
        out = commands.hand_out(loan=decided, by=keeper, now=now + timedelta(minutes=50))
        if back:
            self._diary.at(now + timedelta(days=days, hours=-1), lambda at: commands.take_back(
                loan=out, note="完好（样例）", by=keeper, now=at
            ))  # fmt: skip

    def _ask(
        self, now: datetime, kind: str = "lend", borrower: str = "样例县信访局", reason: str = "复查信访件（样例）",
        days: int = 10,
    ) -> tuple[Archive, Staff] | None:  # fmt: skip
        """A loan or copy of the oldest file that nobody has asked for yet; without arguments the one left waiting."""
        found = Archive.objects.filter(hall=self._hall, case__isnull=False, loans=None)
        archive = found.select_related("window", "hall").order_by("id").first()
        keeper = archive and next((one for one in self._keepers if one.window_id == archive.window_id), None)
        if archive is None or keeper is None:
            return None
        due = now.astimezone(SHANGHAI).date() + timedelta(days=days) if kind == "lend" else None
        asked = LoanAsked(kind, borrower, "整卷", reason, due)
        commands.ask_loan(archive=archive, asked=asked, by=keeper, now=now)
        return archive, keeper


def _one_a_window(hall: Hall) -> list[Staff]:
    """The first clerk of each window, by its number."""
    found: dict[int, Staff] = {}
    for one in clerks_of(hall).select_related("hall", "window"):
        found.setdefault(one.window_id, one)
    return list(found.values())
