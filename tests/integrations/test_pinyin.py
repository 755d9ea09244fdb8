import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.integrations.pinyin import SURNAME_READINGS, full, initials, name_full, name_initials


@pytest.mark.parametrize(
    ("item", "wanted", "unwanted"),
    [
        ("最低生活保障", {"zdshbz"}, {"cdshbz", "zdsgbz"}),
        ("银行开户证明", {"yhkhzm", "yxkhzm"}, set()),
        ("重度残疾人护理补贴", {"zdcjrhlbt", "cdcjrhlbt"}, set()),
        ("长寿补贴", {"csbt", "zsbt"}, set()),
        ("社会救助调查", {"shjzdc", "shjztc"}, set()),
        ("参合证", {"chz"}, set()),
        ("宅基地(含翻建)", {"zjdhfj"}, set()),
        ("A类 建房 2号", {"aljf2h"}, set()),
        ("Ａ类", {"al"}, set()),
        ("低 保", {"db"}, set()),
        ("db", {"db"}, set()),
    ],
)
def test_items_are_found_by_initials(item, wanted, unwanted):
    found = set(initials(item))
    assert wanted <= found
    assert not unwanted & found


def test_the_likeliest_reading_comes_first():
    assert initials("银行开户证明")[0] == "yhkhzm"
    assert initials("长期护理")[0] == "cqhl"


@pytest.mark.parametrize("text", ["", " ", "()、", "😀"])
def test_nothing_to_spell(text):
    assert initials(text) == ()
    assert full(text) == ""


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("最低生活保障", "zuidishenghuobaozhang"),
        ("绿化", "lvhua"),
        ("女职工", "nvzhigong"),
        ("银行", "yinhang"),
        ("A类2号", "alei2hao"),
        ("社會保險", "shehuibaoxian"),
    ],
)
def test_full(text, spelt):
    assert full(text) == spelt


@pytest.mark.parametrize(
    ("name", "first", "spelt"),
    [
        ("单样本", "syb", "shanyangben"),
        ("解样本", "xyb", "xieyangben"),
        ("仇样本", "qyb", "qiuyangben"),
        ("区样本", "oyb", "ouyangben"),
        ("查样本", "zyb", "zhayangben"),
        ("曾样本", "zyb", "zengyangben"),
        ("朴样本", "pyb", "piaoyangben"),
        ("尉迟样", "ycy", "yuchiyang"),
        ("万俟样", "mqy", "moqiyang"),
        ("单于样", "cyy", "chanyuyang"),
        ("欧阳样", "oyy", "ouyangyang"),
        ("尉样", "wy", "weiyang"),
        ("张样本", "zyb", "zhangyangben"),
        ("单", "s", "shan"),
    ],
)
def test_surnames_are_read_as_surnames(name, first, spelt):
    assert name_initials(name)[0] == first
    assert name_full(name) == spelt


@pytest.mark.parametrize(("name", "everyday"), [("单样本", "dyb"), ("仇样本", "cyb"), ("尉迟样", "wcy")])
def test_who_does_not_know_the_surname_finds_it_too(name, everyday):
    assert everyday in name_initials(name)


def test_readings_have_a_syllable_for_each_character():
    for surname, reading in SURNAME_READINGS.items():
        assert len(reading.split()) == len(surname)
        assert reading.replace(" ", "").isalpha()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_breaks_it_and_spellings_stay_few(text):
    for found in (initials(text), name_initials(text)):
        assert len(found) == len(set(found)) <= 32
        assert all(found)
    assert isinstance(full(text) + name_full(text), str)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=20))
def test_each_character_gives_one_initial(text):
    assert {len(spelling) for spelling in initials(text)} == {len(text)}
    assert len(full(text)) >= len(text)


def test_a_name_of_polyphones_only_is_still_quick():
    started = time.perf_counter()
    assert len(initials("重行长调会单参传藏乐种朝降系" * 4)) == 32
    assert time.perf_counter() - started < 0.5
