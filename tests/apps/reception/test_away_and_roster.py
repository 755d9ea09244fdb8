"""The handler is away (D4.5.4, R08); duty on days off and its call-outs (D3.3.4, R10)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.conftest import OPENING
from yichuang.apps.audit import Refused
from yichuang.apps.organization import commands as organization
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import Absent, Call
from yichuang.apps.reception.models import Appointment, AwayEntry, Callout, RosterDay
from yichuang.apps.reception.queries import days_off, on_duty_today, to_carry_out, unmanned
from yichuang.core.worktime import SHANGHAI

THURSDAY_NINE = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)
AGREED = Absent("样例来访人", "13900001111", "惠农补贴", THURSDAY_NINE, "带一折通原件", "电话联系，约定周四上午")
FESTIVAL = date(2026, 4, 5)  # Qingming, a Sunday
EVE = datetime(2026, 3, 28, 10, 0, tzinfo=SHANGHAI)  # a Saturday, eight days before


def refusal(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


@pytest.fixture
def away(cast):
    organization.set_absent(staff=cast.other_clerk, absent=True, by=cast.person("office.a"), now=OPENING)
    return cast.other_clerk


@pytest.fixture
def register(cast, away):
    visit = cast.a_visit(own_scope=False)

    def with_(handler=away, **changed):
        absent = replace(AGREED, **changed)
        return reception.register_absent(visit=visit, handler=handler, absent=absent, by=cast.clerk, now=OPENING)

    with_.visit = visit
    return with_


def test_it_becomes_a_booking_on_the_handlers_list(register, away):
    entry = register()
    made = entry.appointment
    assert (made.state, made.staff, made.window, made.channel) == ("booked", away, away.window, "counter")
    assert (made.starts_at, made.requirements, made.seat) == (THURSDAY_NINE, "带一折通原件", None)
    assert list(to_carry_out(away)) == [made]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"starts_at": None}, "starts_at"),
        ({"requirements": " "}, "requirements"),
        ({"contact": ""}, "contact"),
        ({"name": ""}, "name"),
        ({"matter": ""}, "matter"),
        ({"told": ""}, "told"),
        ({"requirements": "\x00"}, "requirements"),
        ({"contact": "12"}, "contact"),
        ({"starts_at": OPENING}, "starts_at"),
        ({"starts_at": datetime(2026, 3, 5, 12, 0, tzinfo=SHANGHAI)}, "starts_at"),  # the midday break
        ({"starts_at": datetime(2026, 3, 5, 11, 0, tzinfo=SHANGHAI)}, "starts_at"),  # the second it closes
        ({"starts_at": datetime(2026, 3, 7, 9, 0, tzinfo=SHANGHAI)}, "starts_at"),  # a Saturday
        ({"starts_at": datetime(9999, 3, 7, 9, 0, tzinfo=SHANGHAI)}, "starts_at"),
    ],
)
def test_time_requirements_and_contact_are_all_needed(register, changed, field):
    assert refusal(lambda: register(**changed)).field == field
    assert (AwayEntry.objects.count(), Appointment.objects.count()) == (0, 0)


def test_who_is_in_the_hall_is_handed_over_to(register, cast):
    assert refusal(lambda: register(handler=cast.stand_in)).code == "handler_here"
    assert refusal(lambda: register(handler=None)).code == "handler_missing"


def test_the_same_citizen_at_the_same_time_twice_is_refused(register):
    register()
    assert refusal(register).code == "same_slot"


def test_a_visit_of_another_window_may_end_once_registered(register, cast):
    visit = register.visit
    assert refusal(lambda: reception.close_visit(visit=visit, by=cast.clerk, now=OPENING)).code == "not_handed_over"
    register()
    assert reception.close_visit(visit=visit, by=cast.clerk, now=OPENING).closed_at == OPENING


@pytest.fixture
def office(cast):
    return cast.person("office.a")


def put(office, day=FESTIVAL, staff=None, now=EVE, by=None):
    return reception.put_on_duty(day=day, staff=staff or office, by=by or office, now=now)


@pytest.mark.parametrize(
    ("now", "warned"),
    [
        (datetime(2026, 3, 20, 10, 0, tzinfo=SHANGHAI), []),  # fifteen days before 4 April
        (datetime(2026, 3, 21, 10, 0, tzinfo=SHANGHAI), ["04-04"]),
        (datetime(2026, 3, 23, 10, 0, tzinfo=SHANGHAI), ["04-04", "04-05", "04-06"]),
        (datetime(2026, 4, 6, 23, 59, tzinfo=SHANGHAI), ["04-06"]),
        (datetime(2026, 4, 7, 0, 0, tzinfo=SHANGHAI), []),
    ],
)
def test_a_holiday_without_a_person_is_missed_in_good_time(hall, now, warned):
    assert [f"{one.day:%m-%d}" for one in unmanned(hall, now)] == warned


def test_a_person_on_the_roster_ends_the_warning(hall, office):
    put(office)
    assert FESTIVAL not in [one.day for one in unmanned(hall, EVE)]
    assert [one.staff for one in on_duty_today(hall, datetime(2026, 4, 5, 8, 0, tzinfo=SHANGHAI))] == [office]
    assert on_duty_today(hall, EVE) == []


def test_weekends_are_days_off_but_need_nobody(hall):
    found = {one.day.day: one.missing for one in days_off(hall, date(2026, 3, 28), 10)}
    assert found == {28: False, 29: False, 4: True, 5: True, 6: True}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 27), "day_past"),
        (date(2026, 3, 30), "working_day"),
        (date(9999, 1, 1), "day_unknown"),
    ],
)
def test_the_roster_is_of_days_off_that_lie_ahead(office, day, code):
    assert refusal(lambda: put(office, day)).code == code


def test_only_the_hall_office_keeps_it_and_only_its_people_stand_on_it(cast, office):
    assert refusal(lambda: put(office, by=cast.clerk)).code == "not_yours"
    assert refusal(lambda: put(office, staff=cast.clerk)).code == "person_missing"


def test_once_a_day_and_taken_off_with_who_did_so(office):
    entry = put(office)
    assert refusal(lambda: put(office)).code == "on_duty_already"
    reception.take_off_duty(entry=entry, by=office, now=EVE)
    assert refusal(lambda: reception.take_off_duty(entry=entry, by=office, now=EVE)).code == "withdrawn_already"
    assert put(office).pk != entry.pk
    assert RosterDay.objects.filter(withdrawn_by=office).count() == 1


NIGHT = datetime(2026, 4, 5, 20, 0, tzinfo=SHANGHAI)


def call(office, cast, **changed):
    given = {"staff": cast.clerk, "matter": "村民急需救助", "told_at": NIGHT} | changed
    return reception.call_out(call=Call(**given), by=office, now=NIGHT + timedelta(minutes=5))


@pytest.mark.parametrize(("after", "minutes"), [(0, 0), (59, 0), (60, 1), (2399, 39), (2400, 40)])
def test_both_times_are_kept_and_the_minutes_between(office, cast, after, minutes):
    made, there = call(office, cast), NIGHT + timedelta(seconds=after)
    reception.note_there(callout=made, arrived_at=there, by=office, now=NIGHT + timedelta(hours=1))
    made.refresh_from_db()
    assert (made.told_at, made.arrived_at, made.minutes) == (NIGHT, there, minutes)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"staff": None}, "staff"), ({"matter": ""}, "matter"), ({"matter": "\x00"}, "matter"),
     ({"told_at": None}, "told_at"), ({"told_at": NIGHT + timedelta(minutes=6)}, "told_at"),
     ({"site": "长" * 101}, "site")],
)  # fmt: skip
def test_a_call_out_names_person_matter_and_time(office, cast, changed, field):
    assert refusal(lambda: call(office, cast, **changed)).field == field
    assert not Callout.objects.exists()


def test_arrival_and_outcome_come_in_order_and_once(office, cast):
    made, later = call(office, cast), NIGHT + timedelta(hours=1)
    close = lambda: reception.close_callout(callout=made, outcome="已妥善安置", by=office, now=later)  # noqa: E731
    assert refusal(close).code == "not_arrived"
    there = lambda at: reception.note_there(callout=made, arrived_at=at, by=cast.clerk, now=later)  # noqa: E731
    assert refusal(lambda: there(NIGHT - timedelta(seconds=1))).code == "before_told"
    assert refusal(lambda: there(later + timedelta(seconds=1))).code == "time_ahead"
    there(NIGHT + timedelta(minutes=30))
    assert refusal(lambda: there(NIGHT + timedelta(minutes=31))).code == "arrived_already"
    close()
    assert refusal(close).code == "outcome_there"


def test_who_has_nothing_to_do_with_it_writes_nothing(office, cast):
    made = call(office, cast)
    said = refusal(
        lambda: reception.note_there(
            callout=made, arrived_at=NIGHT, by=cast.other_clerk, now=NIGHT + timedelta(hours=1)
        )
    )
    assert said.code == "not_yours"


def test_the_database_keeps_the_moment_of_telling(office, cast):
    made = call(office, cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Callout.objects.filter(pk=made.pk).update(told_at=NIGHT - timedelta(hours=1))
