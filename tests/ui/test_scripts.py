"""The scripts in a real browser, under the content policy of the hall: drafts, keys, finder, confirming, live parts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import launched
from tests.ui.site_of_samples import Site, show
from yichuang.ui.styleguide import context

pytestmark = pytest.mark.journey
FORMS = (
    "{% import 'ui/parts.html' as parts %}{% from 'ui/forms.html' import guard, finder, choice_cards with context %}"
)
SIZES = {"phone": (390, 844), "desk": (1366, 768), "kiosk": (1080, 1920)}
ITEMS = [
    {"value": "MZ-04", "label": "最低生活保障", "words": "db zdshbz 低保"},
    {"value": "MZ-05", "label": "临时救助", "words": "lsjz"},
    {"value": "DB-01", "label": "档案查询", "words": "dacx"},
]
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).display !== 'inline')
  .filter((one) => (one.closest('label') || one).getBoundingClientRect().height < 40)
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = launched(driver)
        yield started
        started.close()


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_context()
    tab = opened.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield tab
    opened.close()
    assert faults == []


def write(site: Site, path: str, block: str, face: str = "staff", cookies: str = "", **more: object) -> str:
    source = FORMS + "{% block page %}<h1>x</h1>" + block + "{% endblock %}"
    page = "{% extends layout(face) %}" + source
    site.pages[path] = show(page, cookies=cookies, **{**context(), "face": face, "found": ITEMS, **more})
    return site.address(path)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("face", "cookies"), [("staff", ""), ("public", ""), ("public", "large_type=1")])
def test_axe_finds_nothing_and_nothing_sticks_out(browser, site, face, cookies, size):
    with translation.override("zh-hans"):
        guide = "{% extends 'ui/styleguide.html' %}"
        site.pages["/"] = show(guide, cookies=cookies, **{**context(bound=True), "face": face})
    width, height = SIZES[size]
    opened = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    tab = opened.new_page()
    tab.goto(site.address("/"))
    assert [fault["id"] for fault in Axe().run(tab).response["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(SMALL) == []
    opened.close()


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("db", "MZ-04"), ("DB-01", "DB-01"), ("ｍｚ-05", "MZ-05"), ("救助", "MZ-05"), ("低保", "MZ-04"), ("查", "DB-01")],
)
def test_the_finder_finds_by_initials_code_alias_and_name(page, site, typed, chosen):
    page.goto(write(site, "/f", "<form method='post' action='/f'>{{ finder('item', 'Item', found) }}</form>"))
    box = page.get_by_role("combobox", name="Item")
    box.fill(typed)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Enter")
    expect(page.locator("select[name=item]")).to_have_value(chosen)
    expect(box).to_have_attribute("aria-expanded", "false")


def test_the_finder_walks_by_arrows_closes_by_escape_and_says_when_nothing_fits(page, site):
    page.goto(write(site, "/f", "<form>{{ finder('item', 'Item', found, value='MZ-05') }}</form>"))
    box = page.get_by_role("combobox", name="Item")
    expect(box).to_have_value("临时救助")
    box.fill("zzz")
    expect(page.locator(".finder-empty")).to_be_visible()
    box.press("Escape")
    box.fill("d")
    box.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id"))
    box.press("Escape")
    expect(page.locator("select[name=item]")).to_have_value("MZ-05")
    expect(box).to_have_value("临时救助")


def test_keys_press_what_they_name_and_digits_stay_digits_while_typing(page, site):
    page.goto(
        write(
            site,
            "/k",
            "<form method='post' action='/k'><input name='phone' aria-label='Phone'>"
            "{{ choice_cards('m1', 'Book', [('p', 'present', '1'), ('x', 'missing', '2')], row=true) }}"
            "{{ choice_cards('m2', 'Card', [('p', 'present', '1'), ('x', 'missing', '2')], row=true) }}"
            "{{ parts.button('Call', key='F2', name='act', value='call') }}</form>",
        )
    )
    page.get_by_label("Phone").press("2")
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.get_by_label("Phone")).to_have_value("2")
    page.locator("[name=m2]").first.focus()
    page.keyboard.press("2")
    assert page.evaluate("[...document.querySelectorAll('input:checked')].map((one) => one.name + one.value)") == [
        "m2x"
    ]
    page.keyboard.press("Control+k")
    expect(page.locator("#top-search")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("F2")
    assert site.posts[0][1]["act"] == ["call"]


DRAFTS = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft'))"
DRAFT = (
    "<form data-draft='visit-7' method='post' action='{{ goal }}'><input name='name' aria-label='Name'>"
    "<input name='secret' type='password' aria-label='Secret'><input type='checkbox' name='agreed' aria-label='Agreed'>"
    "{{ finder('item', 'Item', found) }}<button>Send</button></form>"
)


def fill_draft(page: Page) -> None:
    page.get_by_label("Name").fill("李样例𠮷")
    page.get_by_label("Secret").fill("hidden")
    page.get_by_label("Agreed").check()
    page.get_by_role("combobox", name="Item").fill("lsjz")
    page.keyboard.press("Enter")


def test_a_draft_survives_a_reload_but_secrets_do_not(page, site):
    page.goto(write(site, "/d", DRAFT, goal="/done"))
    fill_draft(page)
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("李样例𠮷")
    expect(page.get_by_label("Secret")).to_have_value("")
    expect(page.get_by_label("Agreed")).to_be_checked()
    expect(page.get_by_role("combobox", name="Item")).to_have_value("临时救助")
    assert "hidden" not in page.evaluate("JSON.stringify(sessionStorage)")


@pytest.mark.parametrize("after", ["<p>Received</p>", "<p data-draft-done='visit-7'>Received</p>"])
def test_a_draft_is_forgotten_when_its_work_is_done(page, site, after):
    page.goto(write(site, "/d", DRAFT, goal="/done"))
    write(site, "/done", after)
    fill_draft(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()
    assert page.evaluate(DRAFTS) == []


def test_a_refused_form_shows_the_server_s_copy_and_keeps_the_draft(page, site):
    page.goto(write(site, "/d", DRAFT, goal="/again"))
    again = DRAFT.replace("<input name='name'", "<p data-refused>No</p><input value='from the server' name='name'")
    write(site, "/again", again, goal="/again")
    fill_draft(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Name")).to_have_value("from the server")
    assert page.evaluate(DRAFTS) == ["draft:visit-7"]


def test_signing_out_leaves_no_draft_behind(page, site):
    page.goto(write(site, "/d", DRAFT, goal="/done"))
    write(site, "/sign-out", "<p>Bye</p>")
    fill_draft(page)
    with page.expect_navigation():
        page.locator(".top-button").click()
    assert page.evaluate(DRAFTS) == []


@pytest.mark.parametrize("on", ["button", "form"])
def test_a_dangerous_act_asks_once_and_says_what_will_happen(page, site, on):
    asks = "data-confirm='The notice ends.'"
    button = "{{ parts.button('Revoke', name='act', value='revoke', confirm='The notice ends.') }}"
    block = f"<form method='post' action='/c' {asks if on == 'form' else ''}>"
    block += (button if on == "button" else "<button name='act' value='revoke'>Revoke</button>") + "</form>"
    page.goto(write(site, "/c", block))
    page.locator("main button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The notice ends.")
    dialog.locator("button[value=no]").click()
    expect(dialog).to_be_hidden()
    assert site.posts == []
    page.locator("main button").click()
    with page.expect_navigation():
        dialog.locator("button[value=yes]").click()
    assert [sent["act"] for _, sent in site.posts] == [["revoke"]]


def test_live_parts_follow_the_version_and_say_when_the_line_is_cut(page, site):
    block = "<div data-poll='/live' data-poll-every='200' data-poll-version='1'><b>B011</b></div>"
    page.goto(write(site, "/l", block, face="display"))
    site.calls = ("2", "<b>B012</b>")
    expect(page.locator("[data-poll]")).to_have_text("B012")
    site.down = True
    lost = page.locator("#connection-lost")
    expect(lost).to_be_visible(timeout=8000)
    assert page.locator("[data-connection-time]").inner_text().count(":") == 2
    site.down = False
    expect(lost).to_be_hidden()


def test_print_buttons_print_the_page_or_open_the_paper(page, site):
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    write(site, "/paper", "<p>Paper</p>", face="print")
    block = "{{ parts.print_button('Print', key='F8') }}{{ parts.print_button('Paper', url='/paper') }}"
    page.goto(write(site, "/p", block))
    page.keyboard.press("F8")
    assert page.evaluate("window.printed") == 1
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Paper").click()
    assert opened.value.url.endswith("/paper")


def test_the_kiosk_returns_to_its_first_page_when_left_alone(page, site):
    write(site, "/first", "<p>First</p>", face="kiosk")
    address = write(site, "/second", "<p>Second</p>", face="kiosk", kiosk_home_url="/first")
    site.pages["/second"] = site.pages["/second"].replace('data-idle-home="60"', 'data-idle-home="1"')
    page.goto(address)
    page.wait_for_url("**/first", timeout=5000)
