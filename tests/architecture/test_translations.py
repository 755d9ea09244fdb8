"""Chinese is complete: every text of code and templates is translated, and nothing is typed around the catalogs."""

import re
from pathlib import Path

import pytest

from tools.messages import found_texts, missing, obsolete
from yichuang.ui.messages import entries, merge, read_parts

PACKAGE = Path(__file__).resolve().parents[2] / "src/yichuang"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HINT = "run `make messages`, then translate in src/yichuang/ui/locale/zh_Hans/parts (docs/domain/languages.md)"


@pytest.fixture(scope="module")
def found():
    return found_texts()


@pytest.fixture(scope="module")
def parts():
    return read_parts()


def test_every_text_has_a_chinese_translation(found, parts):
    assert [f"{part}.po: {text}" for part, (_, text) in missing(found, parts)] == [], HINT


def test_no_translation_outlives_its_text(found, parts):
    assert [f"{name}: {text}" for name, (_, text) in obsolete(found, parts)] == [], HINT


def test_parts_agree_on_their_words(parts):
    assert [str(conflict) for conflict in merge(parts)[1]] == []


def test_texts_in_code_are_english(found):
    assert [f"{part}: {text}" for part, keys in found.items() for _, text in keys if CHINESE.search(text)] == []


def test_translations_keep_the_placeholders(parts):
    wrong = []
    for name, catalog in parts.items():
        for message in entries(catalog):
            ids = (message.id,) if isinstance(message.id, str) else message.id
            strings = (message.string,) if isinstance(message.string, str) else message.string
            wanted = sorted(set(PLACEHOLDER.findall(ids[-1])))
            wrong += [f"{name}: {ids[0]}" for one in strings if one and sorted(set(PLACEHOLDER.findall(one))) != wanted]
    assert wrong == []


def test_chinese_is_plain_and_calm(parts):
    """Official texts carry no exclamation marks and use full-width marks between Chinese words."""
    loud = re.compile("[!！]|[\u4e00-\u9fff][,;:?][\u4e00-\u9fff]")
    strings = [(name, str(message.string)) for name, catalog in parts.items() for message in entries(catalog)]
    assert [pair for pair in strings if loud.search(pair[1])] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_hold_texts_not_chinese_characters(path):
    text = re.sub(r"\{#.*?#\}|<!--.*?-->", "", path.read_text(), flags=re.S)
    assert CHINESE.findall(text) == [], "use an English text through gettext"
