"""Sheets of a hall from its own records: live, in few queries, and the same as a province makes of its facts."""

from datetime import datetime, timedelta

import pytest

from tests.apps.assessments.sheet_cast import Q1, a_finding, rated
from yichuang.apps.assessments import words
from yichuang.apps.assessments.documents import document_of
from yichuang.apps.assessments.exported import finding_facts
from yichuang.apps.assessments.scoring import sheet_of, sheets_of
from yichuang.apps.cases.models import Case
from yichuang.apps.oversight.facts import facts_of
from yichuang.core.assessment import Quarter, figure
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI
from yichuang.province import assess, write_facts
from yichuang.rulebook.assessment import load_rulebook

BOOK = load_rulebook("wan-2017-49")
TICK = timedelta(microseconds=1)


def of(cast, code="w3", quarter=Q1, **more):
    return next(one for one in sheets_of(cast.hall, quarter, **more) if one.window.code == code)


def test_full_marks_without_findings_and_marked_as_without_data(cast):
    made = sheets_of(cast.hall, Q1)
    assert [one.window.code for one in made] == ["w1", "w2", "w3", "w4", "w5", "w6", "office"]
    assert {figure(one.score.total) for one in made} == {"100.0"}
    assert {one.silent for one in made} == {("on_time", "satisfaction")}


def test_live_from_the_first_day_and_only_for_its_quarter(cast):
    a_finding(cast, "5.2", happened_at=datetime(2026, 1, 1, 0, 0, tzinfo=SHANGHAI))
    assert figure(of(cast).score.total) == "95.0"
    assert figure(of(cast, quarter=Quarter(2025, 4)).score.total) == "100.0"


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (datetime(2026, 1, 1, tzinfo=SHANGHAI) - TICK, False),  # Wednesday
        (datetime(2026, 1, 1, tzinfo=SHANGHAI), True),  # Thursday
        (datetime(2026, 4, 1, tzinfo=SHANGHAI) - TICK, True),  # Tuesday
        (datetime(2026, 4, 1, tzinfo=SHANGHAI), False),  # Wednesday
    ],
)
def test_the_moment_it_happened_decides_the_quarter(cast, moment, counts):
    a_finding(cast, "5.2", happened_at=moment)
    assert (figure(of(cast).score.total) == "95.0") is counts


@pytest.mark.parametrize(
    ("state", "total"),
    [("draft", "100.0"), ("rejected", "100.0"), ("withdrawn", "100.0"), ("confirmed", "97.0"), ("contested", "97.0"),
     ("upheld", "97.0")],
)  # fmt: skip
def test_which_states_count(cast, state, total):
    a_finding(cast, "4.3", state=state)
    assert figure(of(cast).score.total) == total


@pytest.mark.parametrize(("states", "total"), [(("confirmed", "draft"), "95.0"), (("corrected", "confirmed"), "97.0")])
def test_a_correction_that_counts_takes_the_place_of_what_it_corrects(cast, states, total):
    first = a_finding(cast, "5.2", state=states[0])
    a_finding(cast, "4.3", state=states[1], corrects=first, fact=first.fact)
    assert figure(of(cast).score.total) == total


def test_worked_example_a_through_real_rows(cast):
    """民政救济, 2026 Q1 (section 6, example A); the shares as given, the findings as rows."""
    for rule, more in [
        ("1.2a", {}), ("1.2b", {}), ("1.3", {}), ("2.2", {"times": 2}), ("2.3", {}),
        ("3.6", {"points": "4", "reason": "群众往返三次，影响较大"}), ("3.3", {}), ("5.2", {}), ("6.2", {}),
        ("7.1", {}), ("8.2a+", {"points": "0.8", "reason": "耐心细致", "verified": True}), ("8.4", {"level": "county"}),
    ]:  # fmt: skip
        a_finding(cast, rule, **more)
    made = of(cast)
    assert [figure(part.score) for part in made.score.sections] == [
        "13.0",
        "14.1",
        "9.0",
        "15.0",
        "15.0",
        "12.0",
        "4.0",
    ]
    assert figure(made.score.total) == "83.9"  # 82.3 with the 0.6 of the on-time share and the 1 of the ratings
    rated(cast, 5, 1)  # 83 of 100 is one complete step below 90, as 5 of 6 is
    assert figure(of(cast).score.total) == "82.9"


def test_worked_example_c_through_real_rows(cast):
    """劳动保障 (section 6, example C): bonuses past 100, praise capped at five; its shares cost nothing."""
    praise = {"reason": "样例", "verified": True}
    rows = [("2.2", {}), ("5.2", {}), ("8.3", {}), *(("8.4", {"level": one}) for one in ("county", "city", "province"))]
    rows += [("8.2a-", {"points": one, **praise}) for one in ("0.3", "0.5")]
    rows += [("8.2a+", {"points": one, **praise}) for one in ("1", "1", "0.8", "1", "0.9", "0.7", "0.6")]
    rows += [("8.5", {"fact": "item:materials"}), ("8.5", {"fact": "item:joint"})]
    for rule, more in rows:
        a_finding(cast, rule, window="w2", **more)
    made = of(cast, "w2")
    assert figure(made.score.total) == "115.0"
    assert (figure(made.score.other.added), figure(made.score.other.deducted)) == ("21.0", "0.8")
    told = document_of(made)
    assert "8.2a+ 6，最多 5，计 5" in words.moved(told)


def test_late_cases_lower_the_share_by_either_reading(cast):
    rated(cast, 3, 0)
    late = Case.objects.order_by("pk").first()
    Case.objects.filter(pk=late.pk).update(due_at=late.ended_at - TICK)
    assert figure(of(cast).score.sections[5].score) == "8.4"
    Case.objects.filter(pk=late.pk).update(ended_at=datetime(2026, 5, 4, 9, tzinfo=SHANGHAI))
    assert of(cast).measures.on_time.den == 3
    assert of(cast, readings=BOOK.readings.but({"rate.basis": "closed"})).measures.on_time.den == 2


def test_while_the_quarter_runs_open_cases_are_asked_once_they_are_due(cast):
    case = cast.a_case()
    for now, den in [(cast.now, 0), (case.due_at, 0), (case.due_at + TICK, 1)]:
        assert of(cast, now=now).measures.on_time.den == den
    assert of(cast).measures.on_time.den == 1


def test_a_false_completion_is_never_on_time_and_returned_cases_are_not_asked(cast):
    case, other = cast.a_case(at=State.COMPLETED), cast.a_case(at=State.COMPLETED)
    a_finding(cast, "5.3", fact=case.ref)
    made = of(cast)
    assert (made.measures.on_time.num, made.measures.on_time.den) == (1, 2)
    Case.objects.filter(pk=other.pk).update(state=State.RETURNED.value)
    assert (of(cast).measures.on_time.num, of(cast).measures.on_time.den) == (0, 1)


@pytest.mark.parametrize("basis", ["due", "closed"])
def test_a_province_makes_the_same_of_the_exported_facts(cast, tmp_path, basis):
    rated(cast, 3, 2)
    rated(cast, 1, 1, window="w1")
    late, false = Case.objects.order_by("pk")[:2]
    Case.objects.filter(pk=late.pk).update(due_at=late.ended_at - TICK)
    a_finding(cast, "5.3", fact=false.ref)
    a_finding(cast, "5.2", fact=false.ref)
    a_finding(cast, "3.6", points="3.5", reason="样例", window="w1")
    a_finding(cast, "8.4", level="city", window="w2")
    readings = BOOK.readings.but({"rate.basis": basis})
    a_finding(cast, "5.2", window="w4", state="rejected")
    found = finding_facts(cast.hall, Q1)
    assert "样例" not in str(found), "what a reason says stays in the hall"
    write_facts(tmp_path, "township", facts_of(cast.hall, Q1, findings=found))
    table, _ = assess(tmp_path, Q1, BOOK, engine="duckdb", readings=readings)
    theirs = {row["window"]: row for row in table.to_pylist()}
    for one in sheets_of(cast.hall, Q1, readings=readings):
        row, measures = theirs[one.window.code], one.measures
        assert row["total"] == figure(one.score.total)
        assert [row[f"section_{part.section.id}"] for part in one.score.sections] == [
            figure(part.score) for part in one.score.sections
        ]
        assert (row["on_time"], row["on_time_of"]) == (measures.on_time.num, measures.on_time.den)
        assert (row["satisfied"], row["satisfied_of"]) == (measures.satisfaction.num, measures.satisfaction.den)
    assert {row["total"] for row in theirs.values()} != {"100.0"}


def test_few_queries_however_many_cases_and_findings(cast, django_assert_max_num_queries):
    rated(cast, 2, 1)
    for _ in range(4):
        a_finding(cast, "2.2")
    with django_assert_max_num_queries(5):
        sheets_of(cast.hall, Q1)
    window = cast.window()
    with django_assert_max_num_queries(4):
        sheet_of(window, Q1)
