"""Kiosk and display in a real browser: the voice, the broken line, the minute after which everything is forgotten."""

import os
import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.apps.screens.stage import HOST, serve
from tests.browser import launched
from tests.cast import identity
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Ticket

pytestmark = pytest.mark.journey
SIZES = {"kiosk": (1080, 1920), "counter": (1366, 768), "wall": (1920, 1080)}
SMALL = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
  .filter((one) => one.getClientRects().length && !one.matches('.skip-link, .switch'))
  .filter((one) => one.getBoundingClientRect().height < 60).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module", autouse=True)
def answers_from_the_browsers_loop():
    """Playwright answers requests from its own loop; the test's database is asked there, one request at a time."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        started = launched(driver, "--autoplay-policy=no-user-gesture-required")
        yield started
        started.close()


@pytest.fixture
def screen(browser, client, opened):
    """`screen("wall", "/display/")` opens a page and gives it with its line to the house."""
    contexts, faults = [], []

    def show(size, path, **more):
        width, height = SIZES[size]
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **more))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        line = serve(page, client)
        page.goto(HOST + path)
        return page, line

    yield show
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("size", ["kiosk", "counter"])
def test_two_touches_give_a_number_with_targets_for_thumbs(screen, size):
    page, line = screen(size, "/kiosk/")
    seen = []
    for touch in ("[href$='queue=C']", ".take-main", None):
        page.wait_for_load_state("networkidle")
        seen.append((Axe().run(page).violations_count, page.evaluate(SMALL)))
        if touch:
            page.click(touch)
            page.wait_for_url(re.compile("queue=|taken/"))
    assert seen == [(0, [])] * 3
    expect(page.locator(".number")).to_have_text("C001")
    assert [url for url in line["asked"] if not url.startswith(HOST)] == []


def test_the_keypad_types_the_identity_number(screen):
    page, _ = screen("kiosk", "/kiosk/?queue=C")
    page.click("summary")
    for sign in identity(5) + "1":
        page.click(f'[data-sign="{sign}"]')
    assert page.input_value("#identity") == identity(5), "eighteen places and no more"
    page.click('[data-sign="back"]')
    assert page.input_value("#identity") == identity(5)[:-1]


def test_after_a_minute_without_a_touch_the_kiosk_has_forgotten(screen):
    page, _ = screen("kiosk", "/kiosk/?queue=C")
    page.clock.install()
    page.reload()
    page.click("summary")
    page.fill("#identity", identity(5))
    page.clock.run_for(59_000)
    expect(page.locator("#identity")).to_have_value(identity(5))
    page.clock.run_for(2_000)
    expect(page.locator("h1")).to_have_text("您要办什么")
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
    assert identity(5) not in kept
    page.go_back()
    assert page.locator("#identity").count() == 0 or page.input_value("#identity") == ""


def call(cast, letter, window, by, seconds):
    cast.a_ticket(letter)
    return tickets.call_next(window=cast.window(window), by=by, now=cast.now + timedelta(seconds=seconds))


def test_the_display_speaks_new_calls_one_after_another_and_no_old_one(screen, cast):
    call(cast, "B", "w2", cast.person("laodong.a"), 0)
    page, line = screen("wall", "/display/")
    page.wait_for_load_state("networkidle")
    assert Axe().run(page).violations_count == 0
    call(cast, "C", "w3", cast.clerk, 1)
    call(cast, "A", "w1", cast.other_clerk, 1)
    expect(page.locator(".call").first).to_contain_text("A001", timeout=5000)
    expect(page.locator("body")).to_have_attribute("data-spoken", " C001@3 A001@1", timeout=40_000)
    clips = {url.rsplit("/", 1)[1] for url in line["asked"] if url.endswith(".opus")}
    assert {"qing.opus", "C.opus", "0.opus", "1.opus", "hao.opus", "dao.opus", "3.opus", "chuangkou.opus"} <= clips
    expect(page.locator("[data-sound-start]")).to_be_hidden()


def test_a_broken_line_is_shown_within_seconds_and_heals(screen, cast):
    page, line = screen("wall", "/display/")
    line["down"] = True
    expect(page.locator("[data-connection]")).to_be_visible(timeout=8000)
    expect(page.locator("[data-connection] [data-connection-time]")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
    expect(page.locator("body")).to_have_class(re.compile("is-lost"))
    line["down"] = False
    call(cast, "C", "w3", cast.clerk, 1)
    expect(page.locator("[data-connection]")).to_be_hidden(timeout=5000)
    expect(page.locator(".call").first).to_contain_text("C001", timeout=5000)


def test_a_call_from_the_time_without_a_line_is_not_spoken_when_it_is_old(screen, cast, at):
    page, line = screen("wall", "/display/")
    line["down"] = True
    call(cast, "C", "w3", cast.clerk, 1)
    at(cast.now + timedelta(minutes=5))
    line["down"] = False
    expect(page.locator(".call").first).to_contain_text("C001", timeout=8000)
    page.wait_for_timeout(1500)
    assert page.evaluate("document.body.dataset.spoken || ''") == ""
    expect(page.locator(".call").first).to_have_class(re.compile("call-past"))


@pytest.mark.parametrize(
    ("window", "spoken"),
    [("3", ["3"]), ("10", ["shi"]), ("12", ["shi", "2"]), ("20", ["2", "shi"]), ("31", ["3", "shi", "1"])],
)
def test_windows_are_counted_the_chinese_way(screen, window, spoken):
    page, _ = screen("wall", "/display/")
    said = "async (n) => (await import('/static/screens/display.js')).wordsOf({number: 'AB012', window: n})"
    words = page.evaluate(said, window)
    assert words == ["qing", "A", "B", "0", "1", "2", "hao", "dao", *spoken, "hao", "chuangkou"]


def test_the_kiosk_wrote_what_the_citizen_saw(screen):
    page, _ = screen("counter", "/kiosk/?queue=A")
    page.click("text=残疾人")
    page.wait_for_url(re.compile("taken/"))
    number = page.locator(".number").text_content()
    ticket = Ticket.objects.get(number=number)
    assert (ticket.priority, ticket.reason) == ("priority", "残疾人")
    expect(page.locator(".qr svg")).to_be_visible()
