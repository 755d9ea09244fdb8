"""The kinds of special steps are data: dated, sourced, each once."""

import shutil
from datetime import date

import pytest

from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.special_steps import load_step_kinds

DAY = date(2026, 3, 4)


@pytest.fixture
def file(tmp_path, monkeypatch):
    shutil.copytree(rules_dir() / "steps", tmp_path / "steps")
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    return tmp_path / "steps" / "special.toml"


def test_the_kinds_of_the_law_and_what_each_rests_on():
    kinds = load_step_kinds(DAY)
    assert {"survey", "hearing", "expert_review", "announcement"} <= set(kinds)
    assert kinds["hearing"].basis.startswith("行政许可法第四十五条") and kinds["announcement"].basis == ""
    assert all(kind.source and kind.name and kind.english for kind in kinds.values())


def test_a_later_version_stands_beside_the_earlier_one(file):
    file.write_text(file.read_text(encoding="utf-8") + '''
[[kind]]
id = "survey"
name = "实地核查"
english = "Field check"
basis = "样例法第一条"
effective = 2026-03-04
source = "样例"
''', encoding="utf-8")  # fmt: skip
    assert load_step_kinds(date(2026, 3, 3))["survey"].name == "现场勘查"
    assert load_step_kinds(DAY)["survey"].name == "实地核查"


@pytest.mark.parametrize(("old", "new", "told"), [
    ('source = "D3.4.7, 行政许可法第四十五条"\n', "", "source"), ("effective = 2017-01-01\n", "", "effective"),
    ('id = "hearing"', 'id = "survey"', "twice"), ('name = "听证"', "name = 1", "name"),
    ('title = "不计入期限的特殊环节"', 'titel = "x"', "title"), ("[[kind]]", "[[kind]]\ncolour = \"red\"", "colour"),
])  # fmt: skip
def test_what_is_wrong_is_named(file, old, new, told):
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_step_kinds(DAY)
    assert told in str(caught.value)
