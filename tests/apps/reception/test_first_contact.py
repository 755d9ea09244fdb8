"""Who was asked first stays on record and answers until somebody has confirmed (D3.1.2, D3.2, D4.5, D5.1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from yichuang.apps.audit import Refused
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import Handing, Question
from yichuang.apps.reception.models import FirstContact, HandOver, Visit
from yichuang.apps.reception.queries import open_visit_at, to_confirm, unconfirmed_from, visits_of
from yichuang.apps.tickets import commands as tickets

HOUR = timedelta(hours=1)
ESCORT = Handing(mode="escort", reason="属财政窗口事项")


def refusal(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


@pytest.fixture
def visit(cast):
    return cast.a_visit(own_scope=False)


def handed(cast, visit, handing=ESCORT, to=None):
    return reception.hand_over(
        visit=visit, to_staff=to or cast.other_clerk, handing=handing, by=cast.clerk, now=cast.now
    )


def test_the_first_contact_is_written_with_the_visit(cast):
    visit = cast.a_visit(matter="  问低保  ", item_code="MZ-04")
    contact = FirstContact.objects.get(visit=visit)
    assert (contact.staff, contact.window, contact.at) == (cast.clerk, cast.clerk.window, cast.now)
    assert (contact.matter, contact.item_code, contact.own_scope) == ("问低保", "MZ-04", True)
    assert open_visit_at(cast.clerk.window, cast.clerk) == visit


@pytest.mark.parametrize(
    "matter", ["", "   ", "x" * 201, "a\x00", "\udfff"], ids=["empty", "blank", "long", "NUL", "half"]
)
def test_a_visit_without_a_matter_is_not_opened(cast, matter):
    said = refusal(lambda: cast.a_visit(matter=matter))
    assert said.field == "matter"
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("column", ["staff_id", "window_id", "at", "matter", "item_code", "own_scope"])
def test_the_database_refuses_to_alter_a_first_contact(cast, visit, column):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reception_firstcontact SET {column} = {column}")


def test_the_database_refuses_to_remove_a_first_contact(cast, visit):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FirstContact.objects.filter(visit=visit).delete()


def test_a_slip_is_put_right_beside_it(cast, visit):
    note = reception.note_first_contact(visit=visit, text="事项应为临时救助", by=cast.stand_in, now=cast.now)
    assert (note.contact, note.by) == (visit.first_contact, cast.stand_in)
    assert visit.first_contact.matter == "申请临时救助"


def test_a_ticket_is_served_from_the_visit_on(cast):
    cast.a_ticket()
    ticket = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now)
    cast.a_visit(ticket=ticket)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.serving_at) == ("serving", cast.now)


def test_a_ticket_that_is_not_called_opens_no_visit(cast):
    waiting = cast.a_ticket()
    assert refusal(lambda: cast.a_visit(ticket=waiting)).code == "ticket_elsewhere"
    assert Visit.objects.count() == 0


@pytest.mark.parametrize(
    ("handing", "code", "field"),
    [
        (Handing("escort", ""), "words_missing", "reason"),
        (Handing("letter", "转"), "mode_unknown", "mode"),
        (Handing("phone", "转"), "person_called_missing", "person_called"),
        (Handing("phone", "转", "样例甲"), "outcome_missing", "outcome"),
    ],
)
def test_a_hand_over_says_how_and_why(cast, visit, handing, code, field):
    said = refusal(lambda: handed(cast, visit, handing))
    assert (said.code, said.field) == (code, field)
    assert HandOver.objects.count() == 0


def test_a_hand_over_by_phone_keeps_who_was_called_and_what_was_agreed(cast, visit):
    made = handed(cast, visit, Handing("phone", "外出事项", "样例·财政甲", "今天下午三点到场"))
    assert (made.person_called, made.outcome, made.confirmed_at) == ("样例·财政甲", "今天下午三点到场", None)


@pytest.mark.parametrize("who", ["nobody", "oneself", "absent", "inactive"])
def test_a_hand_over_names_somebody_who_is_there(cast, visit, who):
    other = cast.other_clerk
    if who in ("absent", "inactive"):
        type(other).objects.filter(pk=other.pk).update(absent=who == "absent", is_active=who != "inactive")
    to = {"nobody": None, "oneself": cast.clerk}.get(who, cast.other_clerk)
    call = lambda: reception.hand_over(visit=visit, to_staff=to, handing=ESCORT, by=cast.clerk, now=cast.now)  # noqa: E731
    code = {"nobody": "receiver_missing", "oneself": "receiver_is_self"}.get(who, "receiver_away")
    assert refusal(call).code == code


def test_the_first_person_answers_until_the_receiver_confirms(cast, visit):
    made = handed(cast, visit)
    assert list(unconfirmed_from(cast.clerk)) == [made]
    assert list(to_confirm(cast.other_clerk)) == [made]
    later = cast.now + timedelta(minutes=4)
    reception.close_visit(visit=visit, by=cast.clerk, now=later)
    assert Visit.objects.get(pk=visit.pk).closed_at == later, "the next citizen need not wait"
    assert list(unconfirmed_from(cast.clerk)) == [made], "the duty stays"
    reception.confirm_hand_over(hand_over=made, by=cast.other_clerk, now=later)
    assert (list(unconfirmed_from(cast.clerk)), list(to_confirm(cast.other_clerk))) == ([], [])


def test_a_matter_of_another_window_does_not_end_without_naming_anybody(cast):
    visit = cast.a_visit(own_scope=False)
    assert refusal(lambda: reception.close_visit(visit=visit, by=cast.clerk, now=cast.now)).code == "not_handed_over"
    assert Visit.objects.get(pk=visit.pk).closed_at is None


def test_only_the_person_named_confirms_and_only_once(cast, visit):
    made = handed(cast, visit)
    for by in (cast.clerk, cast.stand_in):
        call = lambda by=by: reception.confirm_hand_over(hand_over=made, by=by, now=cast.now)  # noqa: E731
        assert refusal(call).code == "not_receiver"
    reception.confirm_hand_over(hand_over=made, by=cast.other_clerk, now=cast.now)
    again = lambda: reception.confirm_hand_over(hand_over=made, by=cast.other_clerk, now=cast.now)  # noqa: E731
    assert refusal(again).code == "confirmed_already"


def test_what_was_handed_over_cannot_be_rewritten(cast, visit):
    made = handed(cast, visit)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        HandOver.objects.filter(pk=made.pk).update(to_staff=cast.clerk)


def test_an_own_matter_closes_without_a_hand_over_and_only_once(cast):
    visit = cast.a_visit()
    reception.close_visit(visit=visit, by=cast.clerk, now=cast.now)
    for call in (
        lambda: reception.close_visit(visit=visit, by=cast.clerk, now=cast.now),
        lambda: handed(cast, visit),
        lambda: reception.consult(visit=visit, asked=Question("问", "答"), by=cast.clerk, now=cast.now),
    ):
        assert refusal(call).code == "visit_closed"


def test_the_register_is_newest_first(cast):
    first, second = cast.a_visit(matter="一"), cast.a_visit(matter="二")
    assert list(visits_of(cast.hall)) == [second, first]


def test_of_two_who_confirm_at_once_one_succeeds(cast, visit):
    handed(cast, visit)
    one, other = HandOver.objects.get(), HandOver.objects.get()
    reception.confirm_hand_over(hand_over=one, by=cast.other_clerk, now=cast.now)
    again = lambda: reception.confirm_hand_over(hand_over=other, by=cast.other_clerk, now=cast.now + HOUR)  # noqa: E731
    assert refusal(again).code == "confirmed_already"
    assert HandOver.objects.get().confirmed_at == cast.now


def test_of_two_who_end_a_visit_at_once_one_succeeds(cast):
    cast.a_visit()
    one, other = Visit.objects.get(), Visit.objects.get()
    reception.close_visit(visit=one, by=cast.clerk, now=cast.now)
    again = lambda: reception.close_visit(visit=other, by=cast.clerk, now=cast.now + HOUR)  # noqa: E731
    assert refusal(again).code == "visit_closed"
    assert Visit.objects.get().closed_at == cast.now
