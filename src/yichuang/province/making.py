"""Makes the facts of a whole province that does not exist: the same bytes of figures on every machine.

Every figure comes from the number of its case by whole-number arithmetic, so that no chance and no version of an engine
changes it. Windows differ in how often they are late and how they are rated; some have no cases at all; some facts are
found under two rules.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import duckdb

from yichuang.core.assessment import Quarter
from yichuang.core.worktime import SHANGHAI
from yichuang.province.errors import ProvinceError
from yichuang.province.schema import TABLES

HALLS_A_FILE = 50
MOST_HALLS = 9_999


@dataclass(frozen=True)
class Size:
    """How large the province is."""

    halls: int = 1_200
    windows: int = 10
    cases: int = 25_000_000

    @property
    def of_a_window(self) -> int:
        return max(1, self.cases // (self.halls * self.windows))


def make_facts(folder: Path, quarter: Quarter, size: Size, *, threads: int = 2) -> None:
    """Write halls, windows, cases, ratings and findings of a quarter, so many halls a file.

    ProvinceError when a size is none or the folder holds something: two provinces in one folder would be one.
    """
    if min(size.halls, size.windows, size.cases) < 1 or size.halls > MOST_HALLS:
        raise ProvinceError(f"halls, windows and cases are numbers from 1, halls up to {MOST_HALLS}; correct them")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProvinceError(f"{folder} is no empty folder; name another")
    for table in TABLES:
        (folder / table).mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": threads, "memory_limit": "2GB"}) as database:
        for macro in _MACROS:
            database.execute(macro)
        for first in range(0, size.halls, HALLS_A_FILE):
            last = min(first + HALLS_A_FILE, size.halls)
            for table, query in _queries(quarter, size, first, last).items():
                path = str(folder / table / f"made-{first:04}.parquet").replace("'", "''")
                database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


# A number that looks drawn, below `most`, from number n and purpose k.
_MACROS = (
    "CREATE MACRO stir(x) AS xor(x, x // 32768) * 2246822519 % 4294967296",
    "CREATE MACRO draw(n, k, most) AS"
    " (stir(stir((n + k * 7919)::UBIGINT * 2654435761 % 4294967296)) // 16 % most)::BIGINT",
    "CREATE MACRO hall_name(h) AS 'h' || lpad(h::VARCHAR, 4, '0')",
    "CREATE MACRO window_name(w) AS 'w' || lpad(w::VARCHAR, 2, '0')",
)


def _queries(quarter: Quarter, size: Size, first: int, last: int) -> dict[str, str]:
    """The tables of the halls from first up to last."""
    begin, end = (datetime.combine(day, time(), SHANGHAI) for day in (quarter.first, quarter.following))
    numbers = f"range({first * size.windows}, {last * size.windows}) AS numbered(g)"
    windows = f'SELECT g, hall_name(g // {size.windows}) AS hall, window_name(g % {size.windows} + 1) AS "window"'
    places = f"{windows} FROM {numbers}"
    cases = _cases(places, size, begin.astimezone(UTC), int((end - begin).total_seconds()))
    return {
        "halls": f"SELECT hall_name(h) AS hall, '样例大厅' || h AS name FROM range({first}, {last}) AS numbered(h)",
        "windows": f"SELECT hall, \"window\", '样例窗口' || (g % {size.windows} + 1) AS name FROM ({places})",
        "cases": f"SELECT * EXCLUDE (n, g, late) FROM ({cases})",
        "ratings": _ratings(cases),
        "findings": " UNION ALL ".join((_late(cases), _false(cases), _others(places, begin.astimezone(UTC)))),
    }


def _cases(places: str, size: Size, begin: datetime, seconds: int) -> str:
    """Cases due from a week before the quarter to a week after it; every 97th window has none."""
    days, week = seconds // 86_400, 604_800
    numbered = (
        f"SELECT *, g * {size.of_a_window} + i AS n FROM ({places}), range({size.of_a_window}) AS within(i)"
        " WHERE g % 97 <> 96"
    )
    drawn = (
        f"SELECT *, TIMESTAMPTZ '{begin.isoformat()}'"
        f" + to_seconds(draw(n, 1, {seconds + 2 * week}) - {week}) AS due_at,"
        " draw(n, 2, 10000) AS fate, draw(n, 3, 10000) < draw(g, 4, 300) AS late, draw(n, 5, 1000) AS pace"
        f" FROM ({numbered})"
    )
    timed = (
        f"SELECT *, due_at - to_hours(24 + draw(n, 6, {days * 4})) AS accepted_at,"
        " CASE WHEN late AND pace < 100 THEN NULL WHEN late THEN due_at + to_seconds(1 + pace * 700)"
        " ELSE due_at - to_seconds(pace * 80) END AS ended_at"
        f" FROM ({drawn})"
    )
    return (
        'SELECT n, g, late, hall, "window", \'c\' || n AS "case",'
        " CASE WHEN fate % 10 < 6 THEN 'promised' WHEN fate % 10 < 9 THEN 'instant' ELSE 'forwarded' END AS kind,"
        " accepted_at - to_minutes(pace % 30) AS received_at, accepted_at, due_at, ended_at,"
        " CASE WHEN ended_at IS NULL THEN NULL WHEN fate < 9650 THEN 'completed' WHEN fate < 9850 THEN 'refused'"
        " WHEN fate < 9950 THEN 'withdrawn' WHEN fate < 9998 THEN 'returned' ELSE 'false_completion' END AS outcome"
        f" FROM ({timed})"
    )


def _ratings(cases: str) -> str:
    """A rating for a fifth of what has ended, the better the window the better."""
    return (
        'SELECT hall, "window", "case", CASE WHEN mark < 600 THEN \'good\' WHEN mark < 880 + draw(g, 8, 100)'
        " THEN 'fairly_good' WHEN mark < 985 THEN 'fair' ELSE 'poor' END AS grade,"
        " ended_at + to_minutes(5) AS rated_at"
        f" FROM (SELECT *, draw(n, 9, 1000) AS mark FROM ({cases}) WHERE n % 5 = 0 AND ended_at IS NOT NULL)"
    )


_COLUMNS = (
    "hall, \"window\", '{rule}' AS rule, {times} AS times, {points} AS points, {fact} AS fact, true AS verified,"
    " {level} AS level, '样例' AS reason, {at} AS found_at"
)
_PLAIN = {"times": "1::INTEGER", "points": "NULL::VARCHAR", "level": "NULL::VARCHAR", "fact": "'case:' || n"}


def _late(cases: str) -> str:
    """What is past its due time is a finding of 5.2, and so is a false completion, which C-08 scores by 5.3."""
    columns = _COLUMNS.format_map(_PLAIN | {"rule": "5.2", "at": "due_at"})
    return f"SELECT {columns} FROM ({cases}) WHERE late OR outcome = 'false_completion'"


def _false(cases: str) -> str:
    columns = _COLUMNS.format_map(_PLAIN | {"rule": "5.3", "at": "ended_at + to_days(1)"})
    return f"SELECT {columns} FROM ({cases}) WHERE outcome = 'false_completion'"


def _others(places: str, begin: datetime) -> str:
    """A few findings of the other sections for each window, two of them on one fact."""
    day = f"TIMESTAMPTZ '{begin.isoformat()}' + to_days(draw(g, {{k}}, 88))"
    made = []
    for k, (rule, most, points, level) in enumerate(_RULES, start=20):
        given = f"(({points[0]} + draw(g, {k + 100}, {points[1] - points[0] + 1})) / 100)::DECIMAL(4, 2)::VARCHAR"
        columns = _COLUMNS.format(
            rule=rule,
            times=f"(1 + draw(g, {k}, {most}))::INTEGER",
            points=given if points[1] else "NULL::VARCHAR",
            fact="'shared:' || g" if rule in ("2.3", "3.2") else f"'{rule}:' || g",
            level=f"'{level}'" if level else "NULL::VARCHAR",
            at=day.format(k=k + 200),
        )
        made.append(f"SELECT {columns} FROM ({places}) WHERE draw(g, {k + 300}, 4) = 0")
    return " UNION ALL ".join(made)


# Rule, times at most, points in hundredths from and to, level.
_RULES: tuple[tuple[str, int, tuple[int, int], str], ...] = (
    ("1.1", 2, (0, 0), ""), ("1.2a", 3, (0, 0), ""), ("1.2b", 2, (0, 0), ""), ("1.3", 2, (0, 0), ""),
    ("2.2", 3, (0, 0), ""), ("2.3", 1, (0, 0), ""), ("3.2", 1, (0, 0), ""), ("3.6", 1, (300, 500), ""),
    ("4.2", 4, (0, 0), ""), ("6.2", 2, (0, 0), ""), ("7.1", 7, (0, 0), ""), ("8.2a+", 9, (30, 100), ""),
    ("8.2a-", 9, (30, 100), ""), ("8.3", 1, (0, 0), ""), ("8.4", 1, (0, 0), "city"), ("8.5", 1, (0, 0), ""),
)  # fmt: skip
