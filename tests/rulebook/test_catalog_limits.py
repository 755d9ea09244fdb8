"""Limits beside an item's own: one of a law, one the hall promises; and what the reader refuses (C-03, D3.4.7)."""

import shutil

import pytest

from yichuang.rulebook.catalog import load_catalog
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir

GENERAL = 'limit = { ref = "general", source = "D5.2.2" }'
OWN = 'limit = { ref = "own", length = 10, unit = "working_day", starts = "receipt", source = "D5.2.1" }'


@pytest.fixture
def rules(tmp_path, monkeypatch):
    for folder in ("catalog", "limits"):
        shutil.copytree(rules_dir() / folder, tmp_path / folder)
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    return tmp_path


@pytest.fixture
def written(rules):
    """`written(old, new)`: the catalogue of family planning with one text of it changed; its first item is JS-01."""

    def change(old, new, file="js"):
        path = rules / "catalog" / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_catalog()

    return change


def with_more(limit, more):
    return limit.replace(", source", f", {more}, source", 1) if limit == OWN else limit.replace(" }", f", {more} }}", 1)


def test_a_statutory_limit_needs_its_law(written):
    statute = 'statute = { length = 45, unit = "working_day", source = "行政许可法第四十二条" }'
    found = written(GENERAL, with_more(GENERAL, statute)).item("JS-01").limit.statute
    assert (found.length, found.unit, found.source) == (45, "working_day", "行政许可法第四十二条")


@pytest.mark.parametrize(("limit", "promise"), [
    (GENERAL, 'promise = { length = 20, unit = "day", source = "D3.4.7" }'),
    (GENERAL, 'promise = { length = 1, unit = "day", source = "D3.4.7" }'),
    (OWN, 'promise = { length = 10, unit = "working_day", source = "D3.4.7" }'),
])  # fmt: skip
def test_a_promise_within_the_longest_limit(written, limit, promise):
    catalog = written(limit, with_more(limit, promise))
    assert sum(item.limit.promise is not None for item in catalog.items) == 1


@pytest.mark.parametrize(("limit", "more", "key", "problem"), [
    (GENERAL, 'promise = { length = 21, unit = "day", source = "D3.4.7" }', "promise", "is not within 20 day"),
    (GENERAL, 'promise = { length = 25, unit = "day", source = "D3.4.7" }', "promise", "is not within 20 day"),
    (GENERAL, 'promise = { length = 5, unit = "working_day", source = "D3.4.7" }', "promise", "is not within 20 day"),
    (OWN, 'promise = { length = 11, unit = "working_day", source = "D3.4.7" }', "promise", "is not within 10"),
    (GENERAL, 'promise = { length = 5, unit = "day" }', "promise.source", "is missing"),
    (GENERAL, 'promise = { length = 0, unit = "day", source = "D3.4.7" }', "promise.length", "is 0"),
    (GENERAL, 'statute = { length = 30, unit = "day", source = "D5.2.2" }', "statute.source", "is no law"),
    (GENERAL, 'statute = { length = 30, unit = "day" }', "statute.source", "is missing"),
    (GENERAL, 'statute = { length = 30, unit = "week", source = "样例法第一条" }', "statute.unit", "is unknown"),
])  # fmt: skip
def test_what_is_refused(written, limit, more, key, problem):
    with pytest.raises(RulebookError) as caught:
        written(limit, with_more(limit, more))
    assert caught.value.key.endswith(key) and problem in caught.value.problem and caught.value.remedy


def test_only_cases_that_wait_can_be_deemed_accepted(written):
    instant = 'limit = { ref = "instant", source = "D3.4.6" }'
    with pytest.raises(RulebookError) as caught:
        written(instant, f"{instant}\ndeemed_acceptance = true")
    assert caught.value.key.endswith("deemed_acceptance")


def test_the_licences_of_the_sample_catalogue():
    assert {item.code for item in load_catalog().items if item.deemed_acceptance} == {"GT-01", "NL-03"}
