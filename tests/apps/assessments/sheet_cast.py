"""A hall with findings, cases and ratings of a quarter, for the tests of sheets."""

from datetime import datetime, timedelta

from yichuang.apps.assessments.models import Evidence, Finding
from yichuang.apps.cases.models import Case
from yichuang.apps.feedback.commands import rate
from yichuang.core.assessment import Quarter
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

Q1 = Quarter(2026, 1)
LAST_DAY = datetime(2026, 3, 31, 23, 59, 59, tzinfo=SHANGHAI)  # Tuesday
NEXT_DAY = datetime(2026, 4, 1, 0, 0, tzinfo=SHANGHAI)  # Wednesday
OVER = datetime(2026, 4, 20, 9, 0, tzinfo=SHANGHAI)  # Monday, after the time for objections


def a_finding(cast, rule, *, window="w3", fact="", state="confirmed", happened_at=None, evidence="样例记录", **more):
    made = Finding.objects.create(
        hall=cast.hall, window=cast.window(window), rule=rule, fact=fact or f"test:{Finding.objects.count()}",
        happened_at=happened_at or cast.now, state=state, rulebook="wan-2017-49", **more,
    )  # fmt: skip
    Evidence.objects.create(finding=made, kind="record", words=evidence)
    return made


def rated(cast, good, poor, *, window="w3"):
    """Completed cases of a window with so many good and so many poor ratings."""
    for place in range(good + poor):
        case = cast.a_case(at=State.COMPLETED)
        rate(case=case, grade="good" if place < good else "poor", remark="", now=case.ended_at + timedelta(minutes=1))
        Case.objects.filter(pk=case.pk).update(front_window=cast.window(window))
