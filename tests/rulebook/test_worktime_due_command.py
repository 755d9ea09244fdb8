"""`yichuang due` as a script sees it."""

import json
import shutil
import time

import pytest

from yichuang.rulebook.due_command import run
from yichuang.rulebook.paths import rules_dir

START = "2026-09-24T09:00:00"
TEN = {"amount": 10, "unit": "working_day"}


def ask(**question):
    code, out, err = run(json.dumps({"start": START, "limit": TEN, "hall": "township"} | question))
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_answer_has_the_shape_of_the_contract():
    answer = ask()
    assert (answer["due"], answer["nominal"]) == ("2026-10-15T17:00:00+08:00",) * 2
    assert answer["provisional"] is False
    assert answer["working"][0] == {
        "date": "2026-09-24", "counted": False, "n": None, "why": "first_day (民法典第二百零一条)"
    }  # fmt: skip
    assert answer["working"][-1] == {"date": "2026-10-15", "counted": True, "n": 10, "why": "working (D4.11.1)"}
    assert answer["readings"] == {
        "limit.count_first_day": False,
        "limit.roll": True,
        "limit.due_at": "closing",
        "instant.clock": "wall",
        "clock.pause_after_accept": False,
        "ext.from": "nominal",
    }
    assert answer["defaults"] == answer["readings"]


@pytest.fixture
def another_reading(tmp_path, monkeypatch):
    """The township reads one point otherwise than the default."""
    shutil.copytree(rules_dir(), tmp_path / "rules")
    path = tmp_path / "rules" / "halls" / "township.toml"
    text = path.read_text(encoding="utf-8").replace("readings = {}", 'readings = { "limit.due_at" = "24:00" }')
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path / "rules"))


def test_readings_not_given_are_those_of_the_hall(another_reading):
    answer = ask()
    assert answer["due"] == "2026-10-16T00:00:00+08:00"
    assert (answer["readings"]["limit.due_at"], answer["defaults"]["limit.due_at"]) == ("24:00", "closing")
    assert ask(readings={"limit.due_at": "closing"})["due"] == "2026-10-15T17:00:00+08:00"
    assert ask(hall="county")["readings"]["limit.due_at"] == "closing"


@pytest.mark.parametrize(
    ("question", "due", "nominal", "provisional"),
    [
        ({"start": "2026-09-24T01:00:00Z"}, "2026-10-15T17:00:00+08:00", "2026-10-15T17:00:00+08:00", False),
        ({"start": "2026-09-23T23:00:00-02:00"}, "2026-10-15T17:00:00+08:00", "2026-10-15T17:00:00+08:00", False),
        ({"limit": {"amount": 20, "unit": "day"}, "start": "2026-09-15T09:00:00",
          "extension": {"amount": 10, "unit": "day"}},
         "2026-10-15T17:00:00+08:00", "2026-10-15T17:00:00+08:00", False),
        ({"limit": {"amount": 20, "unit": "day"}, "start": "2026-09-15T09:00:00", "extension": None,
          "readings": {"limit.roll": True}}, "2026-10-08T17:00:00+08:00", "2026-10-05T17:00:00+08:00", False),
        ({"excluded": [["2026-10-12", "2026-10-14"]]},
         "2026-10-20T17:00:00+08:00", "2026-10-20T17:00:00+08:00", False),
        ({"limit": {"amount": 30, "unit": "minute"}},
         "2026-09-24T09:30:00+08:00", "2026-09-24T09:30:00+08:00", False),
        ({"excluded": [["2026-10-13", "2026-10-14"], ["2026-10-12", "2026-10-14"], ["2026-10-12", "2026-10-13"]]},
         "2026-10-20T17:00:00+08:00", "2026-10-20T17:00:00+08:00", False),
        ({"excluded": [["2000-01-01", "2016-12-31"], ["2101-01-01", "2200-01-01"]]},
         "2026-10-15T17:00:00+08:00", "2026-10-15T17:00:00+08:00", False),
        ({"limit": {"amount": 20, "unit": "day"}, "start": "2026-09-15T09:00:00",
          "extension": {"amount": 30, "unit": "minute"}},
         "2026-10-08T17:00:00+08:00", "2026-10-05T17:30:00+08:00", False),
        ({"limit": {"amount": 30, "unit": "minute"}, "extension": {"amount": 1, "unit": "working_day"}},
         "2026-09-28T17:00:00+08:00", "2026-09-28T17:00:00+08:00", False),
        ({"start": "2026-12-31T09:00:00", "limit": {"amount": 1, "unit": "working_day"}},
         "2027-01-04T16:30:00+08:00", "2027-01-04T16:30:00+08:00", True),
        ({"start": "2026-12-25T09:00:00"}, "2027-01-11T16:30:00+08:00", "2027-01-11T16:30:00+08:00", True),
        ({"start": "2030-02-01T09:00:00", "limit": {"amount": 1, "unit": "working_day"}},
         "2030-02-06T16:30:00+08:00", "2030-02-06T16:30:00+08:00", True),
    ],
)  # fmt: skip
def test_answers(question, due, nominal, provisional):
    answer = ask(**question)
    assert (answer["due"], answer["nominal"], answer["provisional"]) == (due, nominal, provisional)


BROKEN = [
    ("", "not JSON"),
    ("when?", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ('{"a":' * 3000 + "1" + "}" * 3000, "not JSON"),
    ("\udcff\udcfe", "not UTF-8"),
    ("\ufeff{}", "not JSON"),
    ("null", "JSON object"),
    ('{"start": NaN}', "NaN"),
    ({"excluded": [["2017-01-01", "2100-12-31"]]}, "2100-12-31"),
    ({"excluded": [[True, 1]]}, "'excluded'"),
    ({"limit": {"amount": 10, "unit": "working_day", "kind": 1}}, "'limit'"),
    ("[]", "JSON object"),
    ('{"start": "2026-09-24T09:00:00"}', "'limit' is missing"),
    ('{"limit": {"amount": 1, "unit": "day"}}', "'start' is missing"),
    ('{"start": 1, "start": 2}', "twice"),
    ({"start": "2016-12-31T23:59:59"}, "2017-01-01"),
    ({"start": "1899-01-01T09:00:00"}, "2017-01-01"),
    ({"start": "2101-01-01T09:00:00"}, "2100-12-31"),
    ({"start": "0001-01-01T00:00:00+23:59"}, "'start'"),
    ({"start": "2026-02-30T09:00:00"}, "'start'"),
    ({"start": "2026-09-24"}, "'start'"),
    ({"start": "２０２６-09-24T09:00:00"}, "'start'"),
    ({"start": 20260924}, "'start'"),
    ({"limit": {"amount": 10, "unit": "week"}}, "unit"),
    ({"limit": {"amount": 10, "unit": None}}, "unit"),
    ({"limit": {"amount": 0, "unit": "day"}}, "amount"),
    ({"limit": {"amount": -1, "unit": "day"}}, "amount"),
    ({"limit": {"amount": True, "unit": "day"}}, "amount"),
    ({"limit": {"amount": 1.5, "unit": "day"}}, "amount"),
    ({"limit": {"amount": "10", "unit": "day"}}, "amount"),
    ({"limit": {"amount": 10**9, "unit": "day"}}, "2100-12-31"),
    ({"limit": {"amount": 10**200, "unit": "minute"}}, "2100-12-31"),
    ({"limit": {"amount": 10}}, "'limit'"),
    ({"extension": {"amount": 0, "unit": "day"}}, "'extension'"),
    ({"extension": 10}, "'extension'"),
    ({"excluded": [["2026-10-14", "2026-10-12"]]}, "swap"),
    ({"excluded": [["2026-10-12"]]}, "pairs"),
    ({"excluded": [["2026-10-12", "2026-10-32"]]}, "'excluded'"),
    ({"excluded": "2026-10-12"}, "'excluded'"),
    ({"readings": {"limit.rolls": True}}, "limit.rolls"),
    ({"readings": {"limit.roll": "yes"}}, "limit.roll"),
    ({"readings": []}, "'readings'"),
    ({"hall": "nowhere"}, "nowhere"),
    ({"hall": "\ud800\n"}, "no such hall"),
    ({"hall": 1}, "'hall'"),
    ({"exclude": []}, "exclude"),
]


@pytest.mark.parametrize(("question", "told"), BROKEN)
def test_what_is_refused_with_one_line(question, told):
    text = question if isinstance(question, str) else json.dumps({"start": START, "limit": TEN} | question)
    code, out, err = run(text)
    assert (code, out) == (2, "")
    assert told in err
    assert err.endswith("\n") and err.count("\n") == 1
    err.encode("utf-8")


def test_a_number_of_thousands_of_digits_is_refused():
    code, _, err = run('{"start": "' + START + '", "limit": {"amount": ' + "9" * 5000 + ', "unit": "day"}}')
    assert (code, "too many digits" in err) == (2, True)


def test_thousands_of_intervals_over_decades_are_answered_soon():
    days = [[f"{2017 + n % 80}-{1 + n % 12:02d}-{1 + n % 28:02d}"] * 2 for n in range(20_000)]
    began = time.perf_counter()
    answer = ask(start="2017-01-03T09:00:00", limit={"amount": 15_000, "unit": "day"}, excluded=days)
    assert len(answer["working"]) > 15_000 and time.perf_counter() - began < 20
