"""Numbers without gaps per hall, year and kind, whatever is refused or rolled back; and what an intake costs."""

import json
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Verdict
from yichuang.apps.cases.models import Applicant, Case
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.numbering import blank, filled
from yichuang.core.lifecycle import Action
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.keys import sm3_hex

MOST_QUERIES = 10
NEW_YEAR = datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI)


def sequences(kind, year=2026):
    return list(Notice.objects.filter(kind=kind, year=year).order_by("sequence").values_list("sequence", flat=True))


def refused_intake(cast):
    with pytest.raises(Refused):
        cast.take_in(marks=cast.marks(m2="missing"))


def rolled_back_intake(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        cast.take_in()
        raise ZeroDivisionError


def unprintable_intake(cast):
    with pytest.raises(Refused) as refused:
        cast.take_in(verdict=Verdict(Action.REFUSE, reason="\U0001f600", ground="样例"))
    assert refused.value.refusal.code == "cannot_print"


@pytest.mark.parametrize("fail", [refused_intake, rolled_back_intake, unprintable_intake])
def test_what_fails_uses_no_number_up(cast, fail):
    first = cast.a_case()
    fail(cast)
    second = cast.a_case()
    assert (first.number, second.number) == ("W3-2026-000001", "W3-2026-000002")
    assert (first.receipt, second.receipt) == ("S2026000001", "S2026000002")
    assert sequences("N01") == sequences("N05") == [1, 2]


def test_what_an_intake_named_before_it_was_written_is_where_others_look_for_it(cast):
    first, second = cast.a_case(), cast.a_case()
    stored = Case.objects.select_related("applicant").order_by("pk")
    assert [(one.pk, one.applicant.pk) for one in stored] == [(one.pk, one.applicant_id) for one in (first, second)]
    assert [one.document for one in Notice.objects.filter(subject=second.ref)]
    third = Applicant.objects.create(
        hall=cast.hall, name="样例", identity="x", identity_kind="x", identity_index="x", phone="x"
    )
    assert third.pk > second.applicant_id > first.applicant_id


def test_each_window_and_each_kind_counts_by_itself(cast):
    cast.a_case()
    elsewhere = cast.take_in(item=cast.item("CZ-01"), by=cast.other_clerk)[0]
    cast.take_in(verdict=Verdict(Action.ASK_SUPPLEMENT), marks=cast.marks(m2="missing"))
    assert elsewhere.number == "W1-2026-000001"
    assert Case.objects.order_by("receipt").values_list("receipt", flat=True)[2] == "S2026000003"
    assert (sequences("N01"), sequences("N03")) == ([1, 2], [1])


def test_a_new_year_begins_at_one(cast):
    cast.a_case()
    later = cast.take_in(now=NEW_YEAR)[0]
    assert (later.number, later.receipt) == ("W3-2027-000001", "S2027000001")
    assert sequences("N01", 2027) == [1]


def test_a_supplement_gets_its_case_number_only_when_accepted(cast):
    waiting = cast.take_in(verdict=Verdict(Action.ASK_SUPPLEMENT), marks=cast.marks(m2="missing"))[0]
    accepted = cast.a_case()
    cases.decide_again(
        case=waiting, marks=cast.marks(), verdict=Verdict(Action.ACCEPT), by=cast.clerk, now=cast.now
    )  # fmt: skip
    assert (accepted.number, waiting.number) == ("W3-2026-000001", "W3-2026-000002")
    assert (waiting.receipt, accepted.receipt) == ("S2026000001", "S2026000002")


def test_numbers_stand_in_the_text_that_was_laid_out_before_they_were_drawn(cast):
    case, notices = cast.take_in()
    for one in notices:
        stored = Notice.objects.get(pk=one.pk)
        said = json.loads(stored.document)
        rows = dict(row for block in said["sections"] if block["block"] == "fields" for row in block["rows"])
        assert rows["受理编号"] == case.number
        assert (said["number"], stored.subject) == (stored.number, case.ref)
        assert stored.digest == sm3_hex(stored.document.encode())
        assert filled(stored.document, {}) == stored.document, "no blank is left"
    assert f'"收件编号","{case.receipt}"' in notices[0].document


def test_only_a_blank_of_ours_is_filled():
    drawn = {"receipt": 12, "notice:N01": 7}
    assert filled(f"S2026{blank('receipt', 6)}，{blank('notice:N01')}号", drawn) == "S2026000012，7号"
    assert filled("<receipt>6", drawn) == "<receipt>6"
    with pytest.raises(KeyError):
        filled(blank("case:w3"), drawn)


def test_an_intake_stays_within_its_queries(cast):
    cast.a_case()  # warm: the catalogue and the calendar are kept in the process
    visit, by, application = cast.a_visit(), cast.clerk, cast.an_application()
    with CaptureQueriesContext(connection) as found:
        cases.take_in(visit=visit, application=application, verdict=Verdict(Action.ACCEPT), by=by, now=cast.now)
    sent = [one["sql"] for one in found.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(sent) <= MOST_QUERIES, "\n".join(sent)
