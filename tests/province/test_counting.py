"""What counts for which quarter and which window, at the limit; on DuckDB, against the slow scorer."""

import pytest

from tests.province.hand import BOOK, QUARTER, Hand, slowly, told
from yichuang.province import assess


@pytest.fixture
def hand(tmp_path):
    return Hand(tmp_path / "facts")


def scored(hand, **readings):
    folder, chosen = hand.write(), BOOK.readings.but(readings)
    table, summary = assess(folder, QUARTER, BOOK, engine="duckdb", readings=chosen)
    assert told(table) == slowly(folder, readings=chosen)
    return {row["window"]: row for row in table.to_pylist()}, summary


def test_windows_without_anything_keep_full_marks_and_are_told(hand):
    rows, summary = scored(hand)
    assert [(row["total"], row["passed"]) for row in rows.values()] == [("100.0", True)] * 2
    assert (summary.windows, summary.passed, summary.without_data, summary.findings) == (2, 2, 2, 0)


@pytest.mark.parametrize(
    ("due", "counts"),
    [
        ("2025-12-31 23:59:59.999999", False),  # Wednesday
        ("2026-01-01 00:00:00", True),  # Thursday
        ("2026-03-31 23:59:59.999999", True),  # Tuesday
        ("2026-04-01 00:00:00", False),  # Wednesday
    ],
)
def test_a_case_counts_in_the_quarter_its_due_time_lies_in(hand, due, counts):
    hand.case(due=due, ended="2025-12-30 09:00:00")
    assert scored(hand)[0]["w1"]["on_time_of"] == int(counts)


@pytest.mark.parametrize(
    ("ended", "on_time"),
    [("2026-02-02 16:59:59", 1), ("2026-02-02 17:00:00", 1), ("2026-02-02 17:00:00.000001", 0), (None, 0)],
)
def test_on_time_is_up_to_the_due_time_itself(hand, ended, on_time):
    hand.case(ended=ended)
    row = scored(hand)[0]["w1"]
    assert (row["on_time"], row["on_time_of"]) == (on_time, 1)
    assert row["section_6"] == ("15.0" if on_time else "0.0")


@pytest.mark.parametrize(
    ("more", "share"),
    [
        ({"outcome": "completed"}, (1, 1)),
        ({"outcome": "refused"}, (1, 1)),
        ({"outcome": "withdrawn"}, (0, 0)),
        ({"outcome": "returned"}, (0, 0)),
        ({"outcome": "false_completion"}, (0, 1)),
        ({"kind": "instant"}, (1, 1)),
    ],
)
def test_which_cases_are_asked(hand, more, share):
    hand.case(**more)
    row = scored(hand)[0]["w1"]
    assert (row["on_time"], row["on_time_of"]) == share


def test_consultations_are_not_asked(hand):
    hand.case(kind="consultation")
    table, _ = assess(hand.write(), QUARTER, BOOK, engine="duckdb")
    assert table["on_time_of"].to_pylist() == [0, 0]


def test_the_other_reading_asks_for_cases_closed_in_the_quarter(hand):
    hand.case(due="2026-04-10 17:00:00", ended="2026-03-31 23:59:59")
    hand.case(due="2026-03-10 17:00:00", ended="2026-04-01 00:00:00")
    hand.case(due="2026-03-10 17:00:00", ended=None)
    assert scored(hand)[0]["w1"]["on_time_of"] == 2
    assert scored(hand, **{"rate.basis": "closed"})[0]["w1"]["on_time_of"] == 1


def test_ratings_of_the_quarter(hand):
    for grade in ("good", "fairly_good", "fair", "poor"):
        hand.rating(grade)
    hand.rating("poor", at="2025-12-31 23:59:59.999999")
    hand.rating("poor", at="2026-04-01 00:00:00")
    hand.rating("poor", "w2")
    rows, _ = scored(hand)
    assert [(row["satisfied"], row["satisfied_of"], row["deducted"]) for row in rows.values()] == [
        (2, 4, "8.0"), (0, 1, "10.0")
    ]  # fmt: skip
    assert scored(hand, **{"rating.min_sample": 2})[0]["w2"]["deducted"] == "0.0"


def test_the_date_of_finding_decides_the_quarter(hand):
    for at in ("2025-12-31 23:59:59.999999", "2026-01-01 00:00:00", "2026-03-31 23:59:59", "2026-04-01 00:00:00"):
        hand.finding("1.1", at=at)
    row = scored(hand)[0]["w1"]
    assert (row["findings"], row["computed_1"]) == (2, "2.0")


def test_findings_on_one_fact_are_left_to_the_core(hand):
    hand.finding("2.3", fact="case:1")
    hand.finding("3.2", fact="case:1")
    hand.finding("2.3", "w2", fact="case:1")
    hand.finding("8.4", fact="report", level="county")
    hand.finding("8.4", fact="report", level="province")
    hand.finding("8.5", fact="same cut")
    hand.finding("8.5", fact="same cut")
    rows, _ = scored(hand)
    assert [row["total"] for row in rows.values()] == ["104.0", "99.5"]
    assert [row["total"] for row in scored(hand, **{"score.dedupe": False})[0].values()] == ["103.5", "99.5"]


def test_findings_without_a_fact_are_facts_of_their_own(hand):
    for _ in range(3):
        hand.finding("2.1", fact="")
    assert scored(hand)[0]["w1"]["computed_2"] == "3.0"


def test_points_at_discretion_caps_and_ties(hand):
    for window in ("w1", "w2"):
        for points in ("0.3", "0.95", "1", "1", "1", "1"):
            hand.finding("8.2a+", window, points=points)
        hand.finding("8.2a-", window, points="0.55", times=2)
        hand.finding("7.1", window, times=9)
    rows, summary = scored(hand)
    assert [(row["added"], row["deducted"], row["section_7"]) for row in rows.values()] == [("5.0", "1.1", "0.0")] * 2
    assert (summary.lowest, summary.median, summary.highest) == ("98.9", "98.9", "98.9")
    assert scored(hand, **{"feedback.cap_mode": "net"})[0]["w1"]["total"] == "99.15"


def test_facts_of_several_halls_lie_side_by_side(hand, tmp_path):
    hand.case(ended=None)
    hand.write("first")
    other = Hand(tmp_path / "facts", windows=())
    other.rows["halls"] = [{"hall": "h2", "name": "样例大厅"}]
    other.window("w1", hall="h2")
    other.case(hall="h2")
    other.write("second")
    table, summary = assess(tmp_path / "facts", QUARTER, BOOK, engine="duckdb")
    assert told(table) == slowly(tmp_path / "facts")
    assert [(row["hall"], row["window"], row["on_time"]) for row in table.to_pylist()] == [
        ("h1", "w1", 0), ("h1", "w2", 0), ("h2", "w1", 1)
    ]  # fmt: skip
    assert summary.without_data == 3
