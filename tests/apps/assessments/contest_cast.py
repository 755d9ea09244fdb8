"""A month of a hall for the tests of the contest, with samples small enough."""

from datetime import datetime

from tests.apps.assessments.sheet_cast import a_finding, rated
from yichuang.apps.assessments import commands
from yichuang.core.assessment import Month, Terms
from yichuang.core.worktime import SHANGHAI

MARCH = Month(2026, 3)
LAST_DAY = datetime(2026, 3, 31, 23, 59, 59, tzinfo=SHANGHAI)  # Tuesday
NEXT_DAY = datetime(2026, 4, 1, 0, 0, tzinfo=SHANGHAI)  # Wednesday
LATER = datetime(2026, 4, 20, 9, 0, tzinfo=SHANGHAI)
TERMS = "yichuang.apps.assessments.contest.terms_on"


def lived_month(cast, monkeypatch):
    """March with four windows above a sample of two cases and one rating: w1 98, w2 95, w3 100, w4 97 (1 poor of 4)."""
    monkeypatch.setattr(TERMS, lambda day: Terms(places=3, most=4, cases=2, ratings=1))
    for window, good, poor in (("w1", 2, 0), ("w2", 2, 0), ("w3", 3, 0), ("w4", 3, 1), ("w5", 1, 0)):
        rated(cast, good, poor, window=window)
    a_finding(cast, "2.1", window="w1", times=2)
    a_finding(cast, "5.2", window="w2")


def settle(cast, who="assessor", now=NEXT_DAY):
    return commands.settle_contest(hall=cast.hall, month=MARCH, by=cast.person(who), now=now)
