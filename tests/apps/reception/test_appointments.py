"""Bookings: three facts are enough, a place is given once, and who comes gets his number (D3.3.1-3.3.3, D1.30)."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.conftest import OPENING
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import Arrangement
from yichuang.apps.reception.models import Appointment, AppointmentEvent
from yichuang.apps.reception.queries import (
    Sought,
    by_booking_code,
    register,
    slots_at,
    to_arrange,
)
from yichuang.core.worktime import SHANGHAI

THURSDAY_NINE = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)
NEXT = THURSDAY_NINE + timedelta(minutes=30)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def refusal(call):
    """The refusal of a call, which must have left everything as it was."""
    before = (Appointment.objects.count(), AppointmentEvent.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as caught:
        call()
    assert before == (Appointment.objects.count(), AppointmentEvent.objects.count(), Entry.objects.count())
    return caught.value.refusal


def arrange(made, starts_at, by, **more):
    to = Arrangement(starts_at, more.pop("staff", None), more.pop("address", ""), more.pop("reason", "群众要求改期"))
    return reception.arrange(appointment=made, to=to, by=by, now=more.pop("now", OPENING))


def check_in(made, now):
    return reception.check_in(appointment=made, now=now)


@pytest.mark.parametrize(
    ("channel", "contact"),
    [("phone", "0719-3241234"), ("letter", "样乡样村一组收"), ("email", "sample@example.test")],
)
def test_by_each_channel_name_contact_and_matter_are_enough(cast, channel, contact):
    made = cast.a_booking(channel=channel, contact=contact, by=cast.clerk)
    assert (made.state, made.starts_at, made.channel) == ("requested", None, channel)
    assert made in to_arrange(cast.clerk)


@pytest.mark.parametrize("field", ["name", "contact", "matter"])
@pytest.mark.parametrize("value", ["", " ", "\x00", "\ud800", "长" * 5000])
def test_each_of_the_three_is_demanded_and_must_be_storable(cast, field, value):
    said = refusal(lambda: cast.a_booking(channel="phone", by=cast.clerk, **{field: value}))
    assert said.field == field and said.sentence


def test_a_booking_by_phone_leaves_a_telephone(cast):
    assert refusal(lambda: cast.a_booking(channel="phone", by=cast.clerk, contact="样村一组")).field == "contact"


@pytest.mark.parametrize(("channel", "staff"), [("page", True), ("phone", False), ("pigeon", True)])
def test_the_page_is_the_citizens_and_the_rest_is_registered_by_staff(cast, channel, staff):
    said = refusal(lambda: cast.a_booking(channel=channel, by=cast.clerk if staff else None))
    assert said.code == "channel_unknown"


def test_a_time_by_the_page_holds_its_place_at_once(cast):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    assert (made.state, made.seat, made.ends_at - made.starts_at) == ("booked", 1, 30 * MINUTE)
    slot = next(one for one in slots_at(cast.window(), OPENING, lead=True) if one.starts == THURSDAY_NINE)
    assert (slot.quota, slot.taken, slot.free) == (2, 1, 1)


def test_contact_and_address_are_sealed_and_the_trail_names_nobody(cast):
    made = cast.a_booking(channel="phone", by=cast.clerk, contact="13912345678", place="home", klass="old",
                          address="样村三组十号")  # fmt: skip
    row = Appointment.objects.values().get(pk=made.pk)
    assert not any("13912345678" in str(value) or "样村三组" in str(value) for value in row.values())
    assert "样例" not in str(Entry.objects.filter(verb="appointment.made").values_list("detail", flat=True))
    assert made.name_masked == "样某"


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (THURSDAY_NINE + MINUTE, "no_such_slot"),
        (datetime(2026, 3, 5, 12, 0, tzinfo=SHANGHAI), "no_such_slot"),  # the midday break
        (datetime(2026, 3, 7, 9, 0, tzinfo=SHANGHAI), "no_such_slot"),  # a Saturday
        (datetime(2026, 3, 4, 9, 30, tzinfo=SHANGHAI), "no_such_slot"),  # this morning, past
        (datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI), "no_such_slot"),  # now: within the lead of thirty minutes
        (datetime(2026, 3, 19, 9, 0, tzinfo=SHANGHAI), "no_such_slot"),  # beyond fourteen days
        (None, "time_missing"),
    ],
)
def test_a_time_that_cannot_be_booked_is_refused(cast, when, code):
    assert refusal(lambda: cast.a_booking(starts_at=when)).code == code


def test_a_window_without_bookings_offers_no_time(cast):
    assert slots_at(cast.window("w4"), OPENING, lead=True) == ()
    assert refusal(lambda: cast.a_booking(window=cast.window("w4"), starts_at=THURSDAY_NINE)).code == "no_such_slot"


def test_the_quota_holds(cast):
    made = [cast.a_booking(starts_at=THURSDAY_NINE) for _ in range(2)]
    assert [one.seat for one in made] == [1, 2]
    said = refusal(lambda: cast.a_booking(starts_at=THURSDAY_NINE))
    assert (said.code, said.field, said.clause) == ("slot_full", "starts_at", "D3.3.1")


def test_the_same_person_at_the_same_time_twice_is_refused(cast):
    given = {"contact": "13911112222", "starts_at": THURSDAY_NINE, "by": cast.clerk, "channel": "phone"}
    cast.a_booking(**given)
    assert refusal(lambda: cast.a_booking(**given)).code == "same_slot"
    assert refusal(lambda: cast.a_booking(**given, window=cast.window("w1"))).code == "same_slot"
    assert cast.a_booking(**given | {"name": "样例家人"}).seat == 2


def test_one_open_booking_a_telephone_by_the_page(cast):
    first = cast.a_booking(contact="13911112222", starts_at=THURSDAY_NINE)
    again = lambda: cast.a_booking(contact="13911112222", name="样例另名", starts_at=NEXT)  # noqa: E731
    assert refusal(again).code == "open_booking"
    reception.cancel(appointment=first, reason="", now=OPENING)
    assert again().state == "booked"


def test_a_cancelled_booking_frees_its_place(cast):
    first, _second = (cast.a_booking(starts_at=THURSDAY_NINE) for _ in range(2))
    reception.cancel(appointment=first, reason="", now=OPENING)
    assert cast.a_booking(starts_at=THURSDAY_NINE).seat == 1
    assert refusal(lambda: reception.cancel(appointment=first, reason="", now=OPENING)).code == "booking_elsewhere"


def test_a_clerk_cancels_only_with_a_reason(cast):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    assert refusal(lambda: reception.cancel(appointment=made, reason=" ", by=cast.clerk, now=OPENING)).field == "reason"


def test_code_and_four_digits_find_a_booking_and_nothing_less_does(cast):
    made = cast.a_booking(contact="13911112222", starts_at=THURSDAY_NINE)
    assert by_booking_code(cast.hall, made.code, "2222") == made
    for code, end in ((made.code, "1111"), ("00000000", "2222"), (made.number, "2222"), (made.code, "")):
        assert by_booking_code(cast.hall, code, end) is None


def test_a_written_request_is_arranged_and_then_moved_with_a_reason(cast):
    made = cast.a_booking(channel="letter", contact="样村一组", by=cast.clerk)
    arrange(made, THURSDAY_NINE, cast.clerk, reason="")
    assert (made.state, made.seat, made.confirmed_at) == ("booked", 1, OPENING)
    assert refusal(lambda: arrange(made, NEXT, cast.clerk, reason="")).field == "reason"
    arrange(made, NEXT, cast.clerk)
    assert made.starts_at == NEXT
    assert [one.verb for one in made.events.all()] == ["made", "arranged", "moved"]
    assert next(one for one in slots_at(cast.window(), OPENING, lead=False) if one.starts == THURSDAY_NINE).taken == 0


def test_nobody_is_moved_into_a_full_time(cast):
    for _ in range(2):
        cast.a_booking(starts_at=THURSDAY_NINE)
    other = cast.a_booking(starts_at=NEXT)
    assert refusal(lambda: arrange(other, THURSDAY_NINE, cast.clerk)).code == "slot_full"


def test_of_two_who_deal_with_a_booking_at_once_one_wins(cast):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    stale = Appointment.objects.select_related("hall", "window__hall").get(pk=made.pk)
    arrange(made, NEXT, cast.clerk)
    assert refusal(lambda: reception.cancel(appointment=stale, reason="", now=OPENING)).code == "booking_moved"


@pytest.mark.parametrize("act", ["confirm", "cancel", "note_outcome", "show_contact", "arrange"])
def test_another_window_keeps_its_hands_off(cast, act):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    given = {
        "cancel": {"reason": "样例"},
        "note_outcome": {"outcome": "样例"},
        "arrange": {"to": Arrangement(NEXT)},
    }
    do, more = getattr(reception, act), given.get(act, {})
    said = refusal(lambda: do(appointment=made, by=cast.other_clerk, now=OPENING, **more))
    assert said.code == "not_yours"


def test_a_look_at_the_contact_leaves_an_entry(cast):
    made = cast.a_booking(contact="13911112222", starts_at=THURSDAY_NINE)
    assert reception.show_contact(appointment=made, by=cast.clerk, now=OPENING).contact == "13911112222"
    assert Entry.objects.filter(verb="appointment.contact_shown", subject=made.ref, actor=cast.clerk.ref).count() == 1


def test_confirmed_once(cast):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    reception.confirm(appointment=made, by=cast.clerk, now=OPENING)
    said = refusal(lambda: reception.confirm(appointment=made, by=cast.clerk, now=OPENING))
    assert said.code == "confirmed_already"


@pytest.mark.parametrize(
    ("words", "found"),
    [("13911112222", True), ("样例预约人", True), ("临时救助", True), ("13900000000", False), ("没有", False),
     ("\x00", False), ("长" * 500, False), ("", True)],
)  # fmt: skip
def test_the_register_finds_by_telephone_name_and_matter(cast, words, found):
    made = cast.a_booking(contact="13911112222", starts_at=THURSDAY_NINE)
    assert list(register(cast.hall, Sought(words=words))) == ([made] if found else [])


@pytest.mark.parametrize("change", [{"name": "别人"}, {"number": "Y1"}, {"matter": "别的"}])
def test_the_database_keeps_what_was_asked_for(cast, change):
    made = cast.a_booking(starts_at=THURSDAY_NINE)
    with pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.filter(pk=made.pk).update(**change)


def test_the_database_gives_a_place_once(cast):
    one, other = (cast.a_booking(starts_at=THURSDAY_NINE) for _ in range(2))
    with pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.filter(pk=other.pk).update(seat=one.seat)
