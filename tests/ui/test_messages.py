"""Collecting texts, merging parts, compiling: on a small house made for the purpose."""

import gettext
import os
from pathlib import Path

import pytest

from tools import messages as tool
from yichuang.ui.messages import compile_catalogs, is_current, merge, read_parts

DESK = """
{# _("not a text") #}<p>{{ _("Call next") }}</p>{% trans %}Hand
over{% endtrans %}{{ ngettext("%(num)s case", "%(num)s cases", n) }}{{ pgettext("place", "Window") }}
"""
CODE = 'from django.utils.translation import gettext_lazy as _\nLABEL = _("Due time")\nNAME = "not a text"\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in {
        "apps/desk/templates/desk/home.html": DESK,
        "apps/desk/forms.py": CODE,
        "ui/page.py": CODE,
    }.items():
        path = tmp_path / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "locale/zh_Hans/parts").mkdir(parents=True)
    return tmp_path


def write(house: Path, part: str, text: str) -> Path:
    path = house / "locale/zh_Hans/parts" / part
    path.write_text(text)
    return path


def update(house: Path, *only: str) -> list[str]:
    return sorted(text for _, (_, text) in tool.update(list(only), house / "locale", house / "src"))


def translated(house: Path, folder: str) -> gettext.GNUTranslations:
    with (house / "locale" / folder / "LC_MESSAGES/django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_texts_are_found_folder_by_folder(house):
    found = tool.found_texts(house / "src")
    assert {part: {text for _, text in keys} for part, keys in found.items()} == {
        "desk": {"Call next", "Hand over", "%(num)s case", "Window", "Due time"},
        "ui": {"Due time"},
    }
    assert ("place", "Window") in found["desk"]


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(house):
    write(house, "desk.po", 'msgid "Call next"\nmsgstr "叫号"\n\nmsgid "Gone"\nmsgstr "没有了"\n')
    write(house, "ui.po", 'msgid "Due time"\nmsgstr "办结时限"\n')
    assert update(house) == ["%(num)s case", "Hand over", "Window"]
    desk = (house / "locale/zh_Hans/parts/desk.po").read_text()
    assert "叫号" in desk and "Gone" not in desk
    assert "Due time" not in desk  # one place for a text that two folders use
    update(house)
    assert (house / "locale/zh_Hans/parts/desk.po").read_text() == desk


def test_a_part_may_hold_the_texts_of_several_folders(house):
    write(house, "front.po", 'msgid "Due time"\nmsgstr "办结时限"\n\nmsgid "Call next"\nmsgstr "叫号"\n')
    assert update(house) == ["%(num)s case", "Hand over", "Window"]
    assert sorted(path.name for path in (house / "locale/zh_Hans/parts").iterdir()) == ["desk.po", "front.po"]


def test_an_update_of_one_part_leaves_the_others_alone(house):
    update(house, "ui")
    assert [path.name for path in (house / "locale/zh_Hans/parts").iterdir()] == ["ui.po"]


def test_missing_and_obsolete_are_told(house):
    write(house, "desk.po", 'msgid "Call next"\nmsgstr ""\n\nmsgid "Gone"\nmsgstr "没有了"\n')
    found, parts = tool.found_texts(house / "src"), read_parts(house / "locale")
    assert ("desk", (None, "Call next")) in tool.missing(found, parts)
    assert tool.obsolete(found, parts) == [("desk.po", (None, "Gone"))]


def test_two_different_translations_are_a_conflict_and_the_first_stands(house):
    write(house, "a.po", 'msgid "Return"\nmsgstr "退回"\n')
    write(house, "b.po", 'msgid "Return"\nmsgstr "返回"\n')
    write(house, "c.po", 'msgid "Return"\nmsgstr "退回"\n')
    merged, conflicts = merge(read_parts(house / "locale"))
    assert merged[(None, "Return")].string == "退回"
    assert [str(conflict) for conflict in conflicts] == ["'Return' is translated differently in a.po and b.po"]


def test_an_empty_entry_gives_way_to_a_translated_one(house):
    write(house, "a.po", 'msgid "Due"\nmsgstr ""\n')
    write(house, "b.po", 'msgid "Due"\nmsgstr "到期"\n')
    merged, conflicts = merge(read_parts(house / "locale"))
    assert (merged[(None, "Due")].string, conflicts) == ("到期", [])


def test_compiling_writes_both_languages_once(house):
    part = write(
        house,
        "desk.po",
        'msgid "Window"\nmsgstr "窗口里为群众办理"\n\nmsgid "Later"\nmsgstr ""\n'
        '\nmsgid "%(num)s case"\nmsgid_plural "%(num)s cases"\nmsgstr[0] "%(num)s 件"\n',
    )
    assert compile_catalogs(house / "locale") is True
    assert compile_catalogs(house / "locale") is False
    assert translated(house, "zh_Hans").gettext("Window") == "窗口里为群众办理"
    assert translated(house, "zh_Hant").gettext("Window") == "窗口裡為群眾辦理"
    assert translated(house, "zh_Hans").ngettext("%(num)s case", "%(num)s cases", 2) == "%(num)s 件"
    assert translated(house, "zh_Hans").gettext("Later") == "Later"
    later = (house / "locale/zh_Hans/LC_MESSAGES/django.mo").stat().st_mtime_ns + 1_000_000
    os.utime(part, ns=(later, later))
    assert is_current(house / "locale") is False
    assert compile_catalogs(house / "locale") is True


def test_a_part_taken_away_is_noticed(house):
    write(house, "a.po", 'msgid "Due"\nmsgstr "到期"\n')
    gone = write(house, "b.po", 'msgid "Gone"\nmsgstr "没有了"\n')
    compile_catalogs(house / "locale")
    gone.unlink()
    assert compile_catalogs(house / "locale") is True
    assert translated(house, "zh_Hans").gettext("Gone") == "Gone"


def test_texts_inside_an_f_string_are_found(house):
    (house / "src/ui/page.py").write_text("NAME = f\"{_('to be decided') if x else _('to be assessed')} · {y}\"\n")
    found = tool.found_texts(house / "src")
    assert {text for _, text in found["ui"]} == {"to be decided", "to be assessed"}
