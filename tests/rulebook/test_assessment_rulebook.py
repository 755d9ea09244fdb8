"""rules/assessment/: what a rulebook says, what is refused, which version is in force."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from yichuang.core.assessment import Level, Measured
from yichuang.rulebook.assessment import all_rulebooks, examine_rulebook, load_rulebook, read_rulebook, rulebook_on
from yichuang.rulebook.errors import RulebookError

TEXT = (Path(__file__).parents[2] / "rules/assessment/wan-2017-49.toml").read_text(encoding="utf-8")
# The scoring table: row and the points of one time.
TABLE = """
1.1 1, 1.2a 0.5, 1.2b 1, 1.3 0.5, 2.1 1, 2.2 0.2, 2.3 0.5, 2.4 1, 3.1 3, 3.2 2, 3.3 2, 3.4 2, 3.5 2, 3.6 3-5, 3.7 4,
4.1 3, 4.2 5, 4.3 3, 5.1 3, 5.2 5, 5.3 10, 6.1 0.2, 6.2 3, 7.1 1, 8.1 1, 8.2a 0.3-1, 8.2b 2, 8.3 5, 8.4 levels,
8.5 1, 8.6 3
"""
ROWS = dict(pair.split() for pair in TABLE.split(","))


@pytest.fixture
def book():
    return load_rulebook("wan-2017-49")


def changed(*pairs):
    text = TEXT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_rulebook(text.encode(), "assessment/draft.toml")


def test_the_thirty_one_rows_of_the_scoring_table(book):
    rows = list(dict.fromkeys(rule.row for rule in book.rules.values()))
    assert rows == list(ROWS) and len(rows) == 31
    for row, points in ROWS.items():
        rule = next(rule for rule in book.rules.values() if rule.row == row)
        if points == "levels":
            assert rule.levels == {Level.COUNTY: 1, Level.CITY: 3, Level.PROVINCE: 5}
            continue
        low, _, high = points.partition("-")
        assert (rule.low, rule.high) == (Fraction(low), Fraction(high or low)), row


def test_bases_sum_to_one_hundred_and_the_last_section_has_none(book):
    assert [section.base for section in book.sections] == [15, 15, 15, 15, 20, 15, 5, None]
    assert (book.total, book.pass_mark) == (100, 80)
    assert book.sections[4].base_written == "20"


def test_marks_of_single_rules(book):
    assert {rule.row for rule in book.rules.values() if rule.verified} == {"3.1", "4.1", "8.2a", "8.6"}
    assert {rule.row for rule in book.rules.values() if rule.once} == {"8.4", "8.5"}
    assert {rule.row for rule in book.rules.values() if rule.discretionary} == {"3.6", "8.2a"}
    assert {rule.row: rule.cap for rule in book.rules.values() if rule.cap} == {"8.1": 10, "8.2a": 5}
    assert {rule.id for rule in book.rules.values() if rule.adds} == {"8.2a+", "8.3", "8.4", "8.5"}
    steps = {rule.id: rule.steps for rule in book.rules.values() if rule.steps}
    assert {key: (one.measured, one.target, one.size) for key, one in steps.items()} == {
        "6.1": (Measured.ON_TIME, 100, 1),
        "8.1": (Measured.SATISFACTION, 90, 5),
    }


def test_every_rule_has_its_clause_and_its_sentence(book):
    for rule in book.rules.values():
        assert rule.clause.startswith(f"D2.{rule.section}."), rule.id
        assert len(rule.text) > 8, rule.id


REFUSED = [
    # Sums, numbering, sections.
    ([('base = "20"', 'base = "21"')], "bases of 101.0 together, not 100.0"),
    ([('base = "5"\n', "")], "bases of 95.0 together"),
    ([('base = "5"\n', ""), ('total = "100"', 'total = "95"')], "more than one without a base"),
    ([('pass_mark = "80"', 'pass_mark = "101"')], "above the total"),
    ([('id = "7"', 'id = "8"')], "section 7 is called '8'"),
    ([('{ id = "3.4"', '{ id = "3.9"')], "3.9 leaves a gap"),
    ([('{ id = "2.1"', '{ id = "2.2"')], "twice"),
    ([('{ id = "2.2"', '{ id = "2.1"')], "twice"),
    ([('{ id = "1.2a"', '{ id = "1.2c"')], "1.2c leaves a gap"),
    ([('{ id = "1.2b"', '{ id = "1.2c"')], "1.2c leaves a gap"),
    ([('{ id = "4.3"', '{ id = "4.3a"')], "4.3a leaves a gap"),
    ([('{ id = "2.4"', '{ id = "3.4"')], "stands in section 2"),
    ([('{ id = "2.4"', '{ id = "2.04"')], "stands in section 2"),
    ([('rules = [\n  { id = "7.1"', 'rules = []\nleft_over = [\n  { id = "7.1"')], "left_over"),
    # Units, figures, texts.
    ([('unit = "person_time"', 'unit = "fortnight"')], "'fortnight' is unknown"),
    ([('points = "0.5"', "points = 0.5")], "is float"),
    ([('points = "0.5"', 'points = "half"')], "'half' is no figure"),
    ([('points = "0.5"', 'points = "-0.5"')], "is no figure"),
    ([('points = "0.5"', 'points = "0"')], "are nothing"),
    ([('points = "0.5"', 'points = "1e-1"')], "is no figure"),
    ([('points = ["3", "5"]', 'points = ["5", "3"]')], "lower figure first"),
    ([('points = ["3", "5"]', 'points = ["3", "4", "5"]')], "has 3 figures"),
    ([('points = ["3", "5"]', "points = [3, 5]")], "no text"),
    ([('cap = "10"', "cap = 10.0")], "is float"),
    ([('total = "100"', "total = 100")], "is int"),
    ([('step = "5"', 'step = "95"')], "does not fit the target"),
    ([('step = "1"', 'step = "0"')], "does not fit the target"),
    ([('measure = "on_time"', 'measure = "speed"')], "'speed' is unknown"),
    ([('measure = "satisfaction"', 'measure = "on_time"')], "'on_time' stands twice"),
    ([('measure = "on_time", target = "100", step = "1", ', "")], "measure: is missing"),
    ([('unit = "percent_step"', 'unit = "time"')], "counts no steps"),
    ([('points = "0.2", clause = "D2.6.1"', 'points = ["0.2", "1"], clause = "D2.6.1"')], "counts no steps"),
    ([("levels = { county", 'points = "1", levels = { county')], "stand beside levels"),
    ([('county = "1", ', "")], "levels.county"),
    ([('city = "3"', 'city = "3", world = "9"')], "levels.world"),
    ([('direction = "add"', 'direction = "up"')], "'up' is unknown"),
    # Sources, dates.
    ([(', clause = "D2.1.1"', "")], "clause"),
    ([('source = "D2.0.1, C-44"\n', "")], "source: is missing"),
    ([("effective = 2017-12-01\n", "")], "effective: is missing"),
    ([("issued = 2017-12-01", 'issued = "2017-12-01"')], "issued: is str"),
    ([('text = "与服务对象吵架，每人次扣1分"', 'text = ""')], "text: is empty"),
    ([("verified = true", "certain = true")], "not a known key"),
    ([("verified = true", 'verified = "yes"')], "is str"),
    # Adding and caps.
    ([('unit = "item_time", points = "1"', 'unit = "item_time", direction = "add", points = "1"')], "Only the last"),
    ([('points = "10"', 'points = "10", cap = "20"')], "beside the base"),
    # One fact once.
    ([('sections = ["2", "3"]', 'sections = ["2", "9"]')], "section '9'"),
    ([('sections = ["2", "3"]', 'sections = ["2"]')], "has 1 entries"),
    ([('{ sections = ["2", "3"] }', '{ sections = ["2", "3"] }, { sections = ["3", "4"] }')], "two groups"),
    ([('rule = "5.3", over = ["5.2"]', 'rule = "5.3", over = ["5.9"]')], "rule '5.9'"),
    ([('rule = "5.3", over = ["5.2"]', 'rule = "5.3", over = ["4.1"]')], "sets 5.3 over 4.1"),
    ([('over = ["8.2a+"]', 'over = ["8.2a"]')], "rule '8.2a'"),
    ([('rule = "1.3", over = ["1.2a"', 'rule = "1.2a", over = ["1.2b"')], "circle"),
    # Readings.
    ([('name = "score.step", value = "floor"', 'name = "score.step", value = "round"')], "score.step"),
    ([('name = "score.dedupe", value = true', 'name = "score.dedupe", value = 1')], "score.dedupe"),
    ([('name = "score.dedupe", value = true', 'name = "score.dedupe", value = 1.0')], "is float"),
    ([('name = "score.dedupe"', 'name = "score.doubles"')], "unknown reading"),
    ([('name = "score.dedupe", value = true', 'name = "score.step", value = "ceil"')], "twice"),
    ([('value = "each", source = "C-12"', 'value = "each"')], "source: is missing"),
    ([('number = "wan-2017-49"', "number =")], "not valid TOML"),
]


@pytest.mark.parametrize(("pairs", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_is_refused(pairs, told):
    with pytest.raises(RulebookError) as caught:
        changed(*pairs)
    assert told in str(caught.value)
    assert str(caught.value).startswith("assessment/draft.toml: ")


SPOILED = [
    ("issued = 2017-12-01", 'issued = "then"'),
    ('base = "20"', "base = 20"),
    ('unit = "person_time"', 'unit = "dozen"'),
    ('points = "0.5"', 'points = "half"'),
    ('points = ["3", "5"]', 'points = ["5", "3"]'),
    ('{ id = "4.2"', '{ id = "4.9"'),
    ('rule = "5.3", over = ["5.2"]', 'rule = "5.3", over = ["5.9"]'),
    ("once = true", "ones = true"),
    ('name = "score.step", value = "floor"', 'name = "score.step", value = "round"'),
    (', clause = "D2.1.1"', ""),
]


def test_everything_that_is_wrong_is_told_at_once_each_with_its_place():
    text = TEXT
    for old, new in SPOILED:
        text = text.replace(old, new, 1)
    book, defects = examine_rulebook(text.encode(), "draft")
    assert book is None
    assert {one.key for one in defects} == {
        "issued", "sections[4].base", "sections[0].rules[0].unit", "sections[0].rules[0].clause",
        "sections[0].rules[1].points", "sections[2].rules[5].points", "sections[3].rules[1].id", "once.precedence[4]",
        "sections[7].rules[4].ones", "readings[1]",
    }  # fmt: skip
    assert len(defects) == len(SPOILED)
    with pytest.raises(RulebookError) as caught:
        read_rulebook(text.encode(), "draft")
    assert str(caught.value) == str(defects[0])


@pytest.mark.parametrize(("pairs", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_is_refused_is_told_first_of_what_is_found(pairs, told):
    text = TEXT
    for old, new in pairs:
        text = text.replace(old, new, 1)
    book, defects = examine_rulebook(text.encode(), "draft")
    assert (
        book is None and told in " ".join(str(one) for one in defects) and len(set(map(str, defects))) == len(defects)
    )


def test_what_could_not_be_read_makes_no_echo():
    """An unread base leaves the sum open, an unread id the numbering and the precedence."""
    for old, new in (
        ('base = "15"', "base = 15"),
        ('id = "1.2a"', "id = 12"),
        ('id = "3"', "id = 3"),
        ('direction = "both"', 'direction = "up"'),
        ('sections = ["2", "3"]', 'sections = ["2"]'),
    ):
        assert old in TEXT
        _book, defects = examine_rulebook(TEXT.replace(old, new, 1).encode(), "draft")
        assert len(defects) == 1, [str(one) for one in defects]


def test_a_whole_text_has_nothing_to_be_told(book):
    assert examine_rulebook(TEXT.encode(), "draft") == (book, ())


def test_a_section_without_rules_is_refused():
    cut = TEXT.index('rules = [\n  { id = "7.1"')
    end = TEXT.index("]\n", cut)
    with pytest.raises(RulebookError, match="section 7 has no rules"):
        read_rulebook((TEXT[:cut] + "rules = []" + TEXT[end + 1 :]).encode(), "draft.toml")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(RulebookError, match="not valid TOML"):
        read_rulebook(b"\xff", "draft.toml")


class TestVersions:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        (tmp_path / "assessment").mkdir()
        monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))

        def put(number, *pairs):
            text = TEXT.replace("wan-2017-49", number)
            for old, new in pairs:
                assert old in text
                text = text.replace(old, new, 1)
            (tmp_path / "assessment" / f"{number}.toml").write_text(text, encoding="utf-8")

        put("wan-2017-49")
        return put

    AMENDED = ("effective = 2017-12-01", "effective = 2027-01-01")

    def test_each_day_has_its_version_and_old_ones_stay(self, folder):
        folder("wan-2026-12", self.AMENDED, ('points = "10"', 'points = "8"'))
        assert rulebook_on(date(2017, 12, 1)).number == "wan-2017-49"
        assert rulebook_on(date(2026, 12, 31)).number == "wan-2017-49"
        assert rulebook_on(date(2027, 1, 1)).number == "wan-2026-12"
        old, new = load_rulebook("wan-2017-49"), load_rulebook("wan-2026-12")
        assert (old.rules["5.3"].low, new.rules["5.3"].low) == (10, 8)
        assert old.digest != new.digest and len(old.digest) == 64
        assert list(all_rulebooks()) == ["wan-2017-49", "wan-2026-12"]

    def test_no_version_before_the_first(self, folder):
        with pytest.raises(RulebookError, match="no rulebook is in force"):
            rulebook_on(date(2017, 11, 30))

    def test_a_hall_may_have_its_own(self, folder):
        folder("town-2027", self.AMENDED, ('total = "100"', 'halls = ["township"]\ntotal = "100"'))
        assert rulebook_on(date(2027, 3, 31), "township").number == "town-2027"
        assert rulebook_on(date(2027, 3, 31), "county").number == "wan-2017-49"
        folder("wan-2027", self.AMENDED)

    def test_two_versions_of_one_day_are_refused(self, folder):
        folder("wan-2018-1")
        with pytest.raises(RulebookError, match="begin on its own day"):
            all_rulebooks()

    def test_file_and_number_agree(self, folder, tmp_path):
        (tmp_path / "assessment/other.toml").write_text(TEXT, encoding="utf-8")
        with pytest.raises(RulebookError, match="Write 'other'"):
            all_rulebooks()

    def test_an_unknown_number_is_named_with_those_there_are(self, folder):
        with pytest.raises(RulebookError, match=r"'wan-2017-50'.*Choose from: wan-2017-49"):
            load_rulebook("wan-2017-50")

    def test_no_file_at_all(self, tmp_path, monkeypatch):
        monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
        with pytest.raises(RulebookError, match="no rulebook is on file"):
            all_rulebooks()
