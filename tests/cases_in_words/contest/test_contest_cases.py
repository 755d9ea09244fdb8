"""Runs the cases of the monthly contest that a hall director can read: every TOML file of this folder."""

import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from yichuang.core.assessment import By, Entrant, Share, Terms, rank

WORDS = {By.SATISFACTION: "满意率", By.ON_TIME: "按期办结率", By.CASES: "办件数", By.TOTAL: "总分", None: ""}
KNOWN = {"标题", "窗口", "名次", "示范窗口", "至多", "依据"}


def cases():
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["案例"]:
            yield pytest.param(case, id=f"{path.stem}-{case['标题']}")


def share(words):
    all_of, met = re.fullmatch(r"(\d+)[人件]中(\d+)[人件]", words).groups()
    return Share(int(met), int(all_of))


@pytest.mark.parametrize("case", list(cases()))
def test_case(case):
    assert set(case) <= KNOWN
    entrants = [
        Entrant(one["名"], place, Fraction(one["总分"]), share(one["满意"]), share(one["按期"]))
        for place, one in enumerate(case["窗口"])
    ]
    made = rank(entrants, Terms(places=3, most=case.get("至多", 4), cases=10, ratings=3))
    assert [f"{one.entrant.window}{one.rank or '—'}" for one in made.places] == case["名次"]
    assert list(made.models) == case["示范窗口"]
    if "依据" in case:
        assert [WORDS[one.behind] for one in made.places] == case["依据"]
