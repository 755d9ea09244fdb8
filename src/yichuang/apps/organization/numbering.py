import re
import secrets
from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model

from yichuang.apps.audit import step
from yichuang.apps.audit.rows import next_key
from yichuang.apps.organization.models import Hall, Numbering

# What nobody can have typed, so that a blank is never found in what somebody wrote.
_SIGN = secrets.token_hex(8)
_BLANK = re.compile(rf"{_SIGN}<([^>]*)>(\d)")


def blank(series: str, digits: int = 1) -> str:
    """Stands in a text for the next number of a series until it is drawn; `digits` as in a form with leading zeros."""
    return f"{_SIGN}<{series}>{digits}"


def filled(text: str, drawn: Mapping[str, int]) -> str:
    """A text with its blanks filled in. KeyError when the number of one was not drawn."""
    return _BLANK.sub(lambda found: f"{drawn[found[1]]:0{found[2]}d}", text)


@step
def next_numbers(hall: Hall, series: Sequence[str], period: str, keyless: Sequence[Model] = ()) -> dict[str, int]:
    """The next number of each series in a year or day (`period`), gap-free: rolled back with its transaction.

    One statement whatever the number of series; the names must differ. New rows (`keyless`) get their keys by it.
    """
    ordered = sorted(series)  # always the same order, so that two intakes cannot wait for each other
    rows = ", ".join(["(%s, %s, %s, 1)"] * len(ordered))
    values = [value for name in ordered for value in (hall.pk, name, period)]
    table = Numbering._meta.db_table
    keys = "".join(f", CASE series WHEN %s THEN {next_key(type(row))} END" for row in keyless)
    with connection.cursor() as cursor:
        # The table's name is the model's; every value is bound.
        cursor.execute(
            f"INSERT INTO {table} (hall_id, series, period, last) VALUES {rows} "  # noqa: S608
            "ON CONFLICT (hall_id, series, period) DO UPDATE "
            f"SET last = {table}.last + 1 RETURNING series, last{keys}",
            [*values, *(ordered[0] for _ in keyless)],
        )
        drawn = {name: (last, keyed) for name, last, *keyed in cursor.fetchall()}
    for row, key in zip(keyless, drawn[ordered[0]][1], strict=True):
        row.pk = key
    return {name: last for name, (last, _) in drawn.items()}
