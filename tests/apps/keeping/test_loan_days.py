"""By when a loan is back: the cases in words, through the command and through the form."""

import tomllib
from datetime import datetime, time
from pathlib import Path

import pytest
from django.urls import reverse

from tests.apps.keeping.test_archives import a_paper
from yichuang.apps.audit import Refused
from yichuang.apps.keeping import commands
from yichuang.apps.keeping.commands import LoanAsked
from yichuang.apps.keeping.models import Loan
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[2] / "cases_in_words/keeping/loans.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["案例"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["说明"])
def test_cases_in_words(cast, case):
    paper, on = a_paper(cast, cast.clerk), datetime.combine(case["登记"], time(10), SHANGHAI)
    asked = LoanAsked("lend", "样例县民政局", "整卷", "复查", case["归还"])
    try:
        commands.ask_loan(archive=paper, asked=asked, by=cast.clerk, now=on)
        told = "可以"
    except Refused as refused:
        told = refused.refusal.code
    assert told == case["结果"] and Loan.objects.exists() == (told == "可以")


def test_the_form_says_why_and_keeps_what_was_typed(cast, signed_in, at, now):
    at(now)
    typed = {"kind": "lend", "borrower": "样例县民政局", "what": "整卷", "reason": "复查", "due_on": "2036-03-04"}
    answer = signed_in("minzheng.a").post(reverse("desk:loan_ask", args=[a_paper(cast, cast.clerk).pk]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "借阅最长92日" in page and "2036-03-04" in page


def test_a_copy_has_no_day(cast):
    asked = LoanAsked("copy", "样例县民政局", "第三页", "复查", None)
    assert commands.ask_loan(archive=a_paper(cast, cast.clerk), asked=asked, by=cast.clerk, now=cast.now).due_on is None
