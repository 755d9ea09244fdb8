"""What lights bring about in the sample quarter: reminders, words, overdue records, apologies in most."""

from datetime import datetime, timedelta
from random import Random

from yichuang.apps.accountability import commands as accountability
from yichuang.apps.accountability import queries as overdue
from yichuang.apps.accountability.commands import Apologising
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases import queries
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI

CAUSES = ("入户核查需两次上门", "外调材料回函较晚", "经办人外出培训，交接不及时", "申请人补充说明较晚")
PLANS = ("三日内完成核查并办结", "已电话催办，收到即办", "由B角接办，本周内办结")
WAYS = ("in_person", "phone", "writing")
EXPLAINED, APOLOGISED = 0.8, 0.85


class Lights:
    """Called at the end of each working day, while the hall is still open."""

    def __init__(self, hall: Hall, dice: Random) -> None:
        self._hall, self._dice = hall, dice
        people = staff_of(hall).select_related("hall", "window").filter(is_active=True)
        self._clerks = [one for one in people if one.has(Role.CLERK)]

    def evening(self, now: datetime) -> None:
        """Records what ran late, reminds, and lets handlers explain and apologise."""
        accountability.open_overdue(hall=self._hall, now=now)
        cases.send_reminders(hall=self._hall, now=now)
        for clerk in self._clerks:
            self._explain(clerk, now)
            self._apologise(clerk, now)
            if queries.unseen(clerk):
                cases.see_reminders(by=clerk, now=now)

    def _explain(self, clerk: Staff, now: datetime) -> None:
        owed = queries.words_owed(clerk, now).select_related("hall", "item__post__a", "item__post__b", "applicant")
        for case in list(owed):
            if self._dice.random() < EXPLAINED:
                self._try(cases.say_word, case=case, cause=self._dice.choice(CAUSES), plan=self._dice.choice(PLANS),
                          by=clerk, now=now)  # fmt: skip

    def _apologise(self, clerk: Staff, now: datetime) -> None:
        made = Apologising(now.astimezone(SHANGHAI).date(), self._dice.choice(WAYS), "other", self._dice.choice(CAUSES))
        for one in list(overdue.apologies_owed(clerk).select_related(*overdue.RELATED)):
            if one.opened_at < now - timedelta(hours=12) and self._dice.random() < APOLOGISED:
                self._try(accountability.apologise, overdue=one, made=made, by=clerk, now=now)

    @staticmethod
    def _try(command: object, **given: object) -> None:
        try:
            command(**given)  # type: ignore[operator]
        except Refused:
            return
