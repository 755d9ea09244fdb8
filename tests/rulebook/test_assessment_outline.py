"""What forms and tables show of a text, whole or not."""

from pathlib import Path

import pytest

from yichuang.rulebook.assessment_outline import outline_of, row_values
from yichuang.rulebook.errors import RulebookError

TEXT = (Path(__file__).parents[2] / "rules/assessment/wan-2017-49.toml").read_text(encoding="utf-8")
POINTS = {"1.2a": "−0.5", "3.6": "−3–5", "8.1": "−1 (≤10)", "8.2a": "±0.3–1 (≤5)", "8.3": "+5", "8.4": "+1/3/5"}


def test_every_row_is_shown_and_says_the_same_again():
    import tomllib

    outline, said = outline_of(TEXT), tomllib.loads(TEXT)
    for section, table in zip(outline.sections, said["sections"], strict=True):
        for row, values in zip(section.rows, table["rules"], strict=True):
            assert {name: one for name, one in row_values(row.values).items() if one is not None} == values
    shown = {row["id"]: row.points for section in outline.sections for row in section.rows}
    assert len(shown) == 31 and {name: shown[name] for name in POINTS} == POINTS


def test_head_readings_and_once():
    outline = outline_of(TEXT)
    assert (outline.head["effective"], outline.head["total"], outline.sections[7].base) == ("2017-12-01", "100", "")
    assert outline.readings[0] == {"name": "score.dedupe", "value": "true", "source": "C-08"}
    assert outline.readings[6]["value"] == "1" and outline.across == [["2", "3"]]
    assert outline.precedence[0] == {"rule": "1.2b", "over": ["1.2a"], "always": True, "source": "D2.1.2"}


@pytest.mark.parametrize("text", [
    "", "sections = 3", "sections = [1]", "once = 1\nreadings = [[]]", 'sections = [{ rules = "x" }]',
    "sections = [{ rules = [{ points = [], levels = 3, id = 5, verified = 1 }] }]", "[once]\nacross = [{}]",
    "[once]\nprecedence = [{ over = [1, []] }]",
])  # fmt: skip
def test_what_is_of_another_kind_is_shown_as_empty(text):
    outline = outline_of(text)
    assert outline.head["title"] == "" and outline.row(0, 7) is None and outline.row(-1, 0) is None
    for section in outline.sections:
        for row in section.rows:
            assert (row["low"], row["high"], row["verified"], row.points) == ("", "", False, "−?")


def test_an_explicit_deduction_is_the_usual_one():
    row = outline_of('sections = [{ rules = [{ direction = "deduct" }] }]').row(0, 0)
    assert row["direction"] == ""


def test_no_toml_at_all():
    with pytest.raises(RulebookError):
        outline_of("x = [")
