"""One extension of at most ten days, by the principal leaders, before the end, with its notice (T3, D5.2.3, D4.7.2)."""

from datetime import datetime, timedelta

import pytest

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.cases.models import Case
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.queries import document_of
from yichuang.core.worktime import SHANGHAI

# T3: accepted on a Tuesday; day 20 is Monday 5 October, a holiday, so the end moves to Thursday the 8th. Ten days more
# are counted from the 5th.
ACCEPTED = datetime(2026, 9, 15, 9, 0, tzinfo=SHANGHAI)
DUE = datetime(2026, 10, 8, 17, 0, tzinfo=SHANGHAI)
EXTENDED = datetime(2026, 10, 15, 17, 0, tzinfo=SHANGHAI)
TICK = timedelta(microseconds=1)


@pytest.fixture
def case(cast):
    cast.now = ACCEPTED
    return cast.a_case(now=ACCEPTED)


def refusal_of(acting, case, **given):
    before = everything()
    with pytest.raises(Refused) as refused:
        acting.extend(case, **given)
    assert everything() == before
    return refused.value.refusal


def test_twenty_days_and_ten(acting, case):
    assert case.due_at == DUE
    extended, notice = acting.extend(case, now=datetime(2026, 9, 29, 10, 0, tzinfo=SHANGHAI))
    stored = Case.objects.get(pk=extended.pk)
    assert stored.due_at == EXTENDED
    assert (stored.extension.old_due_at, stored.extension.new_due_at, stored.extension.days) == (DUE, EXTENDED, 10)
    assert notice.kind == "N06"
    text = document_of(Notice.objects.get(pk=notice.pk)).to_json()
    assert all(said in text for said in ("2026年10月8日17时00分", "2026年10月15日17时00分前", "10日", "样例·主要领导"))


@pytest.mark.parametrize(("days", "code"), [
    (-1, "too_short"), (0, "too_short"), (1, None), (10, None), (11, "too_long"), (10**9, "too_long"),
])  # fmt: skip
def test_one_to_ten_days(acting, case, days, code):
    now = ACCEPTED + timedelta(days=3)
    if code is None:
        assert acting.extend(case, now=now, days=days)[0].extension.days == days
    else:
        refusal = refusal_of(acting, case, now=now, days=days)
        assert (refusal.code, refusal.field, refusal.clause) == (code, "days", "D5.2.3")


@pytest.mark.parametrize(("now", "code"), [(DUE - TICK, None), (DUE, None), (DUE + TICK, "after_due")])
def test_only_before_the_due_time_has_passed(acting, case, now, code):
    if code is None:
        assert acting.extend(case, now=now)[0].due_at == EXTENDED
    else:
        assert refusal_of(acting, case, now=now).code == code


def test_once(acting, case):
    acting.extend(case, now=ACCEPTED + timedelta(days=3), days=5)
    assert refusal_of(acting, case, now=ACCEPTED + timedelta(days=4), days=5).code == "already_extended"


@pytest.mark.parametrize("who", ["leader.charge", "leader.duty", "minzheng.head", "minzheng.a", "assessor"])
def test_nobody_but_the_principal_leaders(acting, cast, case, who):
    assert refusal_of(acting, case, by=cast.person(who), now=ACCEPTED + timedelta(days=3)).code == "not_yours"
