"""Indexes taken off where another one already begins with their column, or where few rows need one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class Unindexed(migrations.AlterField):
    """AlterField to a column that has lost its index and nothing else.

    SQLite would rebuild the table for it, and a table of a million cases for nothing; here only the index goes.
    """

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        """Drops the plain index of the column; whatever indexes a model names itself stay."""
        if editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        named = [one.name for one in (*model._meta.indexes, *model._meta.constraints)]
        for index in editor._constraint_names(model, [column], unique=False, index=True, exclude=named):
            editor.execute(editor._delete_index_sql(model, index))

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        """Makes the index again."""
        if editor.connection.vendor != "sqlite":
            super().database_backwards(app_label, editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        editor.execute(editor._create_index_sql(model, fields=[model._meta.get_field(self.name)]))
