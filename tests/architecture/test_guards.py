"""The guards of append-only tables stand in the database as it is migrated, not only in the migration that set them."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from yichuang.apps.audit.immutable import AppendOnly, Lifted


def guarded(act="update"):
    """The guards that stand after the last migration of every app: of a table, and of further columns of one."""
    loader, tables = MigrationLoader(None, ignore_no_migrations=True), {}
    for key in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(key):
            for operation in loader.get_migration(*node).operations:
                if isinstance(operation, AppendOnly) and (act == "update" or not operation.also):
                    tables[operation.guard] = not isinstance(operation, Lifted)
    return sorted(table for table, stands in tables.items() if stands)


def triggers():
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["update", "delete"])
def test_every_guard_stands(act):
    assert len(guarded(act)) > 20
    assert [table for table in guarded(act) if f"{table}_no_{act}" not in triggers()] == []
