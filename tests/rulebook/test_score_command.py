"""`yichuang score` as a script sees it."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.rulebook.score_command import run

ASKED = {"rulebook": "wan-2017-49", "window": "w3", "period": "2026-Q1"}
PRAISE = {"rule": "8.2a+", "points": "0.8", "reason": "耐心", "verified": True}
GRAVE = {"rule": "3.6", "points": 4, "reason": "群众往返三次"}


def ask(*findings, **more):
    code, out, err = run(json.dumps(ASKED | {"findings": list(findings)} | more))
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_answer_has_the_shape_of_the_contract():
    finding = {"rule": "1.2a", "times": 1, "points": None, "fact": "f1", "verified": True}
    answer = ask(finding, measures={"on_time": [27, 28], "satisfaction": [83, 100]}, readings={})
    assert list(answer) == ["total", "passed", "sections", "other", "lines"]
    assert (answer["total"], answer["passed"]) == ("97.9", True)
    assert answer["sections"][0] == {
        "id": "1", "base": "15", "computed": "0.5", "effective": "0.5", "score": "14.5"
    }  # fmt: skip
    assert [part["id"] for part in answer["sections"]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [part["base"] for part in answer["sections"]] == ["15", "15", "15", "15", "20", "15", "5"]
    assert answer["other"] == {"added": "0.0", "deducted": "1.0"}
    assert answer["lines"] == [
        {"rule": "1.2a", "points": "-0.5", "clause": "D2.1.2", "why": "擅自脱岗，不足半天: 0.5 × 1 = 0.5"},
        {
            "rule": "6.1", "points": "-0.6", "clause": "D2.6.1",
            "why": "按期办结率: 27 of 28 = 96.429%, 100 less 96.429 = 3.571, 3.571 in steps of 1 = 3, 0.2 × 3 = 0.6",
        },
        {
            "rule": "8.1", "points": "-1.0", "clause": "D2.8.1",
            "why": "“好”和“较好”比例: 83 of 100 = 83%, 90 less 83 = 7, 7 in steps of 5 = 1, 1 × 1 = 1, "
                   "1 at most 10 = 1",
        },
    ]  # fmt: skip


def test_only_rulebook_window_and_period_are_needed():
    code, out, _ = run(json.dumps(ASKED))
    assert (code, json.loads(out)["total"]) == (0, "100.0")


@pytest.mark.parametrize("measures", [None, {}, {"on_time": [0, 0]}, {"on_time": None, "satisfaction": [0, 0]}])
def test_no_data_costs_nothing_and_says_so(measures):
    answer = ask(measures=measures)
    assert answer["total"] == "100.0"
    assert [(line["rule"], line["points"], line["why"][-7:]) for line in answer["lines"]] == [
        ("6.1", "0.0", "no data"), ("8.1", "0.0", "no data")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ("4", "-4.0"), (4, "-4.0"), ("3", "-3.0"), ("5", "-5.0"), ("3.25", "-3.25"), ("4.10", "-4.1"),
    ],
)  # fmt: skip
def test_discretionary_points_are_read_exactly(given, points):
    assert ask(GRAVE | {"points": given})["lines"][0]["points"] == points


def test_a_number_with_a_point_never_becomes_a_float():
    text = json.dumps(ASKED | {"findings": [PRAISE]}).replace('"0.8"', "0.7000")
    line = json.loads(run(text)[1])["lines"][-1]
    assert line["points"] == "0.7"
    assert run(text.replace("0.7000", "0.7000000000000000055511151231257827"))[0] == 2


def test_points_are_of_one_time():
    answer = ask(PRAISE | {"times": 3})
    assert (answer["lines"][-1]["points"], answer["other"]["added"], answer["total"]) == ("2.4", "2.4", "102.4")


def test_levels():
    for level, total in (("county", "101.0"), ("city", "103.0"), ("province", "105.0")):
        assert ask({"rule": "8.4", "level": level})["total"] == total


def test_readings_change_the_score():
    measures = {"on_time": [27, 28]}
    totals = [ask(measures=measures, readings={"score.step": step})["total"] for step in ("floor", "prorata", "ceil")]
    assert totals == ["99.4", "99.286", "99.2"]


def test_a_fact_is_scored_once_and_the_other_line_says_where():
    answer = ask({"rule": "2.3", "fact": "f"}, {"rule": "3.2", "fact": "f"})
    assert answer["total"] == "98.0"
    assert answer["lines"][0]["points"] == "0.0"
    assert "scored by rule 3.2" in answer["lines"][0]["why"]


BROKEN = [
    ("", "not JSON"),
    ("score", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ("\ufeff{}", "not JSON"),
    ("null", "JSON object"),
    ('"\udcff"', "not UTF-8"),
    ('{"rulebook": "a", "rulebook": "b"}', "twice"),
    ('{"rulebook": NaN}', "NaN"),
    ('{"rulebook": -Infinity}', "-Infinity"),
    ('{"rulebook": 1e99999999999999999999}', "too many digits"),
    ('{"rulebook": ' + "9" * 5000 + "}", "too many digits"),
    ('{"window": "w", "period": "2026-Q1"}', "'rulebook' is missing"),
    ('{"rulebook": "wan-2017-49", "period": "2026-Q1"}', "'window' is missing"),
    ('{"rulebook": "wan-2017-49", "window": "w"}', "'period' is missing"),
    ({"rulebook": "wan-2017-50"}, "Choose from: wan-2017-49"),
    ({"rulebook": "../wan-2017-49"}, "no such rulebook"),
    ({"rulebook": "\ud800"}, "'rulebook'"),
    ({"rulebook": None}, "'rulebook'"),
    ({"window": ""}, "'window'"),
    ({"window": 3}, "'window'"),
    ({"window": "a\x00"}, "'window'"),
    ({"window": "长" * 201}, "'window'"),
    ({"period": "2026-Q5"}, "2026-Q1"),
    ({"period": "2026-Q0"}, "2026-Q1"),
    ({"period": "2026-q1"}, "2026-Q1"),
    ({"period": "2026-Q1 "}, "2026-Q1"),
    ({"period": "0000-Q1"}, "2026-Q1"),
    ({"period": "２０２６-Q1"}, "2026-Q1"),
    ({"period": "2026-03"}, "2026-Q1"),
    ({"period": 2026}, "'period'"),
    ({"finding": []}, 'unknown key "finding"'),
    ({"findings": {}}, "'findings' must be a list"),
    ({"findings": ["1.1"]}, "finding 1 must be a JSON object"),
    ({"findings": [{}]}, "'rule' is missing"),
    ({"findings": [{"rule": "1.1", "time": 1}]}, 'unknown key "time"'),
    ({"findings": [{"rule": "9.1"}]}, "no rule '9.1'"),
    ({"findings": [{"rule": "8.2a"}]}, "no rule '8.2a'"),
    ({"findings": [{"rule": "6.1"}]}, "give the measure"),
    ({"findings": [{"rule": 1.1}]}, "rule of finding 1"),
    ({"findings": [{"rule": "1.1", "times": 0}]}, "times"),
    ({"findings": [{"rule": "1.1", "times": -1}]}, "times"),
    ({"findings": [{"rule": "1.1", "times": 1.0}]}, "times"),
    ({"findings": [{"rule": "1.1", "times": True}]}, "times"),
    ({"findings": [{"rule": "1.1", "times": "1"}]}, "times"),
    ({"findings": [{"rule": "1.1", "times": None}]}, "times"),
    ({"findings": [{"rule": "1.1", "times": 10**7}]}, "times"),
    ({"findings": [{"rule": "1.1", "points": "1"}]}, "fixed points"),
    ({"findings": [{"rule": "1.1", "fact": 1}]}, "fact"),
    ({"findings": [{"rule": "1.1", "fact": ""}]}, "fact"),
    ({"findings": [{"rule": "1.1", "level": "county"}]}, "no level"),
    ({"findings": [{"rule": "8.4"}]}, "needs a level"),
    ({"findings": [{"rule": "8.4", "level": "world"}]}, "level of finding 1"),
    ({"findings": [{"rule": "8.4", "level": "city", "points": "3"}]}, "leave points out"),
    ({"findings": [{"rule": "8.4", "level": ["city"]}]}, "level of finding 1"),
    ({"findings": [{"rule": "3.1"}]}, "经查实"),
    ({"findings": [{"rule": "4.1", "verified": False}]}, "经查实"),
    ({"findings": [{"rule": "8.6", "verified": None}]}, "经查实"),
    ({"findings": [{"rule": "8.6", "verified": 1}]}, "verified"),
    ({"findings": [{"rule": "8.6", "verified": "true"}]}, "verified"),
    ({"findings": [PRAISE | {"verified": False}]}, "经查实"),
    ({"findings": [PRAISE, GRAVE | {"points": "2.9"}]}, "finding 2: rule 3.6 needs points of 3.0 to 5.0"),
    ({"findings": [GRAVE | {"points": "5.1"}]}, "3.0 to 5.0"),
    ({"findings": [GRAVE | {"points": 5.000001}]}, "3.0 to 5.0"),
    ({"findings": [GRAVE | {"points": None}]}, "not no points"),
    ({"findings": [GRAVE | {"points": "-4"}]}, "points"),
    ({"findings": [GRAVE | {"points": -4}]}, "points"),
    ({"findings": [GRAVE | {"points": "four"}]}, "points"),
    ({"findings": [GRAVE | {"points": "４"}]}, "points"),
    ({"findings": [GRAVE | {"points": True}]}, "points"),
    ({"findings": [GRAVE | {"points": [4]}]}, "points"),
    ({"findings": [GRAVE | {"points": "NaN"}]}, "points"),
    ({"findings": [GRAVE | {"reason": None}]}, "reason"),
    ({"findings": [GRAVE | {"reason": ""}]}, "reason"),
    ({"findings": [GRAVE | {"reason": " \n"}]}, "reason"),
    ({"findings": [GRAVE | {"reason": 4}]}, "reason"),
    ({"findings": [PRAISE | {"points": "0.29"}]}, "0.3 to 1.0"),
    ({"findings": [PRAISE | {"points": "1.01"}]}, "0.3 to 1.0"),
    ({"findings": [PRAISE | {"rule": "8.2a-", "points": "-0.5"}]}, "points"),
    ({"measures": []}, "'measures'"),
    ({"measures": {"on_times": [1, 1]}}, 'unknown key "on_times"'),
    ({"measures": {"on_time": [2, 1]}}, "'on_time'"),
    ({"measures": {"on_time": [1, 0]}}, "'on_time'"),
    ({"measures": {"on_time": [-1, 1]}}, "'on_time'"),
    ({"measures": {"on_time": [1]}}, "'on_time'"),
    ({"measures": {"on_time": [1.0, 2]}}, "'on_time'"),
    ({"measures": {"on_time": [True, 2]}}, "'on_time'"),
    ({"measures": {"on_time": "1/2"}}, "'on_time'"),
    ({"measures": {"satisfaction": [1, 10**13]}}, "'satisfaction'"),
    ({"readings": []}, "'readings'"),
    ({"readings": {"score.steps": "floor"}}, "score.steps"),
    ({"readings": {"score.step": "half"}}, "floor, ceil, prorata"),
    ({"readings": {"score.dedupe": 1}}, "score.dedupe"),
    ({"readings": {"feedback.cap": -1}}, "feedback.cap"),
    ({"readings": {"feedback.cap": [5]}}, "feedback.cap"),
    ({"readings": {"rating.min_sample": 0}}, "rating.min_sample"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "told"), BROKEN)
def test_what_is_refused_with_one_line(question, told):
    code, out, err = run(question if isinstance(question, str) else json.dumps(ASKED | question))
    assert (code, out) == (2, "")
    assert told in err
    assert err.startswith("yichuang score: ")
    assert err.endswith("\n") and err.count("\n") == 1
    err.encode("utf-8")


@pytest.mark.parametrize("points", ["1e999999999", "1e-999999999", "4" + "0" * 5000, "4.0000001"])
def test_immense_and_minute_points_are_refused_at_once(points):
    text = json.dumps(ASKED | {"findings": [GRAVE]}).replace("4,", f"{points},")
    assert run(text)[0] == 2


class Piped:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(("data", "code"), [(json.dumps(ASKED).encode(), 0), (b'{"rulebook": "\xff"}', 2), (b"", 2)])
def test_the_command_reads_standard_input(monkeypatch, capsys, data, code):
    monkeypatch.setattr(sys, "stdin", Piped(data))
    with pytest.raises(SystemExit) as caught:
        call_command("score")
    out, err = capsys.readouterr()
    assert caught.value.code == code
    assert (out == "") == (err != "") == bool(code)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["1.2a", "3.6", "8.2a-", "8.4", "6.1", "4", "county", "wan-2017-49", "2026-Q1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["rule", "times", "points", "fact", "level", "x"]), inner, max_size=4),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*ASKED, "findings", "measures", "readings"]), json_values)
def test_any_json_is_answered_or_refused(key, value):
    code, out, err = run(json.dumps(ASKED | {key: value}))
    assert (code == 0 and out and not err) or (code == 2 and not out and err.count("\n") == 1)


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({"rule": st.sampled_from(["1.1", "3.6", "8.2a+", "8.4"])}, optional={
    "times": json_values, "points": json_values, "fact": json_values, "verified": json_values,
    "level": json_values, "reason": json_values,
}))  # fmt: skip
def test_any_finding_is_answered_or_refused(finding):
    code, out, err = run(json.dumps(ASKED | {"findings": [finding]}))
    assert (code == 0 and out and not err) or (code == 2 and not out and err.count("\n") == 1)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused(data):
    assert run(data.decode("utf-8", "surrogateescape"))[0] == 2
