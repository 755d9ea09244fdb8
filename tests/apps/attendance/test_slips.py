"""Slips for leave and going out: before leaving to the one leader, afterwards to the other (D2.1.3, D4.11.4, C-19)."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from tests.apps.attendance.absences import HOUR, at
from yichuang.apps.attendance import commands, policies, queries
from yichuang.apps.attendance.models import Slip
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Staff
from yichuang.core.worktime import SHANGHAI

pytestmark = pytest.mark.django_db


def refusal_of(run, *args, **given):
    with pytest.raises(Refused) as refused:
        run(*args, **given)
    return refused.value.refusal.code, refused.value.refusal.field


class TestFiling:
    @pytest.mark.parametrize("kind", ["business", "illness", "private"])
    def test_each_kind_is_taken(self, absences, kind):
        slip = absences.filed(kind=kind)
        assert (slip.state, slip.retro, slip.window) == ("waiting", False, absences.clerk.window)
        assert Entry.objects.last().verb == "slip.filed"

    @pytest.mark.parametrize(("said", "field"), [
        ({"reason": " "}, "reason"), ({"reason": "a\x00"}, "reason"), ({"reason": "长" * 10_000_000}, "reason"),
        ({"destination": ""}, "destination"), ({"kind": "holiday"}, "kind"), ({"kind": ""}, "kind"),
        ({"begins": at(15), "ends": at(13)}, "ends"), ({"begins": at(13), "ends": at(13)}, "ends"),
        ({"ends": datetime(9999, 12, 31, 23, 59, tzinfo=SHANGHAI)}, "begins"),
        ({"begins": datetime(1, 1, 1, tzinfo=SHANGHAI)}, "begins"),
    ])  # fmt: skip
    def test_bad_input_is_refused_with_its_field(self, absences, said, field):
        before = Entry.objects.count()
        assert refusal_of(absences.filed, **said)[1] == field
        assert not Slip.objects.exists() and Entry.objects.count() == before

    def test_for_another_only_by_the_head_of_his_window_or_the_office(self, absences, cast):
        assert absences.filed(by=absences.head).filed_by == absences.head
        assert absences.filed(at(8, day=5), at(9, day=5), by=cast.person("office.a")).person == absences.clerk
        for who in ("caizheng.a", "caizheng.b", "leader.charge"):
            assert refusal_of(absences.filed, by=cast.person(who)) == ("not_yours", "person")

    def test_only_for_a_window_he_staffs(self, absences, cast):
        assert refusal_of(absences.filed, window=cast.window("w1")) == ("not_served", "window")

    def test_no_two_slips_for_one_time(self, absences):
        slip = absences.approved()
        assert refusal_of(absences.filed, at(14), at(16)) == ("covered_already", "begins")
        absences.filed(at(15), at(16))
        commands.note_return(slip=slip, returned_at=at(14), by=absences.clerk, now=at(14))
        absences.filed(at(14, 30), at(15), now=at(14))

    def test_the_person_is_held_before_his_other_slips_are_looked_at(self, absences, monkeypatch):
        """On PostgreSQL a second slip waits at this row; without that both would find nothing."""
        seen, free = [], policies.require_free
        monkeypatch.setattr(policies, "require_free", lambda *given: (seen.extend(held), free(*given)))
        lock, held = QuerySet.select_for_update, []
        monkeypatch.setattr(QuerySet, "select_for_update",
                            lambda rows, **how: (held.append(rows.model), lock(rows, **how))[1])  # fmt: skip
        absences.filed()
        assert Staff in seen

    def test_once_it_has_begun_it_is_made_up_with_an_explanation(self, absences, cast):
        assert refusal_of(absences.filed, cast.now, at(12)) == ("explanation_missing", "explanation")
        slip = absences.made_up(cast.now, at(12))
        assert slip.retro and slip.explanation

    def test_the_database_keeps_what_was_filed(self, absences):
        slip = absences.filed()
        for change in ({"reason": "改"}, {"begins": at(14)}, {"retro": True}, {"window": None}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Slip.objects.filter(pk=slip.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Slip.objects.filter(pk=slip.pk).delete()


class TestDeciding:
    def test_the_leader_in_charge_before_leaving(self, absences):
        slip = absences.filed()
        assert refusal_of(absences.approve, slip, by=absences.duty)[0] == "not_yours"
        absences.approve(slip, remark="同意")
        assert (slip.state, slip.decided_by, slip.remark) == ("approved", absences.charge, "同意")
        assert Entry.objects.last().verb == "slip.approved"
        assert refusal_of(absences.approve, slip)[0] == "decided_already"

    def test_not_once_he_has_left(self, absences):
        slip = absences.filed()
        absences.approve(absences.filed(at(15), at(16)), now=at(15) - timedelta(seconds=1))
        assert refusal_of(absences.approve, slip, now=at(13))[0] == "begun"
        assert refusal_of(commands.refuse_slip, slip=slip, reason="迟", by=absences.charge, now=at(13))[0] == "begun"

    def test_the_leader_on_duty_afterwards(self, absences):
        slip = absences.made_up()
        assert refusal_of(absences.approve, slip, by=absences.charge)[0] == "not_yours"
        absences.approve(slip)
        assert slip.decided_by == absences.duty

    def test_nobody_decides_on_his_own(self, absences, cast):
        own = absences.filed(person=absences.charge)
        assert refusal_of(absences.approve, own, by=absences.charge)[0] == "own_slip"
        absences.approve(own, by=cast.principal)
        assert own.decided_by == cast.principal
        type(absences.head).objects.filter(pk=absences.head.pk).update(roles="CLK,FG,WH")
        head = cast.stand_in
        assert refusal_of(absences.approve, absences.filed(by=head), by=head)[0] == "own_slip"

    def test_refused_with_a_reason(self, absences):
        slip = absences.filed()
        assert refusal_of(commands.refuse_slip, slip=slip, reason=" ", by=absences.charge, now=at(10))[1] == "reason"
        commands.refuse_slip(slip=slip, reason="窗口缺人", by=absences.charge, now=at(10))
        slip.refresh_from_db()
        assert (slip.state, slip.remark) == ("refused", "窗口缺人")

    def test_withdrawn_only_while_it_waits_and_by_its_person(self, absences):
        slip = absences.filed()
        assert refusal_of(commands.withdraw_slip, slip=slip, by=absences.head, now=at(10))[0] == "not_yours"
        commands.withdraw_slip(slip=slip, by=absences.clerk, now=at(10))
        assert refusal_of(commands.withdraw_slip, slip=slip, by=absences.clerk, now=at(10))[0] == "decided_already"
        assert refusal_of(absences.approve, slip)[0] == "decided_already"

    def test_a_post_without_a_and_b_is_a_warning_and_no_bar(self, absences):
        assert absences.approve(absences.filed(person=absences.head)) == []
        slip = absences.filed()
        empty = absences.approve(slip)
        assert empty and slip.state == "approved" and slip.uncovered == "、".join(empty)

    def test_another_handler_absent_today_leaves_nobody(self, absences):
        type(absences.head).objects.filter(pk=absences.head.pk).update(absent=True)
        assert queries.uncovered_by(absences.filed(), at(10))
        assert queries.uncovered_by(absences.filed(at(8, day=6), at(9, day=6)), at(10)) == []


class TestMakingUp:
    @pytest.mark.parametrize(("ends", "day"), [
        (at(9), 4), (at(11), 4), (at(16, 29), 4), (at(16, 30), 5), (at(20), 5), (at(16, 30, day=6), 9),
        (at(12, day=7), 9), (at(0, day=9), 9),
    ])  # fmt: skip
    def test_the_first_day_back(self, absences, ends, day):
        slip = absences.made_up(at(8), ends, now=at(8))
        assert queries.day_back(slip) == datetime(2026, 3, day).date()

    def test_filed_on_the_day_of_return_and_a_day_later(self, absences):
        slips = [absences.made_up(at(8, day=2), at(16, 30, day=2), now=at(17, day=3)),
                 absences.made_up(at(8, day=3), at(9, day=3), now=at(8))]  # fmt: skip
        assert [queries.filed_in_time(one) for one in slips] == [True, False]

    def test_a_slip_nobody_decided_on_gives_way(self, absences):
        slip = absences.filed()
        assert list(queries.slips_to_see_to(absences.clerk, at(14))) == [slip]
        assert list(queries.slips_to_decide(absences.charge, at(14))) == []
        made = absences.made_up(at(13), at(15), now=at(15), makes_up=slip)
        slip.refresh_from_db()
        assert (slip.state, made.makes_up, made.retro) == ("withdrawn", slip, True)
        assert list(queries.slips_to_see_to(absences.clerk, at(15))) == []
        assert list(queries.slips_to_decide(absences.duty, at(15))) == [made]

    def test_not_before_it_has_begun_nor_another_s(self, absences, cast):
        slip = absences.filed()
        assert refusal_of(absences.made_up, makes_up=slip)[0] == "not_begun"
        given = {"makes_up": slip, "person": cast.other_clerk, "now": at(14)}
        assert refusal_of(absences.made_up, **given)[0] == "not_made_up"
        slip.refresh_from_db()
        assert slip.state == "waiting"


class TestReturn:
    def test_the_board_drops_who_is_back(self, absences, hall):
        slip = absences.approved()
        assert [list(queries.away_now(hall, now)) for now in (at(12), at(13), at(16))] == [[], [slip], [slip]]
        assert list(queries.slips_to_see_to(absences.clerk, at(16))) == [slip]
        commands.note_return(slip=slip, returned_at=at(14), by=absences.head, now=at(14, 5))
        assert list(queries.away_now(hall, at(14, 5))) == [] == list(queries.slips_to_see_to(absences.clerk, at(16)))
        again = refusal_of(commands.note_return, slip=slip, returned_at=at(14), by=absences.head, now=at(15))
        assert again[0] == "decided_already"

    def test_waiting_and_refused_slips_are_on_no_board(self, absences, hall):
        absences.filed()
        assert list(queries.away_now(hall, at(14))) == []

    @pytest.mark.parametrize("when", [at(13) - HOUR, at(14) + HOUR])
    def test_between_leaving_and_now(self, absences, when):
        slip = absences.approved()
        told = refusal_of(commands.note_return, slip=slip, returned_at=when, by=absences.clerk, now=at(14))
        assert told == ("return_wrong", "returned_at")

    def test_not_by_a_stranger(self, absences, cast):
        slip = absences.approved()
        told = refusal_of(commands.note_return, slip=slip, returned_at=at(14), by=cast.other_clerk, now=at(14))
        assert told[0] == "not_yours"
