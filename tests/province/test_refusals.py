"""Facts and engines that cannot be used are refused with one line that names what is wrong."""

import builtins
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.province.hand import BOOK, QUARTER, Hand
from yichuang.province import ProvinceError, Size, assess, make_facts, write_results


@pytest.fixture
def hand(tmp_path):
    return Hand(tmp_path / "facts")


def refused(folder, told, engine="duckdb"):
    with pytest.raises(ProvinceError) as caught:
        assess(folder, QUARTER, BOOK, engine=engine)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_folder(tmp_path):
    refused(tmp_path / "nowhere", "is no folder")


def test_an_empty_folder(tmp_path):
    refused(tmp_path, "halls holds no .parquet file")


def test_a_file_that_is_no_parquet(hand):
    folder = hand.write()
    (folder / "cases" / "other.parquet").write_text("a,b\n")
    refused(folder, "cases/other.parquet is no Parquet file")


@pytest.mark.parametrize(
    ("table", "column", "kind", "told"),
    [
        ("cases", "due_at", pa.timestamp("us"), "column 'due_at' is timestamp[us], not timestamp[us, tz=UTC]"),
        ("cases", "due_at", pa.string(), "column 'due_at' is string"),
        ("findings", "times", pa.float64(), "column 'times' is double, not int32"),
        ("findings", "points", pa.float64(), "column 'points' is double, not string"),
        ("findings", "verified", pa.string(), "column 'verified' is string, not bool"),
    ],
)
def test_a_column_of_another_type(hand, table, column, kind, told):
    folder = hand.write()
    path = folder / table / "by-hand.parquet"
    columns = pq.read_table(path)
    place = columns.schema.get_field_index(column)
    pq.write_table(columns.set_column(place, column, pa.array([], type=kind)), path)
    refused(folder, told)


def test_a_missing_column(hand):
    folder = hand.write()
    path = folder / "ratings" / "by-hand.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["grade"]), path)
    refused(folder, "has no column 'grade'")


def test_a_window_nobody_listed(hand):
    hand.case("w9")
    refused(hand.write(), "cases name hall h1, window w9, which windows/ does not list")


def test_a_hall_exported_twice(hand):
    hand.write("once")
    refused(hand.write("twice"), "hall h1, window w1 is listed twice")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda hand: hand.case(outcome="lost"), "1 of its cases have an unknown outcome"),
        (lambda hand: hand.rating("excellent"), "1 of its ratings have an unknown grade"),
        (lambda hand: hand.finding("9.9"), "no rule '9.9'"),
        (lambda hand: hand.finding("3.1", verified=False), "rule 3.1 counts only when verified"),
        (lambda hand: hand.finding("3.6", points="2.9"), "rule 3.6 needs points of 3.0 to 5.0"),
        (lambda hand: hand.finding("3.6", points="4", reason=" "), "needs a reason"),
        (lambda hand: hand.finding("3.6", points="four"), "times, points or a level that is none"),
        (lambda hand: hand.finding("8.4", level="world"), "times, points or a level that is none"),
        (lambda hand: [hand.finding("1.1", times=times) for times in (3, -1)], "times, points or a level that is none"),
        (lambda hand: hand.finding("1.1", times=0), "times, points or a level that is none"),
    ],
)
def test_facts_that_do_not_fit(hand, act, told):
    act(hand)
    hand.finding("1.1", "w2")
    refused(hand.write(), told)
    refused(hand.folder, "hall h1, window w1")


def test_an_engine_nobody_has(hand):
    refused(hand.write(), "no engine 'flink'; choose from duckdb, spark", engine="flink")


def test_spark_that_is_not_installed(hand, monkeypatch):
    real = builtins.__import__

    def without(name, *more, **options):
        if name.startswith("pyspark"):
            raise ImportError(name)
        return real(name, *more, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    refused(hand.write(), "Spark is not installed; install pyspark, or use --engine duckdb", engine="spark")


def test_spark_without_java(hand, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    refused(hand.write(), "Spark needs Java 17 or newer", engine="spark")


def test_where_results_may_be_written(tmp_path):
    table = pa.table({"hall": ["h1"]})
    for name in ("sheets.csv", "deep/sheets.parquet"):
        write_results(table, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 0
    with pytest.raises(ProvinceError, match=r"neither \.parquet nor \.csv"):
        write_results(table, tmp_path / "sheets.xlsx")
    with pytest.raises(ProvinceError, match="cannot be written"):
        write_results(table, tmp_path / "sheets.csv" / "below.csv")


@pytest.mark.parametrize("size", [Size(0, 1, 1), Size(1, 0, 1), Size(1, 1, 0), Size(10_000, 1, 1)])
def test_sizes_of_no_province(tmp_path, size):
    with pytest.raises(ProvinceError, match="numbers from 1"):
        make_facts(tmp_path / "new", QUARTER, size)


def test_made_facts_go_into_an_empty_folder_only(hand):
    with pytest.raises(ProvinceError, match="no empty folder"):
        make_facts(hand.write(), QUARTER, Size(1, 1, 1))
