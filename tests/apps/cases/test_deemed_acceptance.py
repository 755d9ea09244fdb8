"""Received now, decided later; a licence nobody decides on is accepted as of its receipt (行政许可法第三十二条)."""

from datetime import datetime, timedelta

import pytest

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Verdict
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import deadline, undecided
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.queries import document_of, notices_about
from yichuang.config import schedule
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf.plain import plain_text

RECEIVED = datetime(2026, 9, 24, 9, 0, tzinfo=SHANGHAI)  # Thursday before the autumn holidays
# Five working days: 28, 29, 30 September, 8 and 9 October.
DEADLINE = datetime(2026, 10, 9, 17, 0, tzinfo=SHANGHAI)
TICK = timedelta(seconds=1)


@pytest.fixture
def licence(cast):
    """A permit to cut timber, which is a licence."""
    cast.now = RECEIVED
    return cast.item("NL-03")


@pytest.fixture
def clerk(cast, licence):
    return licence.post.a


def receive(cast, item, by, **fields):
    visit = cast.a_visit(by=cast.person(by.username))
    application = cast.an_application(item, **fields)
    return cases.receive(visit=visit, application=application, by=by, now=cast.now)


@pytest.fixture
def case(cast, licence, clerk):
    return receive(cast, licence, cast.person(clerk.username))


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def test_a_receipt_has_its_number_and_no_clock(case, cast):
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.receipt, stored.number) == (State.RECEIVED, "S2026000001", "")
    assert (stored.received_at, stored.accepted_at, stored.due_at) == (RECEIVED, None, None)
    assert Entry.objects.filter(subject=case.ref).get().verb == "case.received"
    assert not Notice.objects.exists()


def test_materials_may_be_left_unmarked_until_the_decision(cast, licence, clerk):
    case = receive(cast, licence, cast.person(clerk.username), marks={"NL-03.1": ("present", "")})
    assert set(case.marks.values_list("mark", flat=True)) == {"present", "unmarked"}
    marks = cast.marks(licence)
    accepted, made = cases.decide_again(
        case=case, marks=marks, verdict=Verdict(Action.ACCEPT), by=cast.person(clerk.username), now=RECEIVED
    )
    assert accepted.state == State.ACCEPTED and [one.kind for one in made] == ["N01", "N05"]


@pytest.mark.parametrize(("now", "deemed"), [(DEADLINE, False), (DEADLINE + TICK, True)])
def test_after_the_fifth_working_day_the_law_accepts(case, now, deemed):
    assert deadline(case) == DEADLINE
    said = schedule.accept_by_law(now)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state == State.ACCEPTED) is deemed
    assert (stored.number in said) is deemed or said == "nothing undecided for too long"


def test_it_is_accepted_as_of_its_receipt_with_ground_and_notice(case, clerk):
    cases.deem_accepted(case=case, now=DEADLINE + TICK)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.accepted_at, stored.accepted_by_name) == (RECEIVED, "依法视为受理")
    assert stored.clock["start"] == RECEIVED.isoformat() and stored.clock["deemed"]["source"] == "行政许可法第三十二条"
    # Twenty days from the receipt: 14 October is a Wednesday.
    assert stored.due_at == datetime(2026, 10, 14, 17, 0, tzinfo=SHANGHAI)
    stamp = stored.stamps.get()
    assert (stamp.at, stamp.by_name) == (RECEIVED, "依法视为受理") and "2026-10-09 17:00" in stamp.note
    entry = Entry.objects.filter(subject=case.ref).order_by("sequence").last()
    assert (entry.verb, entry.actor) == ("case.deemed_accepted", "system")
    notice = notices_about(stored.hall, stored.ref).get(kind="N01")
    text = plain_text(document_of(notice))
    assert "自收到申请材料之日起即为受理（行政许可法第三十二条）" in text and "2026年9月24日9时00分" in text


def test_it_happens_once(case):
    schedule.accept_by_law(DEADLINE + TICK)
    assert schedule.accept_by_law(DEADLINE + TICK) == "nothing undecided for too long"
    assert refusal_of(lambda: cases.deem_accepted(case=Case.objects.get(pk=case.pk), now=DEADLINE + TICK))


@pytest.mark.parametrize("verdict", [
    Verdict(Action.ACCEPT), Verdict(Action.ASK_SUPPLEMENT),
    Verdict(Action.RETURN, kind="unlawful", reason="样例", ground="样例"),
])  # fmt: skip
def test_after_the_deadline_nobody_decides_otherwise(cast, case, clerk, verdict):
    marks = cast.marks(case.item) if verdict.action is Action.ACCEPT else cast.marks(case.item, m2="missing")
    by = cast.person(clerk.username)
    given = {"case": case, "marks": marks, "verdict": verdict, "by": by}
    assert refusal_of(lambda: cases.decide_again(now=DEADLINE + TICK, **given)).code == "deemed_accepted"
    cases.decide_again(now=DEADLINE, **given)


def test_a_list_given_in_time_keeps_the_law_away(cast, case, clerk):
    lacking, by = cast.marks(case.item, m2="missing"), cast.person(clerk.username)
    cases.decide_again(case=case, marks=lacking, verdict=Verdict(Action.ASK_SUPPLEMENT), by=by, now=DEADLINE)
    schedule.accept_by_law(DEADLINE + timedelta(days=60))
    assert Case.objects.get(pk=case.pk).state == State.SUPPLEMENTING


def test_what_is_no_licence_waits_for_a_decision(cast):
    case = receive(cast, cast.item("MZ-10"), cast.clerk)
    assert deadline(case) is None
    schedule.accept_by_law(cast.now + timedelta(days=60))
    assert Case.objects.get(pk=case.pk).state == State.RECEIVED
    assert refusal_of(lambda: cases.deem_accepted(case=case, now=cast.now)).code == "not_deemed"
    assert list(undecided(cast.hall)) == [case]


@pytest.mark.parametrize(("fields", "field"), [
    ({"identity": "110101190001010000"}, "identity"), ({"name": ""}, "name"), ({"phone": "1"}, "phone"),
])  # fmt: skip
def test_a_receipt_is_checked_like_any_application(cast, licence, clerk, fields, field):
    by = cast.person(clerk.username)
    visit = cast.a_visit(by=by)
    application = cast.an_application(licence, **fields)
    refusal = refusal_of(lambda: cases.receive(visit=visit, application=application, by=by, now=cast.now))
    assert refusal.field == field
