"""A point from the act that costs it to its published sheet: found, contested, withdrawn, scored again (D2, C-27)."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import PHONE, WINDOW_PC, Hall
from tests.journeys.looking import look, sign_in

pytestmark = pytest.mark.journey
SHEET = "/desk/sheets/2026-Q1/w3/"
# The matter begins, ends late; the quarter is over; the time for objections is over.
BEGUN, ENDED = "2026-03-04T10:00:00+08:00", "2026-03-30T10:00:00+08:00"
OVER, LATER = "2026-04-01T09:00:00+08:00", "2026-04-20T09:00:00+08:00"


@pytest.fixture(scope="module")
def running_hall(tmp_path_factory):
    hall = Hall(tmp_path_factory.mktemp("hall"), opened_at=BEGUN).open()
    yield hall
    hall.close()


def arrive(someone, hall, username, size=WINDOW_PC):
    page = someone(size)
    sign_in(page, username, hall.password)
    return page


def press(page, action, **typed):
    """Fills the form that goes to an address ending so, as a person would, and confirms where the page asks."""
    form = page.locator(f"form[action$='{action}']").first
    hidden = form.locator("xpath=ancestor::details[not(@open)]/summary")
    if hidden.count():
        hidden.first.click()
    for name, text in typed.items():
        field = form.locator(f"[name={name}]").first
        (field.select_option if field.evaluate("one => one.tagName") == "SELECT" else field.fill)(text)
    button = form.locator("button").last
    asks = button.get_attribute("data-confirm")
    with page.expect_navigation():
        button.click()
        if asks:
            page.locator("dialog[open] button[value=yes]").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".messages .message-error, main .field-error:visible").count() == 0, page.content()


def total(page):
    page.goto(SHEET)
    return page.locator("dd").first.inner_text().strip()


def test_from_the_late_matter_to_the_published_point(someone, running_hall):
    hall = running_hall
    code, number = hall.command(BEGUN, ENDED, module="tests.journeys.planting")
    assert code == 0 and number.startswith("W3-2026-")
    hall.turn(OVER)
    code, told = hall.command("detect", "--hall", "township", "--quarter", "2026-Q1")
    assert code == 0, told
    assessor = arrive(someone, hall, "assessor")
    finding = its_evidence_opens(assessor, number)
    assert total(assessor) == "80"  # 5 of section 5, 15 of section 6: the only matter is late
    look(assessor, "sheet-live")
    assessor.goto("/desk/sheets/?quarter=2026-Q1")
    press(assessor, "/sheets/finalise/")
    look(assessor, "sheets")
    said_by_the_head(someone, hall, finding)
    settled_by_another(someone, hall, finding)
    scored_again(assessor)
    hall.turn(LATER)
    published(arrive(someone, hall, "assessor"))
    read_by_everybody(someone, hall)
    code, told = hall.command("verify")
    assert code == 0 and "every link holds" in told


def its_evidence_opens(assessor, number):
    """The finding of the records stands at its window, counts, and its evidence is the case itself."""
    assessor.goto("/desk/findings/?quarter=2026-Q1&window=w3")
    look(assessor, "findings")
    assessor.locator("main tbody a").first.click()
    assessor.wait_for_url("**/desk/findings/*/")
    finding = assessor.url
    look(assessor, "finding")
    assessor.locator("#evidence a").first.click()
    assessor.wait_for_url("**/desk/cases/*/")
    assert number in assessor.locator("main").inner_text()
    return finding


def said_by_the_head(someone, hall, finding):
    """The head of the window finds it on his list, takes note, contests it and objects to the sheet, on his phone."""
    head = arrive(someone, hall, "minzheng.b", PHONE)
    head.goto("/desk/todo/")
    head.locator(f"a[href$='{re.search(r'/desk/.*', finding)[0]}']").first.click()
    head.wait_for_url("**/desk/findings/*/")
    press(head, "/acknowledge/")
    look(head, "finding-phone")
    press(head, "/contest/", words="当日全镇停电，附供电所通知")
    head.goto(SHEET)
    press(head, "/object/", words="该件因停电延误，请复核")
    look(head, "sheet-phone")


def settled_by_another(someone, hall, finding):
    leader = arrive(someone, hall, "leader.charge")
    leader.goto(finding)
    press(leader, "/settle/", upheld="no", reason="已核对供电所通知，情况属实")
    assert "已撤销" in leader.locator("main").inner_text()


def scored_again(assessor):
    assessor.goto(SHEET)
    press(assessor, "/answer/", accepted="yes", answer="情况属实，撤销后重新计分")
    press(assessor, "/again/", why="停电属实，撤销超时限扣分")
    assert total(assessor) == "85"  # the share of matters on time is as it was: the two are scored apart (C-08)
    look(assessor, "sheet")
    assessor.goto(f"{SHEET}difference/")
    look(assessor, "sheet-difference")
    assert "D2.5.2" in assessor.locator("#lines").inner_text()
    assessor.goto("/desk/replay/?quarter=2026-Q1&score_step=ceil")
    look(assessor, "replay")


def published(assessor):
    assessor.goto("/desk/sheets/?quarter=2026-Q1")
    press(assessor, "/sheets/publish/")
    assert assessor.get_by_text("已公布").count() >= 7


def read_by_everybody(someone, hall):
    """A clerk of another window reads the second version, page and paper; the finding itself stays another's."""
    clerk = arrive(someone, hall, "caizheng.a")
    assert total(clerk) == "85"
    paper = clerk.request.get(f"{SHEET}paper/")
    text = re.sub(r"\s", "", PdfReader(io.BytesIO(paper.body())).pages[0].extract_text())
    assert "85" in text and "第2版" in text
    assert clerk.request.get("/desk/findings/1/").status == 404
