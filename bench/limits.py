"""Limits of the machine, measured in the same run: the bare database, the plain render, the plain loop."""

import sqlite3
import tempfile
import time
from pathlib import Path

STATEMENTS = 8


def bare_sqlite(seconds: float = 1.5) -> float:
    """Transactions a second: one counter and seven rows, WAL with synchronous FULL, one connection."""
    with tempfile.TemporaryDirectory(prefix="yichuang-bench-") as folder:
        import yichuang.config  # noqa: F401 - the same SQLite build as the product

        connection = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE counter (last INTEGER);"
            "INSERT INTO counter VALUES (0); CREATE TABLE row (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT);"
        )
        return _loop(lambda: _sqlite_one(connection), seconds)


def _sqlite_one(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE counter SET last = last + 1 RETURNING last").fetchall()
    for _ in range(STATEMENTS - 1):
        connection.execute(
            "INSERT INTO row (a, b, c, d) VALUES (?, ?, ?, ?)", ("x" * 60, "y" * 60, "z" * 60, "w" * 300)
        )
    connection.execute("COMMIT")


def bare_postgres(url: str, seconds: float = 1.5) -> float:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench_counter (last bigint)")
        connection.execute("INSERT INTO bench_counter SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM bench_counter)")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS bench_row (id bigserial PRIMARY KEY, a text, b text, c text, d text)"
        )
        rate = _loop(lambda: _postgres_one(connection), seconds)
        connection.execute("DROP TABLE bench_row; DROP TABLE bench_counter")
        return rate


def _postgres_one(connection: "object") -> None:
    with connection.transaction():
        connection.execute("UPDATE bench_counter SET last = last + 1 RETURNING last").fetchall()
        for _ in range(STATEMENTS - 1):
            connection.execute(
                "INSERT INTO bench_row (a, b, c, d) VALUES (%s, %s, %s, %s)", ("x" * 60, "y" * 60, "z" * 60, "w" * 300)
            )


def _loop(act: "object", seconds: float) -> float:
    for _ in range(20):
        act()
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        act()
        count += 1
    return count / (time.perf_counter() - began)
