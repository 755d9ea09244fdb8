"""DuckDB, Spark and a plain loop over the rows give the same sheets of a small province."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.province.hand import BOOK, QUARTER, slowly, told
from yichuang.core.assessment import Quarter
from yichuang.province import Size, assess, make_facts

SIZE = Size(halls=40, windows=8, cases=16_000)


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    folder = tmp_path_factory.mktemp("province") / "facts"
    make_facts(folder, QUARTER, SIZE)
    return folder


@pytest.fixture(scope="module")
def by_duckdb(province):
    return assess(province, QUARTER, BOOK, engine="duckdb")


def test_the_small_province_holds_what_it_should(province, by_duckdb):
    table, summary = by_duckdb
    rows = table.to_pylist()
    assert summary.windows == len(rows) == 320
    assert 0 < summary.without_data < 20, "windows without data"
    assert 0 < summary.passed < 320
    assert len({row["total"] for row in rows}) < 320, "ties"
    assert any(row["section_5"] == "0.0" for row in rows), "a base used up"
    assert any(row["added"] >= "5.0" for row in rows), "praise beyond its cap"
    findings = pq.read_table(province / "findings").to_pylist()
    facts = {(row["hall"], row["window"], row["fact"], row["rule"]) for row in findings}
    assert any((*place, "2.3") in facts and (*place, "3.2") in facts for *place, _ in facts), "a fact under two rules"
    assert any((*place, "5.2") in facts and (*place, "5.3") in facts for *place, _ in facts)


def test_duckdb_says_what_a_plain_loop_says(province, by_duckdb):
    assert told(by_duckdb[0]) == slowly(province)


@pytest.mark.parametrize("readings", [{"score.step": "prorata", "score.dedupe": False}, {"rate.basis": "closed"}])
def test_under_other_readings_too(province, readings):
    chosen = BOOK.readings.but(readings)
    table, _ = assess(province, QUARTER, BOOK, engine="duckdb", readings=chosen)
    assert told(table) == slowly(province, readings=chosen)


def test_spark_says_the_same_to_the_last_byte(province, by_duckdb, monkeypatch):
    # A machine that starts fast rather than runs long.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    monkeypatch.setenv("SPARK_CONF_DIR", str(Path(__file__).with_name("spark")))
    table, summary = assess(province, QUARTER, BOOK, engine="spark", master="local[2]")
    assert table.equals(by_duckdb[0])
    assert summary == by_duckdb[1]


def test_scoring_twice_gives_the_same(province, by_duckdb):
    assert assess(province, QUARTER, BOOK, engine="duckdb")[0].equals(by_duckdb[0])


def test_making_twice_gives_the_same_rows(province, tmp_path):
    make_facts(tmp_path / "again", QUARTER, SIZE, threads=1)
    for table in ("halls", "windows", "cases", "ratings", "findings"):
        first, again = (pq.read_table(folder / table).to_pylist() for folder in (province, tmp_path / "again"))
        assert sorted(map(str, first)) == sorted(map(str, again))


def test_another_quarter_finds_other_facts(province):
    table, summary = assess(province, Quarter.parse("2026-Q3"), BOOK, engine="duckdb")
    assert (summary.without_data, summary.findings) == (320, 0)
    assert set(table["total"].to_pylist()) == {"100.0"}
