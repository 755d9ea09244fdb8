"""Slips and off-post records made through the real commands, and what the detectors say of them (D2.1.2, D2.1.3)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.assessments.test_detecting import END, LATER, Q1, Q2, seen
from tests.apps.attendance.absences import Absences, at
from yichuang.apps.assessments.detecting import found_in, look_through
from yichuang.apps.assessments.facts import Period
from yichuang.apps.assessments.models import Doubt, Finding
from yichuang.apps.assessments.rulebooks import rulebook_for
from yichuang.apps.attendance import commands
from yichuang.core.assessment import figure
from yichuang.core.detection import Reason
from yichuang.core.worktime import SHANGHAI


@pytest.fixture
def absences(cast):
    return Absences(cast)


def points(cast, detections):
    """What they cost by the rulebook of the quarter, were they all confirmed."""
    book = rulebook_for(cast.hall, Q1)
    return str(figure(sum((book.rule(one.rule).high * one.times for one in detections), start=0)))


class TestOffPost:
    # The worked cases of D2.1.2; the hall works 8-11 and 13-16:30 in winter.
    @pytest.mark.parametrize(("begins", "ends", "cost"), [
        (at(9), at(9, 40), "0.5"), (at(8), at(11), "1"), (at(8), at(16, 30), "2"),
        (at(8, day=3), at(11), "3"), (at(9), at(9, 30), "0"),
    ])  # fmt: skip
    def test_what_an_absence_costs(self, absences, cast, begins, ends, cost):
        record = absences.noted(begins, ends, now=at(17))
        found = seen(cast)
        assert points(cast, found).removesuffix(".0") == cost
        assert all((one.window, one.person, one.automatic) == (cast.window("w3").pk, absences.clerk.pk, False)
                   for one in found)  # fmt: skip
        assert {proof for one in found for proof in one.proofs} <= {record.ref}

    @pytest.mark.parametrize("kind", ["business", "illness", "private"])
    def test_approved_leave_costs_nothing(self, absences, cast, kind):
        absences.approved(at(8, day=5), at(16, 30, day=5), kind=kind)
        absences.noted(at(8, day=5), at(16, 30, day=5), now=at(17, day=5))
        assert seen(cast) == []

    def test_what_a_slip_does_not_cover_is_left(self, absences, cast):
        slip = absences.approved(at(8, day=5), at(11, day=5))
        commands.note_return(slip=slip, returned_at=at(9, day=5), by=absences.clerk, now=at(9, 5, day=5))
        absences.noted(at(8, day=5), at(10, day=5), now=at(17, day=5))
        (found,) = seen(cast)
        assert (found.rule, found.at, dict(found.arguments)["minutes"]) == ("1.2a", at(9, day=5), 60)

    def test_a_slip_of_somebody_else_covers_nothing(self, absences, cast):
        absences.approved(at(8, day=5), at(11, day=5), person=absences.head)
        absences.noted(at(8, day=5), at(11, day=5), now=at(17, day=5))
        assert [one.rule for one in seen(cast)] == ["1.2b"]

    def test_refused_leave_covers_nothing(self, absences, cast):
        slip = absences.filed(at(8, day=5), at(11, day=5))
        commands.refuse_slip(slip=slip, reason="窗口缺人", by=absences.charge, now=at(10))
        assert seen(cast) == []
        absences.noted(at(8, day=5), at(11, day=5), now=at(17, day=5))
        assert [one.rule for one in seen(cast)] == ["1.2b"]

    def test_a_slip_made_up_and_refused_is_his_own_word(self, absences, cast):
        slip = absences.made_up(at(8), at(9), now=at(9))
        assert seen(cast) == []
        commands.refuse_slip(slip=slip, reason="不属特殊情况", by=absences.duty, now=at(10))
        (found,) = seen(cast)
        assert (found.rule, found.proofs) == ("1.2a", (slip.ref,))

    def test_withdrawn_records_show_nothing(self, absences, cast):
        record = absences.noted(at(8), at(9))
        commands.withdraw_off_post(seen=record, reason="记错人", by=absences.office, now=at(10))
        assert seen(cast) == []

    def test_while_nobody_has_seen_him_back_only_what_was_seen_counts(self, absences, cast):
        record = absences.noted(at(8), now=at(8, 40))
        (found,) = seen(cast)
        assert (found.rule, dict(found.arguments)["minutes"]) == ("1.2a", 40)
        commands.note_seen_back(seen=record, seen_at=at(11), by=absences.assessor, now=at(11))
        assert [one.rule for one in seen(cast)] == ["1.2b"]

    def test_two_who_note_the_same_are_one_absence(self, absences, cast):
        both = [absences.noted(at(8), at(9)), absences.noted(at(8, 30), at(10), by=absences.office)]
        (found,) = seen(cast)
        assert found.proofs == tuple(one.ref for one in both) and dict(found.arguments)["minutes"] == 120

    def test_a_slip_over_the_turn_of_the_quarter_covers_what_lies_before_it(self, absences, cast):
        begins, ends = (
            datetime(2026, month, day, hour, tzinfo=SHANGHAI) for month, day, hour in ((3, 31, 8), (4, 1, 9))
        )
        absences.approved(begins, begins + timedelta(hours=9))
        absences.noted(begins, ends, now=ends)
        assert seen(cast, now=LATER, quarter=Q1) == []
        (found,) = seen(cast, now=LATER, quarter=Q2)
        assert (found.rule, found.at.day) == ("1.2a", 1)

    def test_the_window_he_staffed_then(self, absences, cast):
        post = absences.head.posts_as_b.first()
        type(post).objects.filter(pk=post.pk).update(window=cast.window("w1"))
        absences.noted(at(8), at(9), person=absences.head, window=cast.window("w1"))
        assert [one.window for one in seen(cast)] == [cast.window("w1").pk]


class TestSlips:
    def test_made_up_on_the_day_of_return_and_a_day_later(self, absences, cast):
        absences.approve(absences.made_up(at(8), at(9), now=at(10)))
        assert seen(cast) == []
        late = absences.made_up(at(8, day=2), at(9, day=2), now=at(8, day=3))
        (found,) = seen(cast)
        assert (found.rule, found.fact, found.reason) == ("1.3", late.ref, Reason.SLIP_NOT_MADE_UP)
        assert (found.automatic, found.person, found.window) == (True, absences.clerk.pk, cast.window("w3").pk)

    def test_an_absence_with_a_late_slip_costs_one_half_point(self, absences, cast):
        absences.noted(at(8, day=2), at(16, 30, day=2), now=at(17, day=2))
        absences.made_up(at(8, day=2), at(16, 30, day=2), now=at(8, day=4))
        found = seen(cast)
        assert [one.rule for one in found] == ["1.3"] and points(cast, found) == "0.5"

    def test_nobody_decided_and_it_was_not_made_up(self, absences, cast):
        slip = absences.filed(at(13), at(15))
        assert seen(cast, now=at(16)) == []  # it may still be made up today
        (found,) = seen(cast, now=at(8, day=5))
        assert (found.fact, found.reason) == (slip.ref, Reason.SLIP_LATE)
        made = absences.made_up(at(13), at(15), now=at(9, day=5), makes_up=slip)
        (same,) = seen(cast, now=at(9, day=5))
        assert made.makes_up == slip and (same.fact, same.reason) == (slip.ref, Reason.SLIP_NOT_MADE_UP)

    def test_made_up_in_time_in_its_place(self, absences, cast):
        slip = absences.filed(at(13), at(15))
        absences.made_up(at(13), at(15), now=at(15), makes_up=slip)
        assert seen(cast) == []

    def test_withdrawn_slips_and_people_without_a_window(self, absences, cast):
        slip = absences.filed(at(13), at(15))
        commands.withdraw_slip(slip=slip, by=absences.clerk, now=at(12))
        absences.made_up(at(8, day=2), at(9, day=2), now=at(10), person=absences.office)
        assert seen(cast) == []


def test_recorded_once_and_doubted_when_the_record_is_withdrawn(absences, cast, hall):
    record = absences.noted(at(8), at(9))
    absences.made_up(at(8, day=2), at(9, day=2), now=at(8, day=3), person=absences.head)
    look_through(hall, Q1, END)
    assert dict(Finding.objects.values_list("rule", "state")) == {"1.2a": "draft", "1.3": "confirmed"}
    assert look_through(hall, Q1, END).added == 0
    commands.withdraw_off_post(seen=record, reason="记错人", by=absences.office, now=END)
    look_through(hall, Q1, END)
    assert [one.finding.rule for one in Doubt.objects.select_related("finding")] == ["1.2a"]


def test_in_words_and_with_evidence_that_opens(absences, cast, signed_in):
    record = absences.noted(at(8), at(9))
    absences.noted(at(8, day=3), at(11, day=3))
    slip = absences.made_up(at(8, day=2), at(9, day=2), now=at(8, day=3))
    found = found_in(Period.of(cast.hall, Q1, END))
    assert {one.rule: one.reason for one in found} == {
        "1.2a": "2026年3月4日8时00分至2026年3月4日9时00分不在岗60分钟，没有请假或公务外出",
        "1.2b": "2026年3月3日8时00分至2026年3月3日11时00分整半天不在岗，没有请假或公务外出",
        "1.3": "2026年3月2日8时00分离岗，上班之日未补办请假（外出）手续",
    }
    pages = {reverse(proof.route, args=[proof.key]) for one in found for proof in one.evidence}
    assert {reverse("desk:off_post_record", args=[record.pk]), reverse("desk:slip", args=[slip.pk])} <= pages
    client = signed_in("assessor")
    assert {client.get(page).status_code for page in pages} == {200}


def test_two_queries_however_many_absences(absences, cast, django_assert_num_queries):
    from yichuang.apps.assessments.facts import presence

    for place in range(5):
        absences.noted(at(8, place), at(9))
        absences.approved(at(8, day=10 + place), at(9, day=10 + place))
    with django_assert_num_queries(2):
        presence(Period.of(cast.hall, Q1, END))
