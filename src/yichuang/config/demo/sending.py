"""Forwarded cases of the sample quarter: sent up under a number, answered after some weeks."""

from datetime import datetime, timedelta
from random import Random

from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Answer, Sending
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Staff
from yichuang.core.worktime import SHANGHAI

# How long upper bodies give themselves, in days; some answer later than that.
UPPER_DAYS = (20, 30, 45)


def answered(dice: Random) -> tuple[float, float]:
    """When the answer comes and when the citizen fetches the result, as shares of the hall's own limit."""
    share = 0.9 + dice.random() * 2
    return share, share + 0.1


def forward(case: Case, head: Staff, at: datetime, dice: Random) -> None:
    day = at.astimezone(SHANGHAI).date() + timedelta(days=dice.choice(UPPER_DAYS))
    body = case.item.rules["upper_body"] or "上级主管部门"
    sending = Sending(body, day, f"样乡报〔{at.year}〕{1 + case.pk % 90}号")
    cases.forward(case=case, sending=sending, by=head, now=at)


def take_back(case: Case, handler: Staff, at: datetime) -> None:
    answer = Answer("granted", "经审核符合条件，同意办理（样例批复）", f"样县复〔{at.year}〕{1 + case.pk % 90}号")
    cases.take_back(case=case, answer=answer, by=handler, now=at)
