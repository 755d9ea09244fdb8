"""Plain inserts for the hot commands: the statement is put together once per model, values are bound each time.

The mapper's own `create` takes two to three times as long as the database itself for a row of twenty columns, and an
intake writes seven rows while a queue waits.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Field, ForeignKey, IntegerField, Model, TextField
from django.utils.functional import Promise

M = TypeVar("M", bound=Model)
# Attribute, field, and the types of values the column takes as they are.
Columns = Sequence[tuple[str, Field, frozenset[type]]]
# Groups of new rows, each of one model; and plain statements with what is bound in them.
Left = tuple[Sequence[Sequence[Model]], Sequence[tuple[str, list[Any]]]]
# A statement, what is bound in it, and the rows whose keys it returns.
_Insert = tuple[str, list[Any], Sequence[Model]]
# What a key's column can hold; a larger number names no row.
LARGEST = 2**63 - 1


@cache
def _columns(model: type[Model], *, keyed: bool = False) -> tuple[Columns, str, str]:
    fields = tuple(field for field in model._meta.concrete_fields if keyed or not field.primary_key)
    names = ", ".join(field.column for field in fields)
    head = f"INSERT INTO {model._meta.db_table} ({names}) VALUES "  # noqa: S608 - names of our own models
    taken = tuple((field.attname, field, _as_they_are(field)) for field in fields)
    return taken, head, f"({', '.join(['%s'] * len(fields))})"


def _as_they_are(field: Field) -> frozenset[type]:
    """The types of values a column takes unprepared: most of a row is texts, keys and nothing."""
    if isinstance(field, CharField | TextField):
        return frozenset({str, type(None)})
    target = field.target_field if isinstance(field, ForeignKey) else field
    # PostgreSQL is told how wide each number is, so that a statement stays the one it has planned.
    number = isinstance(target, IntegerField) and real().vendor == "sqlite"
    return frozenset({int, type(None)} if number else ())


def real() -> BaseDatabaseWrapper:
    """This thread's connection itself: `django.db.connection` stands for it and looks it up again at every word."""
    return connections[DEFAULT_DB_ALIAS]


def locked(how: str) -> str:
    """The clause that locks what a plain statement reads, `how` as PostgreSQL says it; SQLite lets one writer in."""
    return f" FOR {how}" if real().features.has_select_for_update else ""


def _values(row: Model, columns: Columns, database: BaseDatabaseWrapper) -> list[Any]:
    found = []
    for name, field, taken in columns:
        value = getattr(row, name)
        found.append(value if type(value) in taken else field.get_db_prep_save(value, database))
    return found


def insert(rows: Sequence[M]) -> list[M]:
    """Inserts new rows of one model in one statement and gives each its key; constraints hold as ever."""
    write([rows])
    return list(rows)


def write(groups: Sequence[Sequence[Model]], *plain: tuple[str, list[Any]]) -> None:
    """Inserts new rows of several models, gives each its key unless it has one, and runs plain statements.

    A row names another of these only by a key it had before (`next_key`).
    On PostgreSQL all is one statement, so that the way to the server and back is made once.
    """
    database = real()
    inserting = _populating if database.vendor == "postgresql" else _inserting
    inserts = [inserting(rows, database) for rows in groups if rows]
    wanted = [*inserts, *((statement, values, ()) for statement, values in plain)]
    if len(wanted) > 1 and database.vendor == "postgresql":
        wanted = [_as_one(inserts, plain)]
    with database.cursor() as cursor:
        for statement, values, rows in wanted:
            cursor.execute(statement, values)
            for row, (pk,) in zip(rows, cursor.fetchall() if rows else (), strict=True):
                row.pk = pk
                row._state.adding, row._state.db = False, database.alias


def _inserting(rows: Sequence[Model], database: BaseDatabaseWrapper) -> _Insert:
    columns, head, marks = _columns(type(rows[0]), keyed=rows[0].pk is not None)
    statement = f"{head}{', '.join([marks] * len(rows))} RETURNING {rows[0]._meta.pk.column} AS pk"
    return statement, [value for row in rows for value in _values(row, columns, database)], rows


def _populating(rows: Sequence[Model], database: BaseDatabaseWrapper) -> _Insert:
    """The rows as one JSON value: the statement is the same for any number of them, so driver and server know it.

    A column of JSON must hold an object or a list: JSON's null would arrive as no value at all.
    """
    columns, statement = _populated(type(rows[0]), keyed=rows[0].pk is not None)
    told = [{column: getattr(row, name) for name, column in columns} for row in rows]
    return statement, [json.dumps(told, ensure_ascii=False, default=_told)], rows


@cache
def _populated(model: type[Model], *, keyed: bool) -> tuple[Sequence[tuple[str, str]], str]:
    columns = [(name, field.column) for name, field, _ in _columns(model, keyed=keyed)[0]]
    names, table = ", ".join(column for _, column in columns), model._meta.db_table
    rows = f"json_populate_recordset(NULL::{table}, %s)"
    returned = f"RETURNING {model._meta.pk.column} AS pk"
    statement = f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows} {returned}"  # noqa: S608 - our own names
    return columns, statement


def _told(value: object) -> str:
    """What JSON has no words for, as the database reads it; a moment keeps its microseconds and its zone."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise TypeError("a moment without a zone says nothing")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} goes into no column")


def _as_one(inserts: Sequence[_Insert], plain: Sequence[tuple[str, list[Any]]]) -> _Insert:
    parts = [*(statement for statement, _, _ in inserts), *(statement for statement, _ in plain)]
    named = ", ".join(f"part{place} AS ({one})" for place, one in enumerate(parts))
    keys = " UNION ALL ".join(f"SELECT pk FROM part{place}" for place in range(len(inserts)))  # noqa: S608
    bound = [*(values for _, values, _ in inserts), *(values for _, values in plain)]
    rows = [row for _, _, own in inserts for row in own]
    return f"WITH {named} {keys or 'SELECT 1'}", [value for values in bound for value in values], rows


def insert_unless_there(row: Model) -> bool:
    """Inserts a row unless a unique constraint already has it; tells whether it did."""
    database = real()
    columns, head, marks = _columns(type(row))
    with database.cursor() as cursor:
        cursor.execute(f"{head}{marks} ON CONFLICT DO NOTHING", _values(row, columns, database))
        return cursor.rowcount == 1


def next_key(model: type[Model]) -> str:
    """An expression for the key of the model's next row: who names a row before it is written draws its key so.

    On SQLite only inside a write transaction, where nobody else draws.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    if real().vendor == "postgresql":
        return f"nextval(pg_get_serial_sequence('{table}', '{key}'))"
    return f"(SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = '{table}')"  # noqa: S608


@cache
def _reading(model: type[Model]) -> tuple[str, list[str], list[tuple[int, list[Any], Any]]]:
    """The columns of a model under its table's name, their attributes, and by place what makes values of them."""
    # Kept for every thread: of the connection they come from, converters ask only the time zone, one for the house.
    database, fields, table = real(), model._meta.concrete_fields, model._meta.db_table
    made = []
    for place, field in enumerate(fields):
        column = field.get_col(table)
        converters = [*database.ops.get_db_converters(column), *column.get_db_converters(database)]
        made += [(place, converters, column)] if converters else []
    return ", ".join(f"{table}.{field.column}" for field in fields), [field.attname for field in fields], made


def read(model: type[M], tail: str, values: Sequence[Any], *more: str) -> list[tuple[M, tuple[Any, ...]]]:
    """The rows a plain statement finds, each with the further columns asked for; `tail` is what follows FROM <table>.

    The mapper's `raw` looks up columns and converters anew each time, which takes longer than the database does.
    """
    columns, names, made = _reading(model)
    asked = ", ".join([columns, *more])
    database, result = real(), []
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {asked} FROM {model._meta.db_table} {tail}", values)  # noqa: S608 - our own words
        found = cursor.fetchall()
    for row in found:
        own = list(row[: len(names)])
        for place, converters, column in made:
            for convert in converters:
                own[place] = convert(own[place], column, database)
        result.append((model.from_db(database.alias, names, own), row[len(names) :]))
    return result


@cache
def _where(model: type[Model], names: tuple[str, ...]) -> str:
    return "WHERE " + " AND ".join(f"{model._meta.get_field(name).column} = %s" for name in names)


def fetch(model: type[M], **equal: Any) -> M | None:
    """The one row whose columns equal what is given, or None; the statement is put together once."""
    if any(isinstance(value, int) and abs(value) > LARGEST for value in equal.values()):
        return None
    found = read(model, _where(model, tuple(equal)), list(equal.values()))
    return found[0][0] if found else None
