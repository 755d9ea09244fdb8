"""After the certificate: planned with the completion, due on its day, recorded once (D3.3.2)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Followed
from yichuang.apps.cases.models import FollowUp
from yichuang.apps.cases.queries import follow_up_for, follow_ups_due, sought_follow_ups
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

VISITED = date(2026, 9, 7)
AFTER = datetime(2026, 9, 7, 11, 0, tzinfo=SHANGHAI)
GOOD = Followed(VISITED, "phone", "证件已使用，乘车优待已落实")


def refusal(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


@pytest.fixture
def holder(cast):
    """A senior citizens' card handed over on 4 March 2026 (a Wednesday); its visit is due six months on."""
    case = cast.a_case(at=State.COMPLETED, item=cast.item("MZ-01"))
    return case.follow_ups.get()


def keep(one, by, followed=GOOD, now=AFTER):
    return cases.record_follow_up(follow_up=one, followed=followed, by=by, now=now)


def test_the_completion_plans_the_visit(holder):
    assert (holder.kind, holder.due_on, holder.expires_on, holder.done_at) == ("visit", date(2026, 9, 4), None, None)


def test_an_item_without_a_rule_plans_nothing(cast):
    assert not cast.a_case(at=State.COMPLETED).follow_ups.exists()


def test_an_open_case_plans_nothing(cast):
    cast.a_case(at=State.APPROVED, item=cast.item("MZ-01"))
    assert not FollowUp.objects.exists()


def test_a_certificate_that_ends_is_reminded_of_before(cast):
    clerk = cast.person("jisheng.a")
    case = cast.take_in(item=cast.item("JS-02"), by=clerk)[0]
    cases.complete_instant(case=case, result="已发证", recipient="样例申请人", by=clerk, now=cast.now)
    visit, renewal = case.follow_ups.order_by("due_on")
    assert (visit.kind, visit.due_on) == ("visit", date(2026, 9, 4))
    assert (renewal.kind, renewal.expires_on, renewal.due_on) == ("renewal", date(2029, 3, 3), date(2029, 1, 2))


@pytest.mark.parametrize(
    ("now", "waiting"),
    [
        (datetime(2026, 9, 3, 23, 59, 59, tzinfo=SHANGHAI), 0),
        (datetime(2026, 9, 4, 0, 0, tzinfo=SHANGHAI), 1),
        (datetime(2026, 12, 4, 0, 0, tzinfo=SHANGHAI), 1),
    ],
)
def test_it_stands_on_the_handlers_list_from_its_day_on(holder, cast, now, waiting):
    assert follow_ups_due(cast.clerk, now).count() == waiting
    assert follow_ups_due(cast.stand_in, now).count() == 0
    type(cast.clerk).objects.filter(pk=cast.clerk.pk).update(absent=True)
    assert follow_ups_due(cast.stand_in, now).count() == waiting


def test_recorded_once_it_leaves_the_list(holder, cast):
    keep(holder, cast.clerk)
    holder.refresh_from_db()
    assert (holder.done_on, holder.way, holder.done_by) == (VISITED, "phone", cast.clerk)
    assert not follow_ups_due(cast.clerk, AFTER).exists()
    assert refusal(lambda: keep(holder, cast.stand_in)).code == "followed_already"


@pytest.mark.parametrize(
    ("followed", "field"),
    [
        (Followed(None, "phone", "样例"), "done_on"),
        (Followed(date(2026, 3, 3), "phone", "样例"), "done_on"),  # the day before the completion
        (Followed(AFTER.date() + timedelta(days=1), "phone", "样例"), "done_on"),
        (Followed(VISITED, "", "样例"), "way"),
        (Followed(VISITED, "pigeon", "样例"), "way"),
        (Followed(VISITED, "home", " "), "finding"),
        (Followed(VISITED, "home", "\x00"), "finding"),
        (Followed(VISITED, "home", "长" * 501), "finding"),
    ],
)
def test_day_way_and_finding_are_needed(holder, cast, followed, field):
    assert refusal(lambda: keep(holder, cast.clerk, followed)).field == field
    assert FollowUp.objects.get().done_at is None


def test_another_window_neither_records_nor_sees_it(holder, cast):
    assert refusal(lambda: keep(holder, cast.other_clerk)).code == "not_yours"
    assert follow_up_for(cast.other_clerk, holder.pk) is None


def test_nobody_follows_up_his_own_matter(holder, cast):
    type(cast.clerk).objects.filter(pk=cast.clerk.pk).update(identity_index=holder.case.applicant.identity_index)
    assert refusal(lambda: keep(holder, cast.clerk)).code == "own_matter"
    assert not follow_ups_due(cast.clerk, AFTER).exists()


@pytest.mark.parametrize(
    ("words", "shown", "found"),
    [("", "", 1), ("优待证", "due", 1), ("MZ-01", "", 1), ("", "done", 0), ("", "coming", 0), ("", "visit", 1),
     ("", "renewal", 0), ("", "nonsense", 0), ("\x00", "", 0), ("没有", "", 0)],
)  # fmt: skip
def test_the_register_is_narrowed(holder, cast, words, shown, found):
    assert sought_follow_ups(cast.clerk, words, shown, AFTER.date()).count() == found


def test_the_database_keeps_the_day_it_is_due(holder):
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUp.objects.filter(pk=holder.pk).update(due_on=VISITED)
