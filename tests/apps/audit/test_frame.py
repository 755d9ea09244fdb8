"""One command, one transaction, one entry; a submission is answered once."""

from contextlib import suppress

import pytest
from django.db import transaction

from yichuang.apps.audit import (
    Refusal,
    Refused,
    SameKeyOtherBody,
    batch,
    command,
    command_after,
    leave,
    once,
    record,
    step,
    together,
)
from yichuang.apps.audit.frame import NotACommand, _state
from yichuang.apps.audit.models import Entry, Submission
from yichuang.apps.audit.queries import first_break
from yichuang.apps.organization.models import Department


def note(hall, now, verb="test.done"):
    record(hall=hall.slug, verb=verb, by="system", subject="thing:1", now=now)


@step
def open_department(hall, code):
    return Department.objects.create(hall=hall, code=code, name="样例科")


@command
def found(*, hall, code, now, entries=1, refuse=False):
    """Opens a department and leaves as many entries as it is told to."""
    open_department(hall, code)
    for _ in range(entries):
        note(hall, now)
    if refuse:
        raise Refused(Refusal("no", "No."))
    return code


@command
def within(*, hall, now):
    """Wrongly calls another command."""
    note(hall, now)
    found(hall=hall, code="inner", now=now)


@pytest.fixture
def count(hall):
    return lambda: (Department.objects.count(), Entry.objects.count(), Submission.objects.count())


@pytest.mark.parametrize("entries", [0, 2, 3])
def test_a_command_leaves_exactly_one_entry_or_nothing_at_all(hall, now, count, entries):
    before = count()
    with pytest.raises(NotACommand, match=f"left {entries}"):
        found(hall=hall, code="new", now=now, entries=entries)
    assert count() == before


def test_a_refusal_changes_nothing(hall, now, count):
    before = count()
    with pytest.raises(Refused):
        found(hall=hall, code="new", now=now, refuse=True)
    assert count() == before
    assert found(hall=hall, code="new", now=now) == "new"


def test_commands_do_not_call_commands(hall, now, count):
    before = count()
    with pytest.raises(NotACommand, match="inside another command"):
        within(hall=hall, now=now)
    assert count() == before
    found(hall=hall, code="after", now=now)


def test_a_step_needs_a_command(hall, now, count):
    before = count()
    with pytest.raises(NotACommand, match="is a step"):
        open_department(hall, "alone")
    with pytest.raises(NotACommand, match="belongs to a command"):
        note(hall, now)
    assert count() == before


def test_a_batch_falls_together(hall, now, count):
    before = count()
    with pytest.raises(Refused), batch():
        found(hall=hall, code="one", now=now)
        found(hall=hall, code="two", now=now, refuse=True)
    assert count() == before


def send(hall, now, *, key="k1", body="b1", actor="staff:1", code="new", **more):
    return once(
        actor=actor, key=key, body=body, now=now, run=lambda: "/d/" + found(hall=hall, code=code, now=now, **more)
    )


def test_the_same_submission_gets_the_first_answer(hall, now, count):
    assert send(hall, now) == "/d/new"
    before = count()
    assert send(hall, now, code="again") == "/d/new"
    assert send(hall, now, code="other") == "/d/new"
    assert count() == before


def test_the_same_key_with_another_body_conflicts(hall, now, count):
    send(hall, now)
    before = count()
    with pytest.raises(SameKeyOtherBody):
        send(hall, now, body="b2", code="other")
    assert count() == before


def test_keys_belong_to_one_person(hall, now):
    assert send(hall, now) == "/d/new"
    assert send(hall, now, actor="staff:2", code="other") == "/d/other"


def test_a_refused_submission_may_be_sent_again(hall, now, count):
    before = count()
    with pytest.raises(Refused):
        send(hall, now, refuse=True)
    assert count() == before
    assert send(hall, now) == "/d/new"


def test_a_repeat_that_would_be_refused_gets_the_first_answer(hall, now):
    assert send(hall, now) == "/d/new"
    assert send(hall, now, code="again", refuse=True) == "/d/new"
    with pytest.raises(SameKeyOtherBody):
        send(hall, now, body="b2", code="again", refuse=True)


def is_writing():
    return bool(getattr(_state, "depth", 0))


def looked_up(*, hall, code, now):
    if not code:
        raise Refused(Refusal("no", "No."))
    return hall, code, now, is_writing()


@command_after(looked_up)
def found_later(ready):
    """Opens a department; tells whether a transaction was open at the look and at the change."""
    hall, code, now, before = ready
    open_department(hall, code)
    note(hall, now)
    return f"{before} {is_writing()}"


@pytest.mark.parametrize("as_submission", [False, True])
def test_a_command_of_two_parts_lets_nobody_wait_for_its_first(hall, now, as_submission):
    run = lambda: found_later(hall=hall, code="new", now=now)  # noqa: E731
    told = once(actor="staff:1", key="k1", body="b1", now=now, run=run) if as_submission else run()
    assert told == "False True"
    assert not is_writing()


def test_what_its_first_part_refuses_changes_nothing_and_repeats_are_answered(hall, now, count):
    submit = lambda code: once(  # noqa: E731
        actor="staff:1", key="k1", body="b1", now=now, run=lambda: found_later(hall=hall, code=code, now=now)
    )
    before = count()
    with pytest.raises(Refused):
        submit("")
    assert count() == before
    assert submit("new") == submit("") == "False True"


def test_a_look_and_its_command_can_be_one(hall, now):
    @together
    def run():
        seen = is_writing()
        found(hall=hall, code="new", now=now)
        return f"{seen}"

    assert once(actor="staff:1", key="k1", body="b1", now=now, run=run) == "True"
    assert Submission.objects.get().answer == "True"


@command
def founded(*, hall, now, late=False):
    """Leaves departments and a plain statement to be written with its entry, or after it."""
    ones = [Department(hall=hall, code=code, name="样例科") for code in ("one", "two")]
    if late:
        note(hall, now)
    leave(ones, plain=[("UPDATE organization_hall SET catalog_stamp = %s WHERE id = %s", ["left", hall.pk])])
    unwritten = [one.pk for one in ones]
    if not late:
        note(hall, now)
    return ones, unwritten


def test_what_is_left_is_written_with_the_entry_and_gets_its_keys(hall, now, count):
    entries = count()[1]
    ones, unwritten = founded(hall=hall, now=now)
    assert unwritten == [None, None]
    assert [Department.objects.get(pk=one.pk).code for one in ones] == ["one", "two"]
    hall.refresh_from_db()
    assert (hall.catalog_stamp, count()[1]) == ("left", entries + 1)


def test_nothing_is_left_after_the_entry(hall, now, count):
    before = count()
    with pytest.raises(NotACommand, match="after its entry"):
        founded(hall=hall, now=now, late=True)
    assert count() == before


def test_an_entry_waits_for_the_answer_of_its_submission(hall, now, count):
    entries = count()[1]

    def run():
        ones, _ = founded(hall=hall, now=now)
        return f"{count()[1] - entries} {[one.pk for one in ones]}"

    assert once(actor="staff:1", key="k1", body="b1", now=now, run=run) == "0 [None, None]"
    assert (count()[1] - entries, Submission.objects.get().answer) == (1, "0 [None, None]")
    assert Department.objects.filter(code__in=("one", "two")).count() == 2


def test_two_commands_of_a_submission_leave_their_entries_to_its_end(hall, now, count):
    """The head of the chain is locked last: a second command locks other things, as whoever calls a number does."""

    def run():
        founded(hall=hall, now=now)
        found_later(hall=hall, code="second", now=now)
        return f"{count()[1]} {Department.objects.filter(code='two').count()}"

    entries = count()[1]
    told = once(actor="staff:1", key="k1", body="b1", now=now, run=run)
    assert told == f"{entries} 1", "the entries wait, the rows of the first command do not"
    assert count()[1] == entries + 2
    assert first_break(hall.slug) is None


def test_a_command_that_failed_on_the_way_leaves_nothing_to_the_end(hall, now, count):
    def run():
        with suppress(Refused), batch(), transaction.atomic():
            found(hall=hall, code="first", now=now, refuse=True)
        found(hall=hall, code="second", now=now)

    before = count()
    once(actor="staff:1", key="k1", body="b1", now=now, run=lambda: run() or "done")
    assert count() == tuple(number + 1 for number in before)


def test_the_entry_of_what_fell_with_its_submission_is_nowhere(hall, now, count):
    def run():
        found(hall=hall, code="first", now=now)
        found(hall=hall, code="second", now=now, refuse=True)

    before = count()
    with pytest.raises(Refused):
        once(actor="staff:1", key="k1", body="b1", now=now, run=run)
    assert count() == before
    found(hall=hall, code="after", now=now)
    assert count() == (before[0] + 1, before[1] + 1, before[2])


def test_what_is_sent_without_a_command_is_answered_once_too(hall, now, count):
    before = count()
    said = iter("ab")
    submit = lambda: once(actor="staff:1", key="k1", body="b1", now=now, run=lambda: next(said))  # noqa: E731
    assert submit() == submit() == "a"
    assert count() == (*before[:2], before[2] + 1)
