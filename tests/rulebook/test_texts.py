import shutil

import pytest

from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.hall_values import Role
from yichuang.rulebook.halls import load_hall
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.texts import load_roles, load_texts

NINE = [
    "便民服务承诺",
    "首问负责",
    "一次性告知",
    "限时办结",
    "档案管理",
    "卫生保洁",
    "廉政建设",
    "工作考勤",
    "责任追究",
]
EIGHT = [
    "服务方式零距离",
    "服务受理零推诿",
    "服务事项零积压",
    "服务质量零差错",
    "服务操作零违规",
    "服务对象零投诉",
    "服务态度零质疑",
    "服务时间零间歇",
]


def sheet(code):
    return next(each for each in load_texts() if each.code == code)


def test_nine_systems_hang_on_the_wall_in_their_order():
    titles = [each.title for each in load_texts() if each.placement == "wall"]
    assert titles == [f"{name}制度" for name in NINE]


def test_eight_zeros_in_their_order():
    assert [line.text for line in sheet("eight_zeros").lines] == EIGHT


def test_ten_bans_give_two_and_invent_none():
    lines = sheet("ten_bans").lines
    assert len(lines) == 10
    assert [line.pending for line in lines] == [False] * 2 + [True] * 8
    assert {line.text for line in lines if line.pending} == {"待补"}


@pytest.mark.parametrize(("code", "count"), [("five_bans", 5), ("five_systems", 5), ("courtesy", 6)])
def test_number_of_lines(code, count):
    assert len(sheet(code).lines) == count


@pytest.mark.parametrize("slug", ["township", "county"])
def test_slogans_of_the_halls_are_those_of_the_sheet(slug):
    assert {slogan.text for slogan in load_hall(slug).slogans} < {line.text for line in sheet("slogans").lines}


def test_every_role_is_described_once():
    assert [each.role for each in load_roles()] == list(Role)


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("wall", 'code = "tell_once"', 'code = "promise"', "'promise' stands twice"),
        ("wall", 'source = "D4.4.1" }', "}", "is missing"),
        ("conduct", "pending = true", "pending = 1", "is int"),
        ("roles", 'code = "SUP"', 'code = "HLG"', "'HLG' stands twice"),
        ("roles", 'code = "SUP"', 'code = "BOSS"', "'BOSS' is unknown"),
        ("roles", "effective = 2017-02-13\n", "", "is missing"),
    ],
)
def test_broken_texts_are_refused(tmp_path, monkeypatch, name, old, new, problem):
    shutil.copytree(rules_dir() / "texts", tmp_path / "texts")
    path = tmp_path / "texts" / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(", " + old, " " + new, 1) if new == "}" else text.replace(old, new, 1)
    path.write_text(changed, encoding="utf-8")
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    with pytest.raises(RulebookError, match=problem) as caught:
        load_roles() if name == "roles" else load_texts()
    assert caught.value.file == f"texts/{name}.toml"


def test_a_role_left_out_is_refused(tmp_path, monkeypatch):
    shutil.copytree(rules_dir() / "texts", tmp_path / "texts")
    path = tmp_path / "texts" / "roles.toml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if 'code = "SUP"' not in line]
    path.write_text("\n".join(kept), encoding="utf-8")
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    with pytest.raises(RulebookError, match="SUP is missing"):
        load_roles()
