"""Posts found left: noted by those who may, corrected by further rows only (D2.1.2)."""

from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from tests.apps.attendance.absences import at
from tests.apps.attendance.test_slips import refusal_of
from yichuang.apps.attendance import commands
from yichuang.apps.attendance.models import OffPost, OffPostWithdrawal, SeenBack
from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Post, Staff
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db


def test_by_assessor_office_and_the_head_of_the_window(absences, cast):
    for place, who in enumerate((absences.assessor, absences.office, absences.head)):
        assert absences.noted(at(8, place), at(9), by=who).by == who
    assert Entry.objects.last().verb == "off_post.noted"
    for who in ("caizheng.b", "office.a", "leader.charge", "caizheng.a"):
        assert refusal_of(absences.noted, by=cast.person(who)) == ("not_yours", "window")
    assert refusal_of(absences.noted, by=absences.clerk) == ("about_oneself", "person")


@pytest.mark.parametrize(("said", "field"), [
    ({"words": ""}, "words"), ({"words": "\x00"}, "words"), ({"words": "长" * 10_000_000}, "words"),
    ({"begins": at(9), "ends": at(8)}, "ends"), ({"begins": at(9), "ends": at(9)}, "ends"),
    ({"ends": at(11)}, "ends"), ({"begins": at(10)}, "begins"), ({"begins": at(8, day=1)}, "begins"),
    ({"begins": datetime(1, 1, 1, tzinfo=SHANGHAI)}, "begins"),
])  # fmt: skip
def test_bad_input_is_refused_with_its_field(absences, said, field):
    assert refusal_of(absences.noted, **said)[1] == field
    assert not OffPost.objects.exists()


def test_only_at_a_window_he_staffs(absences, cast):
    assert refusal_of(absences.noted, window=cast.window("w1")) == ("not_served", "window")


def test_twice_the_same_is_one(absences):
    absences.noted()
    assert refusal_of(absences.noted)[0] == "noted_already"


def test_seen_back_once(absences):
    record = absences.noted()
    for when in (at(8), at(11)):
        told = refusal_of(commands.note_seen_back, seen=record, seen_at=when, by=absences.assessor, now=at(10))
        assert told == ("seen_wrong", "seen_at")
    commands.note_seen_back(seen=record, seen_at=at(9), by=absences.office, now=at(10))
    record = OffPost.objects.get()
    assert record.until == at(9)
    told = refusal_of(commands.note_seen_back, seen=record, seen_at=at(9), by=absences.assessor, now=at(10))
    assert told[0] == "seen_already"


def test_withdrawn_by_another_with_a_reason(absences, cast):
    record = absences.noted(by=absences.assessor)
    for who in (absences.assessor, absences.head, absences.clerk, cast.other_clerk):
        told = refusal_of(commands.withdraw_off_post, seen=record, reason="记错", by=who, now=at(10))
        assert told[0] == "second_person"
    blank = refusal_of(commands.withdraw_off_post, seen=record, reason=" ", by=absences.office, now=at(10))
    assert blank == ("words_missing", "reason")
    commands.withdraw_off_post(seen=record, reason="记错人", by=absences.office, now=at(10))
    record = OffPost.objects.get()
    again = refusal_of(commands.withdraw_off_post, seen=record, reason="再撤", by=absences.charge, now=at(10))
    assert again[0] == "withdrawn_already"
    later = refusal_of(commands.note_seen_back, seen=record, seen_at=at(9), by=absences.assessor, now=at(10))
    assert later[0] == "withdrawn_already"


def test_no_row_is_ever_altered(absences):
    record = absences.noted()
    commands.note_seen_back(seen=record, seen_at=at(9), by=absences.assessor, now=at(10))
    commands.withdraw_off_post(seen=record, reason="记错人", by=absences.office, now=at(10))
    for table, change in ((OffPost, {"words": "改"}), (SeenBack, {"seen_at": at(10)}),
                          (OffPostWithdrawal, {"reason": "改"})):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all().delete()


@pytest.mark.parametrize("held", ["window", "post"])
def test_nobody_withdraws_a_record_of_a_window_where_he_serves(absences, cast, held):
    record, leader, window = absences.noted(by=absences.assessor), absences.charge, cast.window("w3")
    if held == "window":
        Staff.objects.filter(pk=leader.pk).update(window=window)
        leader.refresh_from_db()
    else:
        Post.objects.filter(window=window).update(b=leader)
    told = refusal_of(commands.withdraw_off_post, seen=record, reason="记错", by=leader, now=at(10))
    assert told[0] == "own_window" and not OffPostWithdrawal.objects.exists()
