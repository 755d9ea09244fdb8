"""Who comes at a booked time gets his number, who does not loses his place; service at home (D3.3.1, D3.3.3)."""

from datetime import timedelta

import pytest

from tests.apps.reception.test_appointments import NEXT, OPENING, THURSDAY_NINE, arrange, refusal
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.models import Appointment
from yichuang.apps.reception.queries import day_list, no_shows_of, to_carry_out
from yichuang.apps.tickets.models import Ticket

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def check_in(made, now):
    return reception.check_in(appointment=made, now=now)


# The township: check-in from thirty minutes before, grace of fifteen minutes after.
@pytest.mark.parametrize(
    ("now", "priority", "late"),
    [
        (THURSDAY_NINE - 30 * MINUTE, "appointment", False),
        (THURSDAY_NINE, "appointment", False),
        (THURSDAY_NINE + 15 * MINUTE, "appointment", False),
        (THURSDAY_NINE + 15 * MINUTE + SECOND, "normal", True),
        (THURSDAY_NINE + timedelta(hours=6), "normal", True),
    ],
)
def test_on_arrival_a_booking_becomes_a_number(cast, now, priority, late):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    ticket = check_in(made, now)
    assert (ticket.priority, ticket.queue.letter, made.late, made.state) == (priority, "C", late, "arrived")
    assert ticket.appointment == Appointment.objects.get(pk=made.pk)
    assert refusal(lambda: check_in(made, now)).code == "booking_elsewhere"
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (THURSDAY_NINE - 30 * MINUTE - SECOND, "too_early"),
        (OPENING, "other_day"),
        (THURSDAY_NINE + timedelta(days=1), "other_day"),
    ],
)
def test_too_early_or_on_another_day_there_is_no_number(cast, now, code):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    assert refusal(lambda: check_in(made, now)).code == code
    assert not Ticket.objects.exists()


def test_a_booked_number_is_called_before_ordinary_ones(cast):
    from yichuang.apps.tickets import commands as tickets

    made, at = cast.a_booking(starts_at=THURSDAY_NINE), THURSDAY_NINE - 5 * MINUTE
    cast.a_ticket(now=at)
    booked = check_in(made, at)
    called = tickets.call_next(window=cast.window(), by=cast.clerk, now=at + MINUTE)
    assert called == booked


@pytest.mark.parametrize(("after", "missed"), [(15 * MINUTE, 0), (15 * MINUTE + SECOND, 1)])
def test_who_has_not_come_within_the_grace_loses_his_place(cast, after, missed):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    assert reception.give_up_places(hall=cast.hall, now=THURSDAY_NINE + after) == missed
    made.refresh_from_db()
    assert (made.state, made.seat) == (("no_show", None) if missed else ("booked", 1))
    assert no_shows_of(made) == missed


def test_who_comes_after_his_place_was_given_up_still_gets_an_ordinary_number(cast):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    reception.give_up_places(hall=cast.hall, now=NEXT)
    made.refresh_from_db()
    assert check_in(made, NEXT).priority == "normal"


@pytest.mark.parametrize("klass", ["old", "weak", "ill", "disabled", "large", "investment"])
def test_home_service_is_for_the_classes_of_the_hall(cast, klass):
    made = cast.a_booking(channel="phone", by=cast.clerk, place="home", klass=klass)
    assert (made.place, made.klass, made.state) == ("home", klass, "requested")


@pytest.mark.parametrize("klass", ["", "anybody", "\x00"])
def test_nobody_else_is_served_at_home(cast, klass):
    said = refusal(lambda: cast.a_booking(channel="phone", by=cast.clerk, place="home", klass=klass))
    assert (said.code, said.field, said.clause) == ("class_missing", "klass", "D3.3.3")


def test_a_home_service_is_given_a_clerk_a_place_and_a_time_and_stands_on_his_list(cast):
    made = cast.a_booking(place="home", klass="old")  # by the page, without a time
    assert refusal(lambda: arrange(made, THURSDAY_NINE, cast.clerk)).code == "clerk_missing"
    assert refusal(lambda: arrange(made, THURSDAY_NINE, cast.clerk, staff=cast.clerk)).field == "address"
    past = refusal(lambda: arrange(made, OPENING, cast.clerk, staff=cast.clerk, address="样村一组"))
    assert past.code == "time_past"
    arrange(made, THURSDAY_NINE, cast.clerk, staff=cast.stand_in, address="样村一组", reason="")
    assert list(to_carry_out(cast.stand_in)) == [made] and list(to_carry_out(cast.clerk)) == []
    assert day_list(cast.hall, THURSDAY_NINE.date()) == [made]
    assert reception.show_contact(appointment=made, by=cast.stand_in, now=OPENING).address == "样村一组"
    early = refusal(lambda: reception.note_outcome(appointment=made, outcome="x", by=cast.stand_in, now=OPENING))
    assert early.code == "not_yet"
    reception.note_outcome(appointment=made, outcome="已上门收取材料", by=cast.stand_in, now=NEXT)
    assert (made.state, made.outcome) == ("done", "已上门收取材料")


def test_a_clerk_is_at_one_place_at_a_time(cast):
    one, other = (cast.a_booking(place="home", klass="ill") for _ in range(2))
    arrange(one, THURSDAY_NINE, cast.clerk, staff=cast.clerk, address="样村一组")
    said = refusal(lambda: arrange(other, THURSDAY_NINE, cast.clerk, staff=cast.clerk, address="样村二组"))
    assert said.code == "clerk_taken"


def test_home_service_takes_no_number_and_no_places_are_given_up_for_it(cast):
    made = cast.a_booking(place="home", klass="ill")
    arrange(made, THURSDAY_NINE, cast.clerk, staff=cast.clerk, address="样村一组")
    assert refusal(lambda: check_in(made, THURSDAY_NINE)).code == "at_home"
    assert reception.give_up_places(hall=cast.hall, now=NEXT) == 0
