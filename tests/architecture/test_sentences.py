"""What the core and the rules refuse is told as marked sentences, so that no reader meets an untranslated one."""

import ast
import re
from pathlib import Path

import pytest

from tools.messages import found_texts
from yichuang.ui.messages import is_translated, merge, read_parts

PACKAGE = Path(__file__).resolve().parents[2] / "src/yichuang"
FILES = [
    *sorted((PACKAGE / "core").rglob("*.py")), *sorted((PACKAGE / "rulebook").rglob("*.py")),
    *sorted((PACKAGE / "apps").rglob("*.py")), *sorted((PACKAGE / "ui").rglob("*.py")),
]  # fmt: skip
FILES = [path for path in FILES if "migrations" not in path.parts]
# Where a call takes its sentences; the other arguments are codes, keys and facts.
PLACES = {
    "CoreError": (1,), "AssessmentError": (1,), "ClockError": (1,), "Sentence": (0,), "RulebookError": (2, 3),
    "refuse": (1, 2), "fault": (1, 2), "Refusal": (1, 2),
}  # fmt: skip


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def unmarked(source: str) -> list[str]:
    """Sentences that are written where they are said, without N_: nobody could translate them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node) in PLACES:
            for place in PLACES[_name(node)]:
                said = node.args[place] if place < len(node.args) else None
                parts = [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]
                found += [ast.unparse(one) for one in parts if _written(one)]
    return found


def _written(said: ast.expr | None) -> bool:
    if isinstance(said, ast.Constant):
        return bool(re.search("[A-Za-z]", re.sub(r"%\(\w+\)s", "", str(said.value))))
    if isinstance(said, ast.Call):
        return _name(said) in ("str", "repr", "format", "join")
    return isinstance(said, ast.JoinedStr | ast.BinOp)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_is_refused_is_marked(path):
    assert unmarked(path.read_text(encoding="utf-8")) == [], "mark the sentence with N_ and give its facts by name"


@pytest.mark.parametrize(("source", "caught"), [
    ('raise AssessmentError("bad_share", f"not {num}")', 1),
    ('raise AssessmentError("bad_share", "no share")', 1),
    ('raise AssessmentError("bad_share", N_("not %(num)s"), num=num)', 0),
    ('raise table.refuse("season", str(error), N_("Correct it"))', 1),
    ('raise table.refuse("season", error.sentence, N_("Correct it"))', 0),
    ('raise RulebookError("file", "key", "is " + name, "Correct it")', 2),
    ('Refusal("code", N_("No."), "Wait.")', 1),
    ('Refusal("code", "%(told)s")', 0),
    ('Sentence("no" if one else N_("none"))', 1),
], ids=str)  # fmt: skip
def test_an_unmarked_sentence_is_found(source, caught):
    assert len(unmarked(source)) == caught


@pytest.mark.parametrize("path", sorted((PACKAGE / "apps").rglob("*.py")), ids=lambda path: path.as_posix()[-40:])
def test_no_app_takes_the_english_of_a_refusal(path):
    """`str(error)` is for programs and the command line; people read `say(error.sentence)`."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    taken = [one for one in calls if _name(one) == "str" and one.args and getattr(one.args[0], "id", "") == "error"]
    assert not taken, "pass error.sentence on and let yichuang.ui.wording say it"


def test_every_sentence_of_the_core_and_the_rules_is_in_the_catalogue():
    known = {key for key, message in merge(read_parts())[0].items() if is_translated(message)}
    found = found_texts()
    said = {key for part in ("core", "rulebook") for key in found[part]}
    assert len(said) > 150 and said <= known
