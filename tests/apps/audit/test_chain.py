"""The chain names the first row that was touched, however it was touched; the database refuses to be touched at all."""

import pytest
from django.db import DatabaseError, connection, transaction

from yichuang.apps.audit import command, record
from yichuang.apps.audit.chain import GENESIS
from yichuang.apps.audit.models import ChainHead, Entry
from yichuang.apps.audit.queries import first_break, trail_of

HALL = "chain-test"
LENGTH = 8


@command
def act(*, number, now):
    record(hall=HALL, verb="test.done", by="system", subject=f"thing:{number % 2}", now=now, detail={"number": number})


@pytest.fixture
def chain(db, now):
    for number in range(1, LENGTH + 1):
        act(number=number, now=now)
    return HALL


def unguarded(*statements):
    """What somebody with the database file could do: drop the guard, then write."""
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        for name in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER audit_entry_no_{name}{on}")
        for statement in statements:
            cursor.execute(statement)


def at(sequence):
    return f"hall = '{HALL}' AND sequence = {sequence}"


SWAP = tuple(f"UPDATE audit_entry SET sequence = {new} WHERE {at(old)}" for old, new in ((4, 1000), (5, 4), (1000, 5)))
HEAD = f"UPDATE audit_chainhead SET %s WHERE hall = '{HALL}'"
TOUCHED = [
    ("verb altered", [f"UPDATE audit_entry SET verb = 'x' WHERE {at(3)}"], 3),
    ("actor altered", [f"UPDATE audit_entry SET actor = 'staff:1' WHERE {at(5)}"], 5),
    ("subject altered", [f"UPDATE audit_entry SET subject = 'thing:9' WHERE {at(1)}"], 1),
    ("detail altered", [f"UPDATE audit_entry SET detail = '{{}}' WHERE {at(LENGTH)}"], LENGTH),
    ("one microsecond later", [f"UPDATE audit_entry SET at = '2026-03-04 02:00:00.000001' WHERE {at(2)}"], 2),
    ("digest altered", [f"UPDATE audit_entry SET digest = '{GENESIS}' WHERE {at(6)}"], 6),
    ("first row deleted", [f"DELETE FROM audit_entry WHERE {at(1)}"], 1),
    ("middle row deleted", [f"DELETE FROM audit_entry WHERE {at(4)}"], 4),
    ("tail deleted", [f"DELETE FROM audit_entry WHERE {at(LENGTH)}"], LENGTH),
    ("two rows swapped", SWAP, 4),
    ("moved to another hall", [f"UPDATE audit_entry SET hall = 'other' WHERE {at(7)}"], 7),
    ("head digest altered", [HEAD % f"digest = '{GENESIS}'"], LENGTH + 1),
    ("head counts less", [HEAD % f"sequence = {LENGTH - 1}"], LENGTH + 1),
    ("everything deleted", ["DELETE FROM audit_entry"], 1),
]


@pytest.mark.parametrize(("statements", "first"), [row[1:] for row in TOUCHED], ids=[row[0] for row in TOUCHED])
def test_the_first_broken_entry_is_named(chain, statements, first):
    assert first_break(chain) is None
    unguarded(*statements)
    assert first_break(chain).sequence == first


def test_a_rewritten_tail_is_found_at_the_rewritten_row(chain, now):
    """Who recomputes one digest must recompute all that follow; the next link tells."""
    from yichuang.apps.audit.chain import digest_of

    forged = Entry.objects.get(hall=HALL, sequence=3)
    forged.verb = "test.forged"
    unguarded(f"UPDATE audit_entry SET verb = 'test.forged', digest = '{digest_of(forged)}' WHERE {at(3)}")
    assert first_break(chain).sequence == 4


def test_halls_have_chains_of_their_own(chain, hall, cast, now):
    unguarded(f"DELETE FROM audit_entry WHERE {at(2)}")
    assert first_break(hall.slug) is None
    assert first_break(chain).sequence == 2
    assert first_break("no-such-hall").sequence == 1, "a chain that is not there does not hold"


def test_a_trail_is_read_oldest_first(chain):
    assert [entry.sequence for entry in trail_of(HALL, "thing:1")] == [1, 3, 5, 7]


def test_entries_follow_each_other_from_genesis(chain):
    rows = list(Entry.objects.filter(hall=HALL).order_by("sequence"))
    assert [row.previous for row in rows] == [GENESIS, *(row.digest for row in rows[:-1])]
    head = ChainHead.objects.get(hall=HALL)
    assert (head.sequence, head.digest) == (LENGTH, rows[-1].digest)


APPEND_ONLY = [
    "audit_entry", "cases_stagestamp", "cases_materialmark", "tickets_event", "notices_notice",
]  # fmt: skip


STATEMENTS = ["DELETE FROM {table} WHERE id = {pk}", "UPDATE {table} SET id = id WHERE id = {pk}"]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_itself_refuses(cast, table, statement):
    cast.a_case()
    if table == "tickets_event":
        cast.a_ticket()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id), count(*) FROM {table}")
        pk, before = cursor.fetchone()
        assert before
        if "UPDATE" in statement and table == "notices_notice":
            statement = "UPDATE {table} SET number = 'x' WHERE id = {pk}"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table=table, pk=pk))
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == before
