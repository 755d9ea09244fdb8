"""The same rulebook and the same findings give the same bytes, this year and the next."""

import json
import tomllib
from pathlib import Path

import pytest

from yichuang.rulebook.score_command import run

ROOT = Path(__file__).parents[2]
CASES = tomllib.loads((ROOT / "cases_in_words/assessment/worked_examples.toml").read_text(encoding="utf-8"))["案例"]
WORDS = {"条": "rule", "事实": "fact", "次": "times", "分": "points", "理由": "reason", "查实": "verified"}
LEVELS = {"县级": "county", "市级": "city", "省级": "province"}
SHARES = {
    "A": {"on_time": [27, 28], "satisfaction": [83, 100]},
    "C": {"on_time": [199, 200], "satisfaction": [92, 100]},
}


@pytest.mark.parametrize(("name", "case"), [("A", CASES[0]), ("C", CASES[1])])
def test_worked_examples_as_the_command_prints_them(name, case):
    findings = [
        {WORDS[key]: value for key, value in row.items() if key in WORDS}
        | ({"level": LEVELS[row["级别"]]} if "级别" in row else {})
        for row in case["记录"]
    ]
    asked = {"rulebook": "wan-2017-49", "window": "样例窗口", "period": "2026-Q1", "findings": findings}
    code, out, err = run(json.dumps(asked | {"measures": SHARES[name]}))
    assert (code, err) == (0, "")
    golden = (ROOT / "golden/assessment" / f"example-{name}.json").read_text(encoding="utf-8")
    assert json.dumps(json.loads(out), ensure_ascii=False, indent=1) + "\n" == golden
