"""Facts written by hand, and a slow scorer that reads them without any engine."""

from datetime import datetime
from fractions import Fraction
from itertools import count

import pyarrow.parquet as pq

from yichuang.core.assessment import Finding, Level, Measures, Quarter, Share, figure, score
from yichuang.core.worktime import SHANGHAI
from yichuang.province import TABLES, Grade, write_facts
from yichuang.rulebook.assessment import load_rulebook

BOOK = load_rulebook("wan-2017-49")
QUARTER = Quarter.parse("2026-Q1")


def moment(text):
    """A moment in the hall's time."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class Hand:
    """Collects rows and writes them as the facts of halls: `hand.case("w1", due=…, ended=…)`."""

    def __init__(self, folder, windows=("w1", "w2")):
        self.folder, self._numbers = folder, count(1)
        self.rows = {table: [] for table in TABLES}
        self.rows["halls"].append({"hall": "h1", "name": "样例大厅"})
        for window in windows:
            self.window(window)

    def window(self, window, hall="h1"):
        self.rows["windows"].append({"hall": hall, "window": window, "name": "样例窗口"})

    def case(self, window="w1", *, due="2026-02-02 17:00:00", ended="2026-02-02 17:00:00", **more):
        accepted = moment("2026-01-05 09:00:00")
        self.rows["cases"].append({
            "hall": "h1", "window": window, "case": f"c{next(self._numbers)}", "kind": "promised",
            "received_at": accepted, "accepted_at": accepted, "due_at": moment(due),
            "ended_at": moment(ended) if ended else None, "outcome": "completed" if ended else None,
        } | more)  # fmt: skip

    def rating(self, grade, window="w1", *, at="2026-02-03 09:00:00"):
        row = {
            "hall": "h1",
            "window": window,
            "case": f"c{next(self._numbers)}",
            "grade": grade,
            "rated_at": moment(at),
        }
        self.rows["ratings"].append(row)

    def finding(self, rule, window="w1", *, at="2026-02-03 09:00:00", **more):
        self.rows["findings"].append({
            "hall": "h1", "window": window, "rule": rule, "times": 1, "points": None,
            "fact": f"f{next(self._numbers)}", "verified": True, "level": None, "reason": "样例",
            "found_at": moment(at),
        } | more)  # fmt: skip

    def write(self, name="by-hand"):
        write_facts(self.folder, name, self.rows)
        return self.folder


def slowly(folder, quarter=QUARTER, readings=BOOK.readings):
    """Every window's total, on-time share and satisfaction share, by loops over the rows and the core."""
    begin, end = (datetime.combine(day, datetime.min.time(), SHANGHAI) for day in (quarter.first, quarter.following))
    rows = {table: pq.read_table(folder / table).to_pylist() for table in TABLES}
    places = {(row["hall"], row["window"]): {"cases": [], "ratings": [], "findings": []} for row in rows["windows"]}
    for table in ("cases", "ratings", "findings"):
        for row in rows[table]:
            places[row["hall"], row["window"]][table].append(row)
    found = {}
    for place, own in places.items():
        moment_of = "due_at" if readings.rate_basis == "due" else "ended_at"
        asked = [row for row in own["cases"] if row[moment_of] and begin <= row[moment_of] < end]
        asked = [row for row in asked if row["outcome"] not in ("returned", "withdrawn")]
        kept = [row for row in asked if row["ended_at"] and row["ended_at"] <= row["due_at"]]
        kept = [row for row in kept if row["outcome"] != "false_completion"]
        rated = [row["grade"] for row in own["ratings"] if begin <= row["rated_at"] < end]
        good = [grade for grade in rated if grade in (Grade.GOOD, Grade.FAIRLY_GOOD)]
        measures = Measures(Share(len(kept), len(asked)), Share(len(good), len(rated)))
        findings = [_finding(row) for row in own["findings"] if begin <= row["found_at"] < end]
        sheet = score(BOOK, findings, measures, readings)
        found[place] = (
            figure(sheet.total), sheet.passed, *(figure(part.score) for part in sheet.sections),
            figure(sheet.other.added), figure(sheet.other.deducted),
            len(kept), len(asked), len(good), len(rated), len(findings),
        )  # fmt: skip
    return found


def _finding(row):
    return Finding(
        row["rule"], row["times"], None if row["points"] is None else Fraction(row["points"]), row["fact"],
        row["verified"], None if row["level"] is None else Level(row["level"]), row["reason"],
    )  # fmt: skip


def told(table):
    """The result of an engine in the form of the slow scorer."""
    return {
        (row["hall"], row["window"]): (
            row["total"], row["passed"], *(row[f"section_{number}"] for number in range(1, 8)),
            row["added"], row["deducted"],
            row["on_time"], row["on_time_of"], row["satisfied"], row["satisfied_of"], row["findings"],
        )
        for row in table.to_pylist()
    }  # fmt: skip
