import shutil
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yichuang.rulebook.catalog import load_catalog
from yichuang.rulebook.catalog_values import ItemKind, LimitRef, LimitStart, LimitUnit
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.hall_values import HallLevel, Role
from yichuang.rulebook.halls import load_hall
from yichuang.rulebook.paths import rules_dir

# Section 4 of the clause table: the kinds of each family's items, in the order of their numbers.
KINDS = {
    "i": ItemKind.INSTANT,
    "p": ItemKind.PROMISED,
    "f": ItemKind.FORWARDED,
    "c": ItemKind.CONSULTATION,
    "v": ItemKind.PETITION,
    "n": ItemKind.INTERNAL,
}
SECTION_4 = {
    "MZ": "pfpffpfffppci",
    "JS": "pipfffciinn",
    "LD": "ipffcvfi",
    "HY": "pipc",
    "CZ": "ffpppfi",
    "NL": "cfp",
    "GT": "ff",
    "DY": "icpc",
    "XF": "vvv",
    "ZZ": "pn",
    "TJ": "n",
}
WINDOWS = {
    "MZ": "民政救济",
    "JS": "计生服务",
    "LD": "劳动保障",
    "HY": "劳动保障",
    "CZ": "财政服务",
    "NL": "财政服务",
    "GT": "村镇建设",
    "DY": "党员服务",
    "XF": "大厅办公室",
}
WITH_PAPERS = {ItemKind.INSTANT, ItemKind.PROMISED, ItemKind.FORWARDED}
CODES = [f"{family}-{n:02d}" for family, kinds in SECTION_4.items() for n in range(1, len(kinds) + 1)]


@pytest.fixture
def copied_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(rules_dir() / "catalog", tmp_path / "catalog")
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    return tmp_path


def test_all_58_items_of_section_4_are_there_with_their_kinds():
    expected = {
        f"{family}-{n:02d}": KINDS[letter] for family, kinds in SECTION_4.items() for n, letter in enumerate(kinds, 1)
    }
    assert len(expected) == 58
    assert {item.code: item.kind for item in load_catalog().items} == expected


@pytest.mark.parametrize("code", CODES)
def test_every_item_answers_what_a_citizen_asks(code):
    item = load_catalog().item(code)
    assert item.bases
    assert all(basis.name for basis in item.bases)
    assert item.conditions
    assert item.procedure
    assert item.result
    assert item.source
    assert item.limit.source
    assert len(item.materials) <= 5
    if item.kind in WITH_PAPERS:
        assert [material for material in item.materials if material.main]
        assert all(material.obtain for material in item.materials)
        assert all(fee.basis and fee.standard for fee in item.fees)
        assert item.fees
    if item.kind in {ItemKind.CONSULTATION, ItemKind.INTERNAL}:
        assert item.materials == ()
        assert item.stages is None


def test_forwarded_items_alone_name_an_upper_body():
    for item in load_catalog().items:
        assert (item.upper_body is not None) is (item.kind is ItemKind.FORWARDED), item.code


@pytest.mark.parametrize("family", sorted(WINDOWS))
def test_the_township_serves_each_family_at_its_window(family):
    hall = load_hall("township")
    for item in load_catalog().for_level(HallLevel.TOWNSHIP):
        if item.family == family:
            group = hall.group(item.group)
            assert group is not None
            assert hall.point(group.window).name == WINDOWS[family], item.code


def test_cooperative_medical_items_stand_at_the_labour_window_but_belong_to_their_station():
    group = load_hall("township").group(load_catalog().item("LD-02").group)
    assert (group.window, group.department) == ("w2", "heyi")


def test_only_the_county_registers_marriages_and_guides_loans():
    county_only = [item.code for item in load_catalog().items if item.levels == (HallLevel.COUNTY,)]
    assert county_only == ["LD-07", "MZ-13"]


@pytest.mark.parametrize(("code", "then_upper"), [("JS-03", False), ("JS-04", True)])
def test_birth_permits_have_the_limit_of_the_regulations(code, then_upper):
    limit = load_catalog().item(code).limit
    assert (limit.ref, limit.length, limit.unit) == (LimitRef.OWN, 10, LimitUnit.WORKING_DAY)
    assert (limit.starts, limit.then_upper) == (LimitStart.RECEIPT, then_upper)
    with (rules_dir() / "limits" / "cases.toml").open("rb") as file:
        rule = next(each for each in tomllib.load(file)["rule"] if each["id"] == "family_planning")
    assert (limit.length, limit.unit) == (rule["amount"], rule["unit"])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("JS-03", "一胎生育证"),
        ("JS-04", "二胎生育证"),
        ("JS-01", "独生子女证"),
        ("LD-02", "新农合"),
        ("MZ-06", "五保户"),
        ("XF-01", "信访"),
    ],
)
def test_other_names_lead_to_the_item(code, name):
    assert [item.code for item in load_catalog().items if name in item.aliases] == [code]


@pytest.mark.parametrize(
    ("code", "day", "in_force"),
    [
        ("CZ-01", date(2013, 1, 31), True),
        ("CZ-01", date(2013, 2, 1), False),
        ("CZ-01", date(2009, 1, 31), False),
        ("CZ-01", date(2009, 2, 1), True),
        ("JS-11", date(2021, 8, 19), True),
        ("JS-11", date(2021, 8, 20), False),
        ("MZ-10", date(2026, 9, 15), True),
    ],
)
def test_past_items_keep_their_dates(code, day, in_force):
    assert load_catalog().item(code).in_force(day) is in_force


@pytest.mark.parametrize(("day", "amount"), [(date(2017, 3, 31), "9.00"), (date(2017, 4, 1), "0.00")])
def test_the_fee_of_a_day_is_the_standard_of_that_day(day, amount):
    assert [fee.amount for fee in load_catalog().item("MZ-13").fees_on(day)] == [Decimal(amount)]


def test_a_tax_is_assessed_not_fixed():
    assert [fee.amount for fee in load_catalog().item("CZ-07").fees] == [None, None, None]


def test_an_instant_item_is_closed_by_its_clerk_and_a_promised_one_by_three():
    instant, promised = load_catalog().item("DY-01").stages, load_catalog().item("MZ-10").stages
    assert {instant.review, instant.approval} == {Role.CLERK}
    assert (promised.handling, promised.review, promised.approval) == (
        Role.CLERK,
        Role.WINDOW_HEAD,
        Role.DEPARTMENT_HEAD,
    )


def test_a_changed_word_changes_the_version(copied_rules):
    path = copied_rules / "catalog" / "tj.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("统计报表", "统计资料"), encoding="utf-8")
    changed = load_catalog()
    assert changed.version.startswith("2017-02-13-")
    assert changed.version != _shipped_version()


def _shipped_version() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("YICHUANG_RULES", raising=False)
        return load_catalog().version


MAIN = 'name = "老年优待证申请表", originals = 1, copies = 0, required = true, main = true'
FOLLOW_UP = 'follow_up = { amount = 6, unit = "month"'
REFUSED = [
    ("mz-benefits", FOLLOW_UP, FOLLOW_UP.replace("6", "0"), "items[0].follow_up.amount", "is 0"),
    ("mz-benefits", FOLLOW_UP, FOLLOW_UP.replace("month", "year"), "items[0].follow_up.unit", "'year' is unknown"),
    ("mz-benefits", FOLLOW_UP, FOLLOW_UP.replace("amount", "length"), "items[0].follow_up.amount", "is missing"),
    ("mz-benefits", 'version = "1"\n', "", "version", "is missing"),
    ("mz-benefits", "effective = 2017-02-13\n", "", "effective", "is missing"),
    ("mz-benefits", 'code = "MZ-08"', 'code = "MZ-01"', "items", "'MZ-01' stands twice"),
    ("mz-benefits", 'code = "MZ-08"', 'code = "MZ-02"', "items", "'MZ-02' stands twice"),
    ("mz-benefits", 'code = "MZ-08"', 'code = "JS-08"', "items.JS-08", "is no code of this file"),
    ("mz-benefits", 'code = "MZ-08"', 'code = "MZ-8"', "items.MZ-8", "is no code of this file"),
    ("mz-benefits", 'kind = "promised"', 'kind = "quick"', "items[0].kind", "'quick' is unknown"),
    ("mz-benefits", 'kind = "promised"', 'kind = "instant"', "items.MZ-01.limit.ref", "general does not suit instant"),
    ("mz-benefits", 'group = "minzheng"', 'group = "minzhen"', "items.MZ-01.group", "'minzhen' is unknown"),
    ("mz-benefits", 'levels = ["township", "county"]', 'levels = ["city"]', "items[0].levels", "'city' is unknown"),
    ("mz-benefits", "bases = [{", "reasons = [{", "items[0].bases", "is missing"),
    ("dy", 'bases = [{ name = "便民服务大厅工作制度", clause = "D4.3.8" }]', "bases = []", "items[3].bases", "has 0"),
    ("mz-benefits", 'name = "老年人权益保障法", ', "", "items[0].bases[0].name", "is missing"),
    ("mz-benefits", 'aliases = ["老年证"', 'aliases = ["老年优待证"', "items.MZ-01.aliases", "repeats a name"),
    ("mz-benefits", MAIN, MAIN.replace("main = true", "main = false"), "items.MZ-01.materials", "no main document"),
    ("mz-benefits", MAIN, MAIN.replace("required = true", "required = false"), "MZ-01.1", "is main but not required"),
    ("mz-benefits", MAIN, MAIN.replace("originals = 1", "originals = 0"), "MZ-01.1", "asks for no paper"),
    ("mz-benefits", MAIN, MAIN.replace("originals = 1", "originals = -1"), "materials[0].originals", "is -1"),
    ("mz-benefits", "{ id = 2,", "{ id = 1,", "materials", "'MZ-01.1' stands twice"),
    ("mz-benefits", 'amount = "9.00"', "amount = 9.0", "fees[0].amount", "is float"),
    ("mz-benefits", 'amount = "9.00"', 'amount = "9"', "fees[0].amount", "'9' is no amount"),
    ("mz-benefits", 'amount = "9.00"', 'amount = "-9.00"', "fees[0].amount", "'-9.00' is no amount"),
    ("mz-benefits", 'amount = "9.00"', 'amount = "九元"', "fees[0].amount", "'九元' is no amount"),
    ("mz-benefits", "2017-03-31", "2017-04-01", "fees.婚姻登记证工本费", "two standards on one day"),
    ("mz-benefits", 'approval = "DEPT"', 'approval = "MAYOR"', "stages.approval", "'MAYOR' is unknown"),
    ("mz-benefits", 'upper_body = "县退役军人事务局"\n', "", "items.MZ-08.upper_body", "does not suit forwarded"),
    (
        "mz-relief",
        'announce_ground = "社会救助暂行办法第十一条"\n',
        "",
        "MZ-04.announce_ground",
        "must_announce differ",
    ),
    ("js", "length = 10, ", "", "items[2].limit.length", "is missing"),
    ("js", 'ref = "own", length = 10, unit = "working_day", ', 'ref = "own", ', "JS-03.limit", "do not go together"),
    ("js", "valid_to = 2021-08-19", "valid_to = 2011-08-19", "items.JS-11.valid_to", "lies before valid_from"),
    ("tj", 'source = "D5.6.13"\n', 'sauce = "D5.6.13"\n', "source", "is missing"),
    ("tj", 'kind = "internal"', 'kind = "internal"\nhurry = true', "items[0].hurry", "is not a known key"),
    ("groups", 'code = "hunyin"', 'code = "minzheng"', "groups", "'minzheng' stands twice"),
]


@pytest.mark.parametrize(("name", "old", "new", "key", "problem"), REFUSED)
def test_a_broken_catalogue_is_refused_by_key_with_a_remedy(copied_rules, name, old, new, key, problem):
    path = copied_rules / "catalog" / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text, f"the table names a text that the file no longer holds: {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_catalog()
    assert caught.value.file.startswith("catalog/")
    assert caught.value.key.endswith(key)
    assert problem in caught.value.problem
    assert caught.value.remedy in str(caught.value)


def test_an_empty_catalogue_is_refused(copied_rules):
    for path in (copied_rules / "catalog").glob("*.toml"):
        if path.name != "groups.toml":
            path.unlink()
    with pytest.raises(RulebookError, match="there is none"):
        load_catalog()
