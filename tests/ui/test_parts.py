"""Every macro of parts.html and lists.html, by what a reader would see of it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

PARTS = "{% import 'ui/parts.html' as parts %}{% import 'ui/lists.html' as lists %}"


@pytest.fixture
def part(show):
    return lambda source, **context: re.sub(r"\s+", " ", show(PARTS + source, **context)).strip()


@pytest.mark.parametrize(
    ("source", "has"),
    [
        (
            "{{ parts.button('Call', key='F2') }}",
            ['data-key="F2"', 'aria-keyshortcuts="F2"', "F2</kbd>", 'type="submit"'],
        ),
        ("{{ parts.button('Call', key='Control+Enter') }}", ["Ctrl Enter</kbd>"]),
        ("{{ parts.button('No', why_not='Not yours') }}", [" disabled", "Not yours"]),
        ("{{ parts.button('Revoke', confirm='It ends.') }}", ['data-confirm="It ends."', 'data-confirm-yes="Revoke"']),
        (
            "{{ parts.button('Go', name='act', value='hold', kind='primary') }}",
            ['name="act" value="hold"', "button-primary"],
        ),
        ("{{ parts.link_button('/x', 'There', key='F4') }}", ['href="/x"', 'data-key="F4"']),
        ("{{ parts.print_button('Print') }}", ["<button", "data-print"]),
        ("{{ parts.print_button('Print', url='/n.pdf') }}", ['<a class="button" href="/n.pdf" data-print']),
        ("{{ parts.light('red') }}", ["light-red", "Red light"]),
        ("{{ parts.light('yellow') }}", ["Yellow light"]),
        ("{{ parts.light('green') }}", ["Green light"]),
        ("{{ parts.light('none') }}", ["No light"]),
        ("{{ parts.light('red', 'overdue') }}", ["overdue"]),
        ("{{ parts.status('done', 'good') }}", ["status-good", "done"]),
        ("{{ parts.money(1250) }}", ["¥12.50"]),
        ("{{ parts.money(0) }}", ["free of charge"]),
        ("{{ parts.stat('/rows', 7, 'Red', tone='red') }}", ['href="/rows"', ">7<", "stat-red"]),
        ("{{ parts.why('/why') }}", ['href="/why"', "Why?"]),
        ("{{ parts.facts([('Phone', ''), ('Fee', parts.money(100))]) }}", ["none yet", '<span class="money">¥1.00']),
        (
            "{% call parts.section('Fees', id='fees') %}x{% endcall %}",
            ['aria-labelledby="fees-title"', '<h2 id="fees-title"'],
        ),
        (
            "{% call parts.dialog('d', 'Why') %}x{% endcall %}",
            ['<dialog class="dialog" id="d" aria-labelledby="d-title"'],
        ),
        ("{% call parts.note('bad', 'Stop') %}x{% endcall %}", ["note-bad", "Stop"]),
        ("{{ parts.page_head('Cases', lead='All') }}", ["<h1>Cases</h1>", "All"]),
        ("{{ lists.empty('None', 'They come.', '/n', 'New') }}", ["None", "They come.", 'href="/n"']),
        (
            "{{ lists.chips([{'label': 'All', 'url': '/', 'active': true, 'count': 0}]) }}",
            ['aria-current="true"', ">0<"],
        ),
        ("{{ lists.pager(next_url='/n') }}", ['rel="next"', "Next page"]),
        ("{{ lists.actions(export_url='/x.xlsx') }}", ['href="/x.xlsx" download', "data-print"]),
        (
            "{{ lists.search('/s', query='a\"b', keep=[('light', 'red')]) }}",
            ['value="a&#34;b"', 'name="light" value="red"', "<label"],
        ),
    ],
)
def test_a_part_shows(part, source, has):
    shown = part(source)
    assert [piece for piece in has if piece not in shown] == [], shown


@pytest.mark.parametrize("source", ["{{ lists.pager() }}", "{{ parts.key_hint('') }}"])
def test_a_part_without_content_shows_nothing(part, source):
    assert part(source) == ""


def test_the_first_page_offers_no_way_back(part):
    assert "prev" not in part("{{ lists.pager(next_url='/n') }}")


def test_stages_name_person_time_and_the_one_at_work(part):
    steps = [
        {"label": "Acceptance", "state": "done", "person": "Sample A", "at": datetime(2026, 9, 28, 1, 12, tzinfo=UTC)},
        {"label": "Handling", "state": "now"},
        {"label": "Review", "state": "skipped"},
        {"label": "Approval", "state": "open", "note": "by B"},
    ]
    shown = part("{{ parts.stages(steps) }}", steps=steps)
    assert "Sample A" in shown and "2026-09-28 09:12" in shown
    assert shown.count('aria-current="step"') == 1
    assert ["in progress" in shown, "not needed" in shown, "still to come" in shown, "by B" in shown] == [True] * 4


def test_a_table_has_a_caption_sortable_heads_and_can_be_scrolled_by_keyboard(part):
    shown = part(
        "{% call lists.table('Cases', ['No', {'label': 'Due', 'url': '?o=due', 'sorted': 'descending'},"
        " {'label': 'Fee', 'numeric': true}]) %}<tr><td>1</td></tr>{% endcall %}"
    )
    assert "<caption" in shown and 'tabindex="0" role="region" aria-label="Cases"' in shown
    assert '<th scope="col" aria-sort="descending"><a class="sort" href="?o=due">Due' in shown
    assert '<th scope="col" class="numeric">Fee' in shown and "<tr><td>1</td></tr>" in shown


def test_every_icon_used_anywhere_is_in_the_sprite():
    root = Path(__file__).resolve().parents[2] / "src/yichuang"
    sprite = (root / "ui/static/ui/vendor/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    used = {
        name
        for page in root.rglob("templates/**/*.html")
        for name in re.findall(r"""icon(?:_name)?(?:\(|=)["']([a-z-]+)["']""", page.read_text())
    }
    assert {"search", "printer"} <= used
    assert used - drawn == set()
