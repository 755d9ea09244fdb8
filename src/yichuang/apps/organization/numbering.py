from collections.abc import Sequence

from django.db import connection

from yichuang.apps.audit import step
from yichuang.apps.organization.models import Hall, Numbering


@step
def next_numbers(hall: Hall, series: Sequence[str], period: str) -> dict[str, int]:
    """The next number of each series in a year or day (`period`), gap-free: rolled back with its transaction.

    One statement whatever the number of series; the names must differ.
    """
    ordered = sorted(series)  # always the same order, so that two intakes cannot wait for each other
    rows = ", ".join(["(%s, %s, %s, 1)"] * len(ordered))
    values = [value for name in ordered for value in (hall.pk, name, period)]
    table = Numbering._meta.db_table
    with connection.cursor() as cursor:
        # The table's name is the model's; every value is bound.
        cursor.execute(
            f"INSERT INTO {table} (hall_id, series, period, last) VALUES {rows} "  # noqa: S608
            f"ON CONFLICT (hall_id, series, period) DO UPDATE SET last = {table}.last + 1 RETURNING series, last",
            values,
        )
        return dict(cursor.fetchall())
