"""A hall's own facts: what is in them, what is not, and that a province scores them."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest

from yichuang.apps.cases.models import Case
from yichuang.apps.feedback.commands import rate
from yichuang.apps.oversight.facts import facts_of
from yichuang.core.assessment import Quarter
from yichuang.core.lifecycle import State
from yichuang.province import TABLES, assess, write_facts
from yichuang.rulebook.assessment import load_rulebook

BOOK = load_rulebook("wan-2017-49")


@pytest.fixture
def quarter(cast):
    return Quarter(cast.now.year, (cast.now.month + 2) // 3)


@pytest.fixture
def told(cast, quarter):
    def read(**more):
        return {table: list(rows) for table, rows in facts_of(cast.hall, quarter, **more).items()}

    return read


def test_windows_are_there_without_any_case(cast, told):
    facts = told()
    assert set(facts) == set(TABLES)
    assert [row["window"] for row in facts["windows"]][:3] == ["w1", "w2", "w3"]
    assert facts["halls"] == [{"hall": "township", "name": cast.hall.name}]
    assert (facts["cases"], facts["ratings"], list(facts["findings"])) == ([], [], [])


def test_a_completed_case_with_its_rating(cast, told):
    case = cast.a_case(at=State.COMPLETED)
    rate(case=case, grade="good", remark="很满意", now=case.ended_at + timedelta(minutes=5))
    case.refresh_from_db()
    facts = told()
    assert facts["cases"] == [{
        "hall": "township", "window": "w3", "case": case.ref, "kind": case.kind, "received_at": case.received_at,
        "accepted_at": case.accepted_at, "due_at": case.due_at, "ended_at": case.ended_at, "outcome": "completed",
    }]  # fmt: skip
    assert [(row["window"], row["case"], row["grade"]) for row in facts["ratings"]] == [("w3", case.ref, "good")]


def test_what_is_not_accepted_is_no_fact(cast, told):
    cast.a_case(at=State.SUPPLEMENTING)
    assert told()["cases"] == []


def test_an_open_case_has_neither_end_nor_outcome(cast, told):
    cast.a_case()
    assert [(row["ended_at"], row["outcome"]) for row in told()["cases"]] == [(None, None)]


def test_cases_of_another_quarter_stay_out(cast, told, quarter):
    case = cast.a_case(at=State.COMPLETED)
    year_before = timedelta(days=400)
    Case.objects.filter(pk=case.pk).update(due_at=case.due_at - year_before, ended_at=case.ended_at - year_before)
    assert told()["cases"] == []
    Case.objects.filter(pk=case.pk).update(due_at=case.due_at)
    assert len(told()["cases"]) == 1


def test_no_name_number_or_telephone_leaves_the_hall(cast, told):
    case = cast.a_case(at=State.COMPLETED)
    rate(case=case, grade="poor", remark="样例意见", now=case.ended_at)
    said = str(told())
    for private in ("样例申请人", "13800001234", "样例意见", case.receipt, case.applicant.identity, case.handler.name):
        assert private not in said


def test_a_false_completion_is_handed_on_as_such_and_not_on_time(cast, told, quarter, tmp_path):
    case = cast.a_case(at=State.COMPLETED)
    finding = {
        "hall": "township", "window": "w3", "rule": "5.3", "times": 1, "points": None, "fact": case.ref,
        "verified": True, "level": None, "reason": "", "found_at": cast.now,
    }  # fmt: skip
    facts = told(findings=[finding])
    assert [row["outcome"] for row in facts["cases"]] == ["false_completion"]
    write_facts(tmp_path, "township", facts)
    table, _ = assess(tmp_path, quarter, BOOK, engine="duckdb")
    row = next(row for row in table.to_pylist() if row["window"] == "w3")
    assert (row["section_5"], row["on_time"], row["on_time_of"]) == ("10.0", 0, 1)


def test_a_province_scores_what_a_hall_wrote(cast, told, quarter, tmp_path):
    case = cast.a_case(at=State.COMPLETED)
    rate(case=case, grade="fair", remark="", now=case.ended_at)
    write_facts(tmp_path, "township", told())
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["township.parquet"] * 5
    for table, schema in TABLES.items():
        assert pq.read_schema(tmp_path / table / "township.parquet").names == schema.names
    table, summary = assess(tmp_path, quarter, BOOK, engine="duckdb")
    rows = {row["window"]: row for row in table.to_pylist()}
    assert (rows["w3"]["on_time"], rows["w3"]["on_time_of"], rows["w3"]["total"]) == (1, 1, "90.0")
    assert (rows["w1"]["total"], summary.windows) == ("100.0", len(rows))
