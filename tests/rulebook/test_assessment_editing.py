"""One place of a rulebook's text is changed and everything else stays as it was written."""

import difflib
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.rulebook import assessment_editing as editing
from yichuang.rulebook.assessment import examine_rulebook, read_rulebook
from yichuang.rulebook.errors import RulebookError

TEXT = (Path(__file__).parents[2] / "rules/assessment/wan-2017-49.toml").read_text(encoding="utf-8")
SAID = tomllib.loads(TEXT)
NEW = {
    "id": "7.2",
    "title": "新的一条",
    "text": '新的"一条"\\',
    "unit": "time",
    "points": ["1", "2"],
    "clause": "D2.7.0",
}
# The same as headed tables, as others write TOML.
TABLES = """number = "x" # here
[[sections]]
id = "1"
[[sections.rules]] # the first
id = "1.1"
points = "1" # one
[[sections.rules]]
id = "1.2"
points = "2"
[sections.rules.levels]
city = "1"
"""


def lines(before, after):
    """What differs: the lines taken out and the lines put in."""
    found = [line for line in difflib.ndiff(before.split("\n"), after.split("\n")) if line[0] in "-+"]
    return [line[2:] for line in found if line[0] == "-"], [line[2:] for line in found if line[0] == "+"]


def row(section, place, **changed):
    return SAID["sections"][section]["rules"][place] | changed


def test_one_value_of_the_head():
    out, put = lines(TEXT, editing.with_head(TEXT, {"effective": date(2026, 4, 1), "title": SAID["title"]}))
    assert (out, put) == (["effective = 2017-12-01"], ["effective = 2026-04-01"])


def test_one_row_keeps_its_line_and_the_comment_above():
    after = editing.with_row(TEXT, 2, 5, row(2, 5, points=["2", "4"]))
    out, put = lines(TEXT, after)
    assert put == [out[0].replace('["3", "5"]', '["2", "4"]')]
    assert "# 原文“较为严格”，应为“较为严重”。\n" + put[0] in after


def test_nothing_changed_is_the_same_text():
    assert editing.with_row(TEXT, 7, 1, row(7, 1)) == TEXT
    assert editing.with_sections(TEXT, [{"title": one["title"]} for one in SAID["sections"]]) == TEXT
    assert editing.with_list(TEXT, ["once", "precedence"], SAID["once"]["precedence"]) == TEXT


def test_a_row_is_added_at_the_end_and_taken_out_again():
    after = editing.with_new_row(TEXT, 6, NEW)
    out, put = lines(TEXT, after)
    assert out == [] and put == [
        '  { id = "7.2", title = "新的一条", text = "新的\\"一条\\"\\\\", unit = "time", points = ["1", "2"], '
        'clause = "D2.7.0" },'
    ]
    assert read_rulebook(after.encode(), "x").rules["7.2"].text == NEW["text"]
    assert editing.without_row(after, 6, 1) == TEXT


def test_what_names_a_row_once_follows_its_number_and_goes_with_it():
    renamed = editing.with_row(TEXT, 4, 2, row(4, 2, id="5.4"))
    assert tomllib.loads(renamed)["once"]["precedence"][4] == {"rule": "5.4", "over": ["5.2"], "source": "D2.5.3, C-08"}
    gone = tomllib.loads(editing.without_row(TEXT, 0, 1))["once"]["precedence"]
    assert [(one["rule"], one["over"]) for one in gone][:2] == [("1.3", ["1.2b"]), ("3.2", ["2.3"])]
    shorter = editing.without_row(TEXT, 7, 1)
    assert all("8.2a" not in str(one) for one in tomllib.loads(shorter)["once"]["precedence"])


def test_two_rows_of_one_number_leave_the_mentions_alone():
    doubled = editing.with_row(TEXT, 4, 0, row(4, 0, id="5.3"))
    assert "5.3" in str(tomllib.loads(editing.without_row(doubled, 4, 0))["once"])


def test_a_key_that_is_not_known_is_kept_and_told():
    text = TEXT.replace("verified = true", "certain = true", 1)
    after = editing.with_row(text, 2, 0, row(2, 0, points="4", verified=None))
    assert "certain = true" in after
    assert [one.key for one in examine_rulebook(after.encode(), "x")[1]] == ["sections[2].rules[0].certain"]


def test_headed_tables():
    after = editing.with_row(TABLES, 0, 0, {"id": "1.1", "points": "3"})
    assert lines(TABLES, after) == (['points = "1" # one'], ['points = "3" # one'])
    after = editing.without_row(editing.with_new_row(TABLES, 0, {"id": "1.3"}), 0, 1)
    assert [one["id"] for one in tomllib.loads(after)["sections"][0]["rules"]] == ["1.1", "1.3"]
    assert editing.with_row(TABLES, 0, 1, {"id": "1.2", "points": "2", "levels": None}).count("city") == 0


def test_lists_and_tables_that_are_missing_are_begun():
    after = editing.with_head(TABLES, {"source": "C-08"}, "once")
    after = editing.with_list(after, ["once", "precedence"], [{"rule": "1.1", "over": ["1.2"]}])
    assert tomllib.loads(after)["once"] == {"source": "C-08", "precedence": [{"rule": "1.1", "over": ["1.2"]}]}
    after = editing.with_list(TABLES, ["readings"], [{"name": "score.step", "value": "ceil"}])
    assert tomllib.loads(after)["readings"] == [{"name": "score.step", "value": "ceil"}]
    shorter = tomllib.loads(editing.with_list(TEXT, ["once", "precedence"], SAID["once"]["precedence"][:2]))
    assert shorter["once"]["precedence"] == SAID["once"]["precedence"][:2]


@pytest.mark.parametrize("text", ["x = [", "sections = 3", "x = 1", 'sections = [{ id = "1", rules = 4 }]'])
def test_what_has_no_such_place_is_refused(text):
    with pytest.raises(RulebookError):
        editing.with_new_row(editing.with_row(text, 0, 0, NEW), 0, NEW)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
ROW = st.fixed_dictionaries(
    {"id": st.sampled_from(["1.1", "3.4", "8.2a", "9"]), "text": WORDS},
    optional={"verified": st.just(True), "points": st.lists(st.sampled_from(["1", "2"]), min_size=2, max_size=2),
              "levels": st.fixed_dictionaries({"city": st.just("3")})},
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(["row", "new", "out"]), st.integers(0, 7), st.integers(0, 2), ROW), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.sampled_from([TEXT, TABLES]))
def test_many_changes_say_what_was_meant(steps, text):
    meant = [list(one["rules"]) for one in tomllib.loads(text)["sections"]]
    begun = text
    for kind, which, place, values in steps:
        section = which % len(meant)
        if kind == "new":
            text = editing.with_new_row(text, section, values)
            meant[section].append(values)
        elif place < len(meant[section]):
            gone = dict.fromkeys(editing.ROW_KEYS)
            text = (editing.without_row(text, section, place) if kind == "out"
                    else editing.with_row(text, section, place, gone | values))  # fmt: skip
            meant[section][place : place + 1] = [] if kind == "out" else [values]
    assert [one.get("rules", []) for one in tomllib.loads(text)["sections"]] == meant
    # What stands on lines of its own, or beside the head, nobody touched.
    assert all(line in text for line in begun.split("\n") if "#" in line and "[[sections.rules]]" not in line
               and not line.startswith("points"))  # fmt: skip
