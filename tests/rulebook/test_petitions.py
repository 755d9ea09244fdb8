"""Classes of petitions are dated data: read, refused when malformed, readable when no longer given (D4.3.9)."""

import shutil
from datetime import date

import pytest

from yichuang.rulebook import petitions
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir


@pytest.fixture
def rules(tmp_path, monkeypatch):
    folder = tmp_path / "rules"
    shutil.copytree(rules_dir() / "petitions", folder / "petitions")
    monkeypatch.setenv("YICHUANG_RULES", str(folder))
    return folder / "petitions" / "classes.toml"


def test_the_hall_s_classes():
    codes = [one.code for one in petitions.petition_classes_on(date(2026, 3, 4))]
    assert codes == ["advice", "suggestion", "claim", "accusation", "efficiency", "other"]
    assert petitions.petition_classes_on(date(2016, 3, 4)) == ()


def test_a_class_no_longer_given_stays_readable(rules):
    text = rules.read_text(encoding="utf-8")
    ended = text.replace('english = "Other", ', 'english = "Other", valid_to = 2026-03-03, ')
    rules.write_text(ended, encoding="utf-8")
    assert "other" in {one.code for one in petitions.petition_classes()}
    days = [date(2026, 3, 3), date(2026, 3, 4)]
    assert ["other" in {one.code for one in petitions.petition_classes_on(day)} for day in days] == [True, False]


@pytest.mark.parametrize(("old", "new", "named"), [
    ('code = "other"', 'code = "claim"', "classes"), ('source = "信访工作条例第十七条"', 'source = ""', "source"),
    ("effective = 2017-02-13, ", "", "effective"), ('name = "其他"', 'colour = "其他"', "name"),
])  # fmt: skip
def test_a_malformed_file_is_refused_by_name(rules, old, new, named):
    rules.write_text(rules.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(RulebookError, match=named):
        petitions.petition_classes()
