"""Priority without starvation, through the real commands (D3.3.3, lessons 5)."""

from datetime import timedelta

import pytest

from yichuang.apps.reception import commands as reception
from yichuang.apps.tickets import calling
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Event, State, Ticket
from yichuang.apps.tickets.queries import estimate_for

GROUND = "老年人"


def call(cast, now):
    ticket = tickets.call_next(window=cast.window(), by=cast.clerk, now=now)
    tickets.mark_no_show(ticket=ticket, reason="未到", by=cast.clerk, now=now)
    return ticket


def test_after_three_with_priority_one_ordinary_number_is_called(cast):
    for _ in range(3):
        cast.a_ticket()
    for _ in range(8):
        cast.a_ticket(priority="priority", reason=GROUND)
    order = [call(cast, cast.now + timedelta(seconds=n)).priority[0] for n in range(11)]
    assert "".join(order) == "pppnpppnppn"


def test_the_ratio_is_kept_over_two_windows_of_one_queue(cast):
    for _ in range(2):
        cast.a_ticket()
    for _ in range(5):
        cast.a_ticket(priority="priority", reason=GROUND)
    other = cast.window("w1")
    type(other).objects.filter(pk=other.pk).update(queues="C")
    seats = [(cast.window(), cast.clerk), (cast.window("w1"), cast.other_clerk)]
    order = ""
    for n in range(7):
        window, by = seats[n % 2]
        now = cast.now + timedelta(seconds=n)
        ticket = tickets.call_next(window=window, by=by, now=now)
        tickets.mark_no_show(ticket=ticket, reason="未到", by=by, now=now)
        order += ticket.priority[0]
    assert order == "pppnppn"


@pytest.mark.parametrize(
    ("seconds", "first"),
    [(30 * 60, "priority"), (30 * 60 + 1, "normal")],
    ids=["exactly 30 minutes", "one second more"],
)
def test_whoever_waited_too_long_comes_before_priority(cast, seconds, first):
    cast.a_ticket()
    later = cast.now + timedelta(seconds=seconds)
    cast.a_ticket(priority="priority", reason=GROUND, now=later)
    ticket = call(cast, later)
    assert ticket.priority == first
    reason = {"priority": "priority_first", "normal": "normal_overdue"}[first]
    assert Event.objects.get(ticket=ticket, verb="called").note == reason


def test_the_estimate_is_silent_until_something_is_known(cast):
    tail = [cast.a_ticket() for _ in range(4)][-1]
    estimate = estimate_for(tail, cast.now)
    assert (estimate.ahead, estimate.minutes) == (3, None)


def test_the_estimate_counts_priority_as_ahead(cast):
    mine = cast.a_ticket()
    cast.a_ticket(priority="priority", reason=GROUND)
    assert estimate_for(mine, cast.now).ahead == 1
    urgent = cast.a_ticket(priority="priority", reason=GROUND)
    assert estimate_for(urgent, cast.now).ahead == 1, "an ordinary number before it does not count"


def test_the_estimate_follows_todays_services(cast):
    for n in range(3):
        cast.a_ticket()
        start = cast.now + timedelta(minutes=6 * n)
        ticket = tickets.call_next(window=cast.window(), by=cast.clerk, now=start)
        visit = cast.a_visit(ticket=ticket)
        type(ticket).objects.filter(pk=ticket.pk).update(serving_at=start)
        visit.refresh_from_db()
        reception.close_visit(visit=visit, by=cast.clerk, now=start + timedelta(minutes=5))
    now = cast.now + timedelta(minutes=18)
    tail = [cast.a_ticket(now=now) for _ in range(3)][-1]
    low, high = estimate_for(tail, now).minutes
    assert (low, high) == (10, 15)


def test_the_line_is_looked_at_again_when_its_first_has_just_left_it(cast, monkeypatch):
    gone, first = cast.a_ticket(), cast.a_ticket()
    read, looks = calling.read, []

    def late(model, *asked):
        """Gives the first look at the line as it was before somebody else changed it."""
        if model is Ticket and not looks:
            looks.append(True)
            Ticket.objects.filter(pk=gone.pk).update(state=State.EXPIRED)
            return [(Ticket.objects.get(pk=gone.pk), ())]
        return read(model, *asked)

    monkeypatch.setattr(calling, "read", late)
    assert call(cast, cast.now) == first
    assert looks
