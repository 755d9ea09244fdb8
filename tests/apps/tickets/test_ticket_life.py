"""A number from the kiosk to the end of the visit, and everything that may happen on the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from yichuang.apps.audit import Refused
from yichuang.apps.reception import commands as reception
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Event, Queue, State, Ticket
from yichuang.apps.tickets.queries import business_day, waiting_counts

MINUTE = timedelta(minutes=1)


def history(ticket):
    return list(Event.objects.filter(ticket=ticket).order_by("id").values_list("verb", flat=True))


def refusal(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


@pytest.fixture
def called(cast):
    cast.a_ticket()
    return tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + MINUTE)


def test_numbers_run_per_queue_and_begin_anew_each_day(cast):
    numbers = [cast.a_ticket(letter).number for letter in "CCAC"]
    assert numbers == ["C001", "C002", "A001", "C003"]
    assert cast.a_ticket("C", now=cast.now + timedelta(days=1)).number == "C001"


@pytest.mark.parametrize(
    ("moment", "number"),
    [((2026, 3, 4, 23, 59, 59), "C002"), ((2026, 3, 5, 0, 0, 0), "C001")],
    ids=["the last second of the day", "midnight in Shanghai"],
)
def test_the_business_day_is_that_of_shanghai(cast, moment, number):
    cast.a_ticket()
    year, month, day, *time = moment
    later = cast.now.replace(year=year, month=month, day=day, hour=time[0], minute=time[1], second=time[2])
    assert cast.a_ticket(now=later).number == number


def test_a_whole_visit_leaves_its_history(cast, called):
    visit = cast.a_visit(ticket=called)
    reception.close_visit(visit=visit, by=cast.clerk, now=cast.now + 9 * MINUTE)
    called.refresh_from_db()
    assert called.state == State.DONE
    assert called.ended_at == cast.now + 9 * MINUTE
    assert history(called) == ["taken", "called", "serving", "done"]


def test_recall_counts_and_resets_no_time(cast, called):
    first = called.called_at
    for minute in (2, 3):
        tickets.recall(ticket=called, by=cast.clerk, now=cast.now + minute * MINUTE)
    called.refresh_from_db()
    assert (called.recalls, called.called_at, called.state) == (2, first, State.CALLED)
    assert history(called) == ["taken", "called", "recalled", "recalled"]


def test_a_no_show_needs_a_reason_and_may_come_back(cast, called):
    assert (
        refusal(lambda: tickets.mark_no_show(ticket=called, reason="  ", by=cast.clerk, now=cast.now))
        == "words_missing"
    )
    tickets.mark_no_show(ticket=called, reason="三次呼叫未到", by=cast.clerk, now=cast.now + 2 * MINUTE)
    called.refresh_from_db()
    assert (called.state, called.window) == (State.NO_SHOW, cast.window())
    tickets.return_to_queue(ticket=called, reason="已到场", by=cast.clerk, now=cast.now + 3 * MINUTE)
    called.refresh_from_db()
    assert (called.state, called.window, called.ended_at) == (State.WAITING, None, None)
    assert history(called) == ["taken", "called", "no_show", "returned"]


def test_a_returned_number_keeps_its_old_place(cast, called):
    cast.a_ticket()
    tickets.return_to_queue(ticket=called, reason="误叫", by=cast.clerk, now=cast.now + 2 * MINUTE)
    again = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + 3 * MINUTE)
    assert again == called


def test_hold_frees_the_window_and_resume_needs_it_free(cast, called):
    tickets.hold(ticket=called, reason="去复印", by=cast.clerk, now=cast.now + 2 * MINUTE)
    cast.a_ticket()
    other = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + 3 * MINUTE)
    held = Ticket.objects.get(pk=called.pk)
    assert refusal(lambda: tickets.resume(ticket=held, by=cast.clerk, now=cast.now + 4 * MINUTE)) == "window_busy"
    tickets.mark_no_show(ticket=other, reason="未到", by=cast.clerk, now=cast.now + 5 * MINUTE)
    tickets.resume(ticket=held, by=cast.clerk, now=cast.now + 6 * MINUTE)
    assert (held.state, held.window) == (State.CALLED, cast.window())
    assert history(held) == ["taken", "called", "held", "resumed"]


def test_a_transferred_number_waits_for_the_named_window_alone(cast, called):
    there, clerk = cast.window("w1"), cast.other_clerk
    tickets.transfer(ticket=called, to_window=there, reason="属财政事项", by=cast.clerk, now=cast.now + 2 * MINUTE)
    assert refusal(lambda: tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now)) == "nobody_waits"
    moved = tickets.call_next(window=there, by=clerk, now=cast.now + 3 * MINUTE)
    assert (moved, moved.window) == (called, there)
    note = Event.objects.get(ticket=called, verb="transferred").note
    assert note == "w1: 属财政事项"


def test_a_transfer_goes_to_another_window_of_the_hall(cast, called):
    call = lambda: tickets.transfer(  # noqa: E731
        ticket=called, to_window=cast.window(), reason="转", by=cast.clerk, now=cast.now
    )
    assert refusal(call) == "same_window"


def test_one_live_ticket_per_person_and_business(cast):
    first = cast.a_ticket("C", holder="某人的索引")
    assert refusal(lambda: cast.a_ticket("C", holder="某人的索引")) == "already_waiting"
    assert cast.a_ticket("A", holder="某人的索引").number == "A001"
    assert cast.a_ticket("C", holder="另一人的索引").number == "C002", "a refused ticket uses no number up"
    called = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + MINUTE)
    tickets.mark_no_show(ticket=called, reason="未到", by=cast.clerk, now=cast.now + 2 * MINUTE)
    assert called == first
    assert cast.a_ticket("C", holder="某人的索引").number == "C003", "a dead ticket stands in nobody's way"


def test_a_passed_over_number_cannot_come_back_beside_a_newer_one_of_the_same_person(cast):
    cast.a_ticket("C", holder="某人的索引")
    called = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + MINUTE)
    tickets.mark_no_show(ticket=called, reason="未到", by=cast.clerk, now=cast.now + 2 * MINUTE)
    cast.a_ticket("C", holder="某人的索引")
    assert (
        refusal(lambda: tickets.return_to_queue(ticket=called, reason="已到", by=cast.clerk, now=cast.now + 3 * MINUTE))
        == "already_waiting"
    )


def test_a_window_serves_one_at_a_time(cast, called):
    cast.a_ticket()
    assert refusal(lambda: tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now)) == "window_busy"
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(state=State.WAITING).update(state=State.CALLED, window=cast.window())


@pytest.mark.parametrize("act", ["recall", "mark_no_show", "hold", "transfer", "return_to_queue"])
def test_steps_out_of_order_are_refused_and_change_nothing(cast, act):
    waiting = cast.a_ticket()
    more = {"recall": {}, "transfer": {"reason": "转", "to_window": cast.window("w1")}}.get(act, {"reason": "因"})
    call = lambda: getattr(tickets, act)(ticket=waiting, by=cast.clerk, now=cast.now, **more)  # noqa: E731
    assert refusal(call) == "ticket_elsewhere"
    assert history(waiting) == ["taken"]


def test_of_two_people_acting_on_one_number_only_one_succeeds(cast, called):
    seen_twice = Ticket.objects.select_related("hall", "window").get(pk=called.pk)
    tickets.hold(ticket=called, reason="去复印", by=cast.clerk, now=cast.now + 2 * MINUTE)
    late = lambda: tickets.mark_no_show(ticket=seen_twice, reason="未到", by=cast.clerk, now=cast.now)  # noqa: E731
    assert refusal(late) == "ticket_moved"


def test_a_pause_stops_calling_and_says_why(cast):
    cast.a_ticket()
    tickets.pause_window(window=cast.window(), reason="设备检修", by=cast.clerk, now=cast.now)
    assert refusal(lambda: tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now)) == "window_paused"
    again = lambda: tickets.pause_window(window=cast.window(), reason="再停", by=cast.clerk, now=cast.now)  # noqa: E731
    assert refusal(again) == "window_paused_already"
    tickets.reopen_window(window=cast.window(), by=cast.clerk, now=cast.now + MINUTE)
    assert tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now + MINUTE).number == "C001"


def test_a_closed_queue_and_unknown_kinds_give_no_number(cast):
    assert refusal(lambda: cast.a_ticket(priority="vip")) == "priority_unknown"
    assert refusal(lambda: cast.a_ticket(priority="priority", reason="熟人")) == "ground_unknown"
    Queue.objects.filter(letter="C").update(open=False)
    assert refusal(cast.a_ticket) == "queue_closed"
    assert waiting_counts(cast.hall, business_day(cast.now))["C"] == 0


def test_events_are_never_changed_or_removed(cast, called):
    for act in (lambda rows: rows.update(note="改"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act(Event.objects.filter(ticket=called))


def test_close_day_expires_what_is_left_and_spares_today(cast):
    old = [cast.a_ticket(now=cast.now - timedelta(days=1)) for _ in range(3)]
    called = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now - timedelta(days=1))
    today = cast.a_ticket()
    assert tickets.close_day(hall=cast.hall, now=cast.now) == 3
    assert {Ticket.objects.get(pk=one.pk).state for one in (*old, called)} == {State.EXPIRED}
    assert Ticket.objects.get(pk=today.pk).state == State.WAITING
    assert history(called) == ["taken", "called", "expired"]
    assert tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now) == today, "the window is free again"


def test_close_day_leaves_alone_whoever_is_being_served(cast):
    cast.a_ticket(now=cast.now - timedelta(days=1))
    served = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now - timedelta(days=1))
    cast.a_visit(ticket=served)
    assert tickets.close_day(hall=cast.hall, now=cast.now) == 0
    assert Ticket.objects.get(pk=served.pk).state == State.SERVING


def test_a_visit_that_ends_while_its_number_is_on_hold_leaves_the_window_free(cast, called):
    visit, later = cast.a_visit(ticket=called), cast.now + 5 * MINUTE
    tickets.hold(ticket=called, reason="去复印", by=cast.clerk, now=later)
    stale = Ticket.objects.get(pk=called.pk)
    reception.close_visit(visit=visit, by=cast.clerk, now=later)
    called.refresh_from_db()
    assert (called.state, history(called)[-2:]) == (State.DONE, ["held", "done"])
    assert refusal(lambda: tickets.resume(ticket=stale, by=cast.clerk, now=later)) == "visit_ended"
    cast.a_ticket(now=later)
    assert tickets.call_next(window=cast.window(), by=cast.clerk, now=later).number == "C002"


@pytest.mark.parametrize("state", [State.SERVING, State.HELD])
def test_close_day_clears_a_number_whose_visit_ended_without_it(cast, state):
    cast.a_ticket(now=cast.now - timedelta(days=1))
    left = tickets.call_next(window=cast.window(), by=cast.clerk, now=cast.now - timedelta(days=1))
    visit = cast.a_visit(ticket=left)
    type(visit).objects.filter(pk=visit.pk).update(closed_at=cast.now)
    Ticket.objects.filter(pk=left.pk).update(state=state)
    assert tickets.close_day(hall=cast.hall, now=cast.now) == 1
    assert Ticket.objects.get(pk=left.pk).state == State.EXPIRED
