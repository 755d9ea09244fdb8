"""Tables whose rows are never changed or removed: the database itself refuses, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AppendOnly(migrations.operations.base.Operation):
    """Forbids DELETE on `table`, and UPDATE of its columns (only of `columns`, when given; only of rows that fit
    `when`, an SQL condition on OLD, such as those no longer a draft).

    `also` names a second guard on a table that has one: of other columns, or of them from another state on.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, columns: tuple[str, ...] = (), when: str = "", also: str = "") -> None:
        self.table, self.columns, self.when = table, columns, when
        self.also = also
        self.guard = f"{table}_{also}" if also else table

    def state_forwards(self, app_label: str, state: object) -> None:
        """Rows are guarded, the shape of the table is not changed."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        for statement in self._statements(editor.connection.vendor):
            editor.execute(statement)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        sqlite = editor.connection.vendor == "sqlite"
        on = "" if sqlite else f" ON {self.table}"
        acts = ("update",) if self.also else ("update", "delete") if sqlite else ("update", "delete", "truncate")
        for act in acts:
            editor.execute(f"DROP TRIGGER {self.guard}_no_{act}{on}")

    def describe(self) -> str:
        return f"Refuse changes to rows of {self.table}"

    def _statements(self, vendor: str) -> list[str]:
        of = f" OF {', '.join(self.columns)}" if self.columns else ""
        when = f"WHEN ({self.when}) " if self.when else ""
        acts = ((f"UPDATE{of}", when), *(() if self.also else (("DELETE", ""),)))
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.guard}_no_{act.split()[0].lower()} BEFORE {act} ON {self.table} {only}"
                f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
                for act, only in acts
            ]
        function = f"{self.table}_is_append_only"
        made = [
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger AS $$ BEGIN "
            f"RAISE EXCEPTION '{self.table} is append-only'; END $$ LANGUAGE plpgsql",
            *(
                f"CREATE TRIGGER {self.guard}_no_{act.split()[0].lower()} BEFORE {act} ON {self.table} "
                f"FOR EACH ROW {only}EXECUTE FUNCTION {function}()"
                for act, only in acts
            ),
        ]
        if not self.also:
            made.append(
                f"CREATE TRIGGER {self.table}_no_truncate BEFORE TRUNCATE ON {self.table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )
        return made


class Lifted(AppendOnly):
    """Takes the guard off a table that a migration is about to rebuild; AppendOnly puts it on again afterwards.

    SQLite rebuilds a table to alter a column, and a rebuilt table has lost its triggers.
    """

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        super().database_backwards(app_label, editor, to_state, from_state)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        super().database_forwards(app_label, editor, to_state, from_state)

    def describe(self) -> str:
        return f"Allow changes to rows of {self.table}, to rebuild it"
