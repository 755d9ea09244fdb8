"""Plain inserts for the hot commands: the statement is put together once per model, values are bound each time.

The mapper's own `create` takes two to three times as long as the database itself for a row of twenty columns, and an
intake writes seven rows while a queue waits.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model

M = TypeVar("M", bound=Model)
# What a key's column can hold; a larger number names no row.
LARGEST = 2**63 - 1


@cache
def _columns(model: type[Model]) -> tuple[tuple[Field, ...], str, str]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    names = ", ".join(field.column for field in fields)
    head = f"INSERT INTO {model._meta.db_table} ({names}) VALUES "  # noqa: S608 - names of our own models
    return fields, head, f"({', '.join(['%s'] * len(fields))})"


def _values(row: Model, fields: Sequence[Field]) -> list[Any]:
    # The connection itself: asked of the proxy, every column would look it up again.
    real = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(getattr(row, field.attname), real) for field in fields]


def insert(rows: Sequence[M]) -> list[M]:
    """Inserts new rows of one model in one statement and gives each its key; constraints hold as ever."""
    if not rows:
        return []
    fields, head, marks = _columns(type(rows[0]))
    values = [value for row in rows for value in _values(row, fields)]
    key = rows[0]._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{', '.join([marks] * len(rows))} RETURNING {key}", values)
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
            row._state.adding, row._state.db = False, connection.alias
    return list(rows)


def insert_unless_there(row: Model) -> bool:
    """Inserts a row unless a unique constraint already has it; tells whether it did."""
    fields, head, marks = _columns(type(row))
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{marks} ON CONFLICT DO NOTHING", _values(row, fields))
        return cursor.rowcount == 1


@cache
def _selection(model: type[Model], names: tuple[str, ...]) -> str:
    where = " AND ".join(f"{model._meta.get_field(name).column} = %s" for name in names)
    return f"SELECT * FROM {model._meta.db_table} WHERE {where}"  # noqa: S608 - names of our own models


def fetch(model: type[M], **equal: Any) -> M | None:
    """The one row whose columns equal what is given, or None; the statement is put together once."""
    if any(isinstance(value, int) and abs(value) > LARGEST for value in equal.values()):
        return None
    for row in model.objects.raw(_selection(model, tuple(equal)), list(equal.values())):
        return row
    return None
