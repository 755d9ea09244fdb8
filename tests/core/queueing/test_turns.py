from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.core.queueing import Choice, Head, QueueRules, Reason, TicketClass, choose

N, P, A = TicketClass.NORMAL, TicketClass.PRIORITY, TicketClass.APPOINTMENT
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RULES = QueueRules(priority_ratio=3, normal_max_wait_seconds=1800)


def head(klass, sequence, waited=60, due_in=None):
    due = None if due_in is None else NOW + timedelta(seconds=due_in)
    return Head(klass, NOW - timedelta(seconds=waited), sequence, due)


@pytest.mark.parametrize(
    ("heads", "streak", "sequence", "reason", "after"),
    [
        ([head(N, 1)], 0, 1, Reason.NO_PRIORITY_WAITING, 0),
        ([head(N, 1)], 9, 1, Reason.NO_PRIORITY_WAITING, 0),
        ([head(P, 2)], 0, 2, Reason.PRIORITY_FIRST, 1),
        ([head(P, 2)], 9, 2, Reason.PRIORITY_FIRST, 10),
        ([head(N, 1), head(P, 2)], 0, 2, Reason.PRIORITY_FIRST, 1),
        ([head(N, 1), head(P, 2)], 2, 2, Reason.PRIORITY_FIRST, 3),
        ([head(N, 1), head(P, 2)], 3, 1, Reason.NORMAL_TURN, 0),
        ([head(N, 1), head(P, 2)], 4, 1, Reason.NORMAL_TURN, 0),
        # The maximum wait, one second around it.
        ([head(N, 1, waited=1799), head(P, 2)], 0, 2, Reason.PRIORITY_FIRST, 1),
        ([head(N, 1, waited=1800), head(P, 2)], 0, 2, Reason.PRIORITY_FIRST, 1),
        ([head(N, 1, waited=1801), head(P, 2)], 0, 1, Reason.NORMAL_OVERDUE, 0),
        ([head(N, 1, waited=1801), head(P, 2, waited=1800)], 0, 1, Reason.NORMAL_OVERDUE, 0),
        # Everybody waits too long: the ratio alone decides, so priority is not starved in turn.
        ([head(N, 1, waited=1802), head(P, 2, waited=1801)], 0, 2, Reason.PRIORITY_FIRST, 1),
        ([head(N, 1, waited=1802), head(P, 2, waited=1801)], 3, 1, Reason.NORMAL_TURN, 0),
        # Appointments, one second around their time.
        ([head(N, 1), head(A, 2, due_in=1)], 0, 1, Reason.NO_PRIORITY_WAITING, 0),
        ([head(N, 1), head(A, 2, due_in=0)], 0, 2, Reason.APPOINTMENT_DUE, 1),
        ([head(N, 1), head(A, 2, due_in=-1)], 3, 1, Reason.NORMAL_TURN, 0),
        ([head(N, 2), head(A, 1, due_in=1)], 0, 1, Reason.NO_PRIORITY_WAITING, 0),
        ([head(N, 1), head(A, 2)], 0, 2, Reason.APPOINTMENT_DUE, 1),
        ([head(P, 3), head(A, 2, due_in=-9)], 0, 2, Reason.APPOINTMENT_DUE, 1),
        ([head(P, 3), head(A, 4, due_in=-9)], 0, 3, Reason.PRIORITY_FIRST, 1),
        # The sequence decides inside a class, also when the clock was set back in between.
        ([head(N, 7, waited=500), head(N, 6, waited=100)], 0, 6, Reason.NO_PRIORITY_WAITING, 0),
        ([head(N, 7, waited=-300)], 0, 7, Reason.NO_PRIORITY_WAITING, 0),
    ],
)
def test_whose_turn(heads, streak, sequence, reason, after):
    expected_head = next(one for one in heads if one.sequence == sequence)
    expected = Choice(expected_head.klass, reason, after, expected_head)
    assert choose(heads, streak=streak, now=NOW, rules=RULES) == expected
    assert choose(reversed(heads), streak=streak, now=NOW, rules=RULES) == expected


def test_classes_as_the_rulebook_writes_them_are_understood():
    heads = [Head("normal", NOW, 1), Head("priority", NOW, 2)]
    assert choose(heads, streak=0, now=NOW, rules=RULES).head.sequence == 2


@pytest.mark.parametrize(("ratio", "wait"), [(0, 1800), (-1, 1800), (3, -1)])
def test_senseless_rules_are_refused(ratio, wait):
    with pytest.raises(ValueError, match="must"):
        QueueRules(ratio, wait)


HEADS = st.lists(
    st.tuples(
        st.sampled_from([N, P, A]), st.integers(-60, 7200), st.integers(0, 500), st.none() | st.integers(-99, 99)
    ),
    max_size=25,
    unique_by=lambda parts: parts[2],
).map(lambda many: [head(klass, sequence, waited, due) for klass, waited, sequence, due in many])
RULE_SETS = st.builds(QueueRules, st.integers(1, 6), st.integers(0, 3600))


def outranks(one):
    return one.klass is P or (one.klass is A and (one.appointed_at is None or one.appointed_at <= NOW))


@given(HEADS, st.integers(0, 9), RULE_SETS, st.randoms())
def test_none_only_if_empty_fifo_inside_a_class_and_order_of_input_is_nothing(heads, streak, rules, random):
    choice = choose(heads, streak=streak, now=NOW, rules=rules)
    assert (choice is None) == (not heads)
    if choice is None:
        return
    same_rank = [one for one in heads if outranks(one) == outranks(choice.head)]
    assert choice.head.sequence == min(one.sequence for one in same_rank)
    random.shuffle(heads)
    assert choose(heads, streak=streak, now=NOW, rules=rules) == choice
    assert choice.streak_after == (streak + 1 if outranks(choice.head) else 0)


@given(HEADS, st.integers(0, 9), RULE_SETS)
def test_the_heads_of_the_classes_suffice(heads, streak, rules):
    """What a query may hand over (first of each class) is decided as all waiting tickets would be.

    Tickets of one class wait in the order of their numbers here, as on every day without a broken clock.
    """
    heads = [Head(h.klass, NOW - timedelta(seconds=7200 - 10 * h.sequence), h.sequence, h.appointed_at) for h in heads]
    first = {}
    for one in sorted(heads, key=lambda one: one.sequence):
        first.setdefault((one.klass, outranks(one)), one)
    whole = choose(heads, streak=streak, now=NOW, rules=rules)
    assert choose(first.values(), streak=streak, now=NOW, rules=rules) == whole


@given(st.lists(st.sampled_from([N, P, P, P, A]), min_size=1, max_size=80), RULE_SETS, st.integers(1, 400))
def test_nobody_starves_while_priority_keeps_arriving(arrivals, rules, service):
    """Play a day with one arrival before each call and priority always waiting.

    A normal ticket with k normal ones before it is called after at most (k + 1) * ratio priority calls.
    """
    waiting, streak, order = [], 0, []
    for step, klass in enumerate([*arrivals, *[P] * (len(arrivals) * (rules.priority_ratio + 1))]):
        now = NOW + timedelta(seconds=service * step)
        waiting.append(Head(klass, now, step, now if klass is A else None))
        choice = choose(waiting, streak=streak, now=now, rules=rules)
        waiting.remove(choice.head)
        streak = choice.streak_after
        order.append(choice.head)
    normals = [one for one in order if one.klass is N]
    assert len(normals) == arrivals.count(N)
    assert normals == sorted(normals, key=lambda one: one.sequence)
    for one in normals:
        place = order.index(one)
        since_arrival = order[one.sequence : place]
        before = sum(other.klass is N for other in since_arrival)
        assert len(since_arrival) - before <= (before + 1) * rules.priority_ratio


@given(st.integers(1, 30), st.integers(1, 30), RULE_SETS)
def test_priority_does_not_starve_where_everybody_has_waited_too_long(normals, priorities, rules):
    now = NOW + timedelta(days=1)
    waiting = [head(N, number) for number in range(normals)] + [head(P, 100 + number) for number in range(priorities)]
    streak, order = 0, []
    while waiting:
        choice = choose(waiting, streak=streak, now=now, rules=rules)
        waiting.remove(choice.head)
        streak = choice.streak_after
        order.append(choice.klass)
    assert order[0] is P
    mixed = "".join("p" if klass is P else "n" for klass in order)
    assert "nn" not in mixed.rstrip("n")
    assert "p" * (rules.priority_ratio + 1) not in mixed.rstrip("p")
