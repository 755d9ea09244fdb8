"""A call is written down, passed on, and ends with what the caller was told (R06, D5.1.8, D5.5.4, C-43)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import OPENING
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Department
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import PhoneCall
from yichuang.apps.reception.models import PhoneEntry
from yichuang.apps.reception.queries import call_for, calls_for, open_calls_of
from yichuang.core.worktime import SHANGHAI

LATER = OPENING + timedelta(hours=1)
ASKED = {"kind": "consultation", "matter": "样例：怎样申请低保", "caller": "样例来电人", "contact": "13800001234"}
REPORTED = {"kind": "report", "matter": "样例：反映窗口空岗"}


def refusal(call):
    before = list(PhoneEntry.objects.values()), Entry.objects.count()
    with pytest.raises(Refused) as caught:
        call()
    assert (list(PhoneEntry.objects.values()), Entry.objects.count()) == before
    return caught.value.refusal


def taken(cast, by=None, now=OPENING, **call):
    return reception.register_call(call=PhoneCall(**(ASKED | call)), by=by or cast.clerk, now=now)


def reported(cast, by=None, **call):
    return reception.register_call(call=PhoneCall(**(REPORTED | call)), by=by or cast.clerk, now=OPENING)


def department(cast, code="minzheng"):
    return Department.objects.get(hall=cast.hall, code=code)


def test_without_a_receiver_it_stays_open_on_the_takers_list(cast):
    entry = taken(cast)
    assert (entry.passed_at, entry.closed_at, entry.receiver) == (None, None, "")
    assert list(open_calls_of(cast.clerk)) == [entry] and not open_calls_of(cast.stand_in).exists()


def test_who_reports_may_keep_his_name(cast):
    entry = reported(cast)
    assert (entry.caller, entry.contact, entry.unit) == ("未留", "", "")


@pytest.mark.parametrize(("call", "field"), [
    ({"caller": ""}, "caller"), ({"contact": " "}, "contact"), ({"matter": ""}, "matter"), ({"kind": "gossip"}, "kind"),
    ({"matter": "长" * 501}, "matter"), ({"matter": "样\x00例"}, "matter"), ({"told": "样\ud800"}, "told"),
    ({"kind": "report", "reply_by": date(2026, 3, 6), "contact": ""}, "contact"),
    ({"reply_by": date(2026, 3, 3)}, "reply_by"),
])  # fmt: skip
def test_what_a_call_needs(cast, call, field):
    assert refusal(lambda: taken(cast, **call)).field == field


def test_a_question_answered_at_once_is_closed_by_that_and_needs_no_notice(cast):
    entry = taken(cast, told="样例：已口头一次性告知")
    assert (entry.closed_by, entry.passed_staff, entry.outcome) == (cast.clerk, cast.clerk, "样例：已口头一次性告知")
    assert not open_calls_of(cast.clerk).exists() and not Notice.objects.exists()


def test_with_a_reply_still_owed_it_stays_open(cast):
    entry = taken(cast, told="样例：先作说明", reply_by=date(2026, 3, 6))
    assert entry.closed_at is None


def test_a_report_is_not_closed_by_words_alone(cast):
    assert reported(cast, told="样例：已记下").closed_at is None


def test_passed_on_with_the_call_or_later(cast):
    at_once = reported(cast, to_department=department(cast))
    assert list(open_calls_of(cast.department_head)) == [at_once] and not open_calls_of(cast.clerk).exists()
    later = reported(cast)
    reception.pass_call(
        entry=later, to_staff=cast.person("leader.charge"), to_department=None, by=cast.clerk, now=LATER
    )
    assert list(open_calls_of(cast.person("leader.charge"))) == [later] and later.passed_at == LATER


def pass_on(cast, entry, by=None, to_staff=None, to_department=None):
    return reception.pass_call(
        entry=entry, to_staff=to_staff, to_department=to_department, by=by or cast.clerk, now=LATER
    )


def test_to_exactly_one_and_a_report_never_to_oneself(cast):
    entry = reported(cast)
    assert refusal(lambda: pass_on(cast, entry)).code == "receiver_missing"
    both = {"to_staff": cast.stand_in, "to_department": department(cast)}
    assert refusal(lambda: pass_on(cast, entry, **both)).code == "receiver_missing"
    assert refusal(lambda: pass_on(cast, entry, to_staff=cast.clerk)).code == "receiver_is_self"
    assert refusal(lambda: pass_on(cast, entry, by=cast.other_clerk, to_staff=cast.stand_in)).code == "not_yours"


def test_passed_on_once(cast):
    entry = reported(cast)
    stale = PhoneEntry.objects.get(pk=entry.pk)
    pass_on(cast, entry, to_staff=cast.stand_in)
    assert refusal(lambda: pass_on(cast, stale, to_department=department(cast))).code == "call_moved"


@pytest.mark.parametrize(("who", "may"), [
    ("minzheng.a", True), ("minzheng.head", True), ("office.a", True), ("caizheng.a", False), ("caizheng.head", False),
    ("assessor", False),
])  # fmt: skip
def test_who_says_what_became_of_it(cast, who, may):
    entry = reported(cast, to_department=department(cast))
    settle = lambda: reception.settle_call(  # noqa: E731
        entry=entry, outcome="样例：已核实并回电", by=cast.person(who), now=LATER
    )
    if may:
        assert settle().closed_by.username == who
    else:
        assert refusal(settle).code == "not_yours"


def test_a_report_ends_only_after_it_was_passed_on(cast):
    entry = reported(cast)
    end = lambda **given: reception.settle_call(  # noqa: E731
        **({"entry": entry, "outcome": "样例", "by": cast.clerk, "now": LATER} | given)
    )
    assert refusal(end).code == "not_passed"
    question = taken(cast)
    assert refusal(lambda: end(entry=question, by=cast.person("office.a"))).code == "not_passed"
    assert refusal(lambda: end(entry=question, outcome=" ")).field == "outcome"
    closed = end(entry=question)
    assert (closed.passed_staff, closed.closed_at) == (cast.clerk, LATER)
    assert refusal(lambda: end(entry=question)).code == "call_moved"


def test_the_contact_is_sealed_and_every_look_is_on_record(cast):
    entry = taken(cast)
    assert "13800001234" not in PhoneEntry.objects.get().contact
    assert reception.reveal_contact(entry=entry, by=cast.clerk, now=LATER) == "13800001234"
    last = Entry.objects.order_by("sequence").last()
    assert (last.verb, last.subject) == ("call.contact_shown", entry.ref)
    assert refusal(lambda: reception.reveal_contact(entry=entry, by=cast.other_clerk, now=LATER)).code == "not_yours"
    assert not any("样例来电人" in str(one.detail) or "低保" in str(one.detail) for one in Entry.objects.all())


@pytest.mark.parametrize(("who", "sees"), [
    ("minzheng.a", 2), ("office.a", 2), ("leader.charge", 2), ("leader.principal", 2), ("dangzheng.head", 2),
    ("assessor", 1), ("minzheng.b", 0), ("caizheng.a", 0),
])  # fmt: skip
def test_who_reads_the_register(cast, who, sees):
    taken(cast)
    entry = reported(cast)
    assert calls_for(cast.person(who)).count() == sees
    assert (call_for(cast.person(who), entry.pk) is not None) is (sees == 2)


def test_at_any_hour_and_the_reply_counts_from_that_day(cast):
    night = datetime(2026, 3, 7, 23, 40, tzinfo=SHANGHAI)  # Saturday
    duty = cast.person("office.a")
    entry = taken(cast, by=duty, now=night, reply_by=night.date())
    assert entry.received_at == night
    assert refusal(lambda: taken(cast, by=duty, now=night, reply_by=date(2026, 3, 6))).code == "reply_day_past"


@pytest.mark.parametrize("change", [{"matter": "x"}, {"caller": "x"}, {"told": "x"}, {"contact": "x"}, None])
def test_what_the_caller_said_is_never_changed(cast, change):
    taken(cast)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        PhoneEntry.objects.update(**change) if change else PhoneEntry.objects.all().delete()


def test_the_database_refuses_an_end_without_a_receiver(cast):
    taken(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        PhoneEntry.objects.update(outcome="样例", closed_at=LATER)
