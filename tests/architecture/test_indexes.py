"""Tables that every hour of the hall writes to keep no index that another one already begins with."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState
from django.db.models import PROTECT, ForeignKey

from yichuang.apps.audit.unindexed import Unindexed

HOT = (
    "audit_entry", "audit_submission", "cases_applicant", "cases_case", "cases_materialmark",
    "cases_stagestamp", "notices_notice", "organization_numbering", "tickets_event", "tickets_ticket",
)  # fmt: skip


def indexes(table):
    """By name the columns of every index of a table, and whether it holds every row."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        partial = set()
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s AND sql LIKE '%% WHERE %%'", [table])
            partial = {name for (name,) in cursor.fetchall()}
    return {name: (one["columns"], name not in partial) for name, one in found.items() if one["index"] or one["unique"]}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps a second index for texts by their letters")
@pytest.mark.parametrize("table", HOT)
def test_no_index_is_the_beginning_of_another(table):
    found = indexes(table)
    assert found
    for name, (columns, _) in found.items():
        longer = [other for other, (more, whole) in found.items()
                  if other != name and whole and more[: len(columns)] == columns]  # fmt: skip
        unique = name.startswith("sqlite_autoindex") or "once" in name or "one_" in name
        assert not longer or unique, f"{name} is the beginning of {longer}"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere this is Django's own AlterField")
def test_an_index_is_taken_off_without_touching_the_rows_and_put_back():
    field = ForeignKey("cases.case", on_delete=PROTECT, related_name="send_backs", db_index=False)
    table, column = "cases_sendback", "case_id"
    taken_off = Unindexed("sendback", "case", field)
    before = ProjectState.from_apps(apps)
    after = before.clone()
    taken_off.state_forwards("cases", after)
    plain = lambda: [name for name, (columns, _) in indexes(table).items() if columns == [column]]  # noqa: E731
    one = plain()
    assert len(one) == 1
    editor = connection.schema_editor()  # not entered: it would want no transaction around it, and it alters no table
    editor.deferred_sql = []
    taken_off.database_forwards("cases", editor, before, after)
    assert plain() == []
    taken_off.database_backwards("cases", editor, after, before)
    assert plain() == one
