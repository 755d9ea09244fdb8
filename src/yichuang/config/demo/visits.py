"""One person after another at the windows: ticket, call, first contact, and what he came for."""

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from yichuang.apps.audit import Refused
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import items_of
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import clerks_of, windows_of
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import Handing, Question
from yichuang.apps.reception.models import Visit
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.queries import queues_of
from yichuang.config.demo import people
from yichuang.config.demo.casework import COUNTER, Casework

if TYPE_CHECKING:
    from yichuang.config.demo.quarter import Diary, Quarter

QUESTIONS = (
    ("这个事项需要带哪些材料？", "已按一次性告知单逐项说明，并将告知单交给来访人。"),
    ("办好以后多久能拿到结果？", "已说明办理时限和查询进度的方法。"),
    ("别人能不能代我来办？", "可以委托代办，须持委托书和双方身份证件。"),
    ("这项补贴今年还发不发？", "已说明现行政策和发放时间。"),
)
NO_SHOW = 0.03
PRIORITY = 0.15


class Visits:
    """The counter of a hall: each window serves one person at a time, so times run on from person to person."""

    def __init__(self, hall: Hall, dice: Random, diary: "Diary", casework: Casework, quarter: "Quarter") -> None:
        self._hall, self._dice, self._diary, self._casework, self._quarter = hall, dice, diary, casework, quarter
        self._queues = {queue.letter: queue for queue in queues_of(hall).select_related("hall")}
        self._windows = list(windows_of(hall).select_related("hall", "department"))
        self._clerks: dict[int, Staff] = {}
        for clerk in clerks_of(hall).select_related("hall"):
            self._clerks.setdefault(clerk.window_id, clerk)
        self._free: dict[int, datetime] = {}
        self._items = {window.pk: self._offered(window) for window in self._windows}

    def _offered(self, window: Window) -> list[ServiceItem]:
        return [item for item in items_of(self._hall).values() if item.window_id == window.pk and item.kind in COUNTER]

    def arrive(self, at: datetime) -> None:
        """A person takes a ticket; he is called when the window is free."""
        window = self._dice.choice(self._windows)
        priority = "priority" if self._dice.random() < PRIORITY else "normal"
        tickets.take_ticket(
            queue=self._queues[window.letters[0]],
            priority=priority,
            now=at,
            reason="老年人" if priority == "priority" else "",
        )
        called = max(at + timedelta(seconds=self._dice.randrange(20, 90)), self._free.get(window.pk, at))
        self._free[window.pk] = called + timedelta(minutes=self._dice.randrange(6, 14))
        self._diary.at(called, lambda moment: self._call(window, moment))

    def _call(self, window: Window, at: datetime) -> None:
        clerk = self._clerks[window.pk]
        try:
            ticket = tickets.call_next(window=window, by=clerk, now=at)
        except Refused:
            return  # the number before this one was served in its turn
        if self._dice.random() < NO_SHOW:
            tickets.recall(ticket=ticket, by=clerk, now=at + timedelta(seconds=40))
            tickets.mark_no_show(ticket=ticket, reason="两次呼叫无人应答", by=clerk, now=at + timedelta(seconds=90))
            return
        came = at + timedelta(seconds=self._dice.randrange(15, 60))
        item = self._dice.choice(self._items[window.pk]) if self._items[window.pk] else None
        visit = reception.open_visit(
            window=window, matter=item.name if item else "咨询", own_scope=True, by=clerk, now=came, ticket=ticket,
            item_code=item.code if item else "",
        )  # fmt: skip
        self._quarter.visits += 1
        self._serve(visit, item, clerk, came)

    def _serve(self, visit: Visit, item: ServiceItem | None, clerk: Staff, at: datetime) -> None:
        chance = self._dice.random()
        if item is not None and chance < 0.43:
            self._casework.take_in(visit, item, clerk, at + timedelta(minutes=3))
        elif chance < 0.93:
            question, answer = self._dice.choice(QUESTIONS)
            asked = Question(
                question=question, answer=answer, satisfied=self._dice.random() < 0.9, asker=people.name(self._dice)
            )
            reception.consult(visit=visit, asked=asked, by=clerk, now=at + timedelta(minutes=2))
        else:
            self._hand_over(visit, clerk, at + timedelta(minutes=1))
        reception.close_visit(visit=visit, by=clerk, now=at + timedelta(minutes=self._dice.randrange(4, 6)))

    def _hand_over(self, visit: Visit, clerk: Staff, at: datetime) -> None:
        others = [one for one in self._clerks.values() if one.pk != clerk.pk]
        receiver = self._dice.choice(others)
        handing = Handing(mode="escort", reason="所问事项由该窗口办理，带领前往")
        made = reception.hand_over(visit=visit, to_staff=receiver, handing=handing, by=clerk, now=at)
        reception.confirm_hand_over(hand_over=made, by=receiver, now=at + timedelta(minutes=1))

    def close(self, at: datetime) -> None:
        """The day ends; the windows start free on the next."""
        self._free.clear()
