"""A citizen and a clerk, from the ticket to the rating, by keyboard at the window; its pictures: docs/pictures/."""

import pytest

from tests.cast import identity
from tests.journeys.conftest import KIOSK, PHONE, WALL, WINDOW_PC
from tests.journeys.looking import PICTURES, fits, look, sign_in

pytestmark = pytest.mark.journey
NUMBER = identity(321)


def take_a_number(page):
    page.goto("/kiosk/")
    look(page, "kiosk")
    page.get_by_role("link", name="低保").click()
    page.get_by_text("选填").first.wait_for() if page.get_by_text("选填").count() else None
    page.locator("summary").first.click()
    page.locator("#identity").fill(NUMBER)
    look(page, "kiosk-priority")
    page.locator("button.take-main").click()
    page.wait_for_url("**/kiosk/taken/**")
    look(page, "kiosk-number")
    return page.locator(".number").inner_text().strip()


def serve(page):
    """Call, find the item by its initials, take in, all by keyboard."""
    page.goto("/desk/")
    look(page, "desk-waiting")
    page.keyboard.press("F2")
    page.locator(".call-now .number").wait_for()
    number = page.locator(".call-now .number").inner_text().strip()
    page.keyboard.press("Alt+i")
    page.keyboard.type("lsjz", delay=20)
    page.get_by_role("option").first.wait_for()
    look(page, "desk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+2")
    page.wait_for_url("**/intake/**")
    return number


def take_in(page):
    page.locator("[name=identity]").fill("１１０１０１１９９００３０７")
    page.locator("[name=name]").fill("样例𠮷")
    page.locator("[name=phone]").fill("13900001234")
    page.keyboard.press("Control+Enter")
    first = page.locator("[data-material]").first.locator("input[type=radio]").first
    assert first.evaluate("one => one === document.activeElement"), "nothing to decide yet: the hand goes to the marks"
    page.locator("#opinion").get_by_text("尚未核对完").first.wait_for()
    for row in page.locator("[data-material]").all():
        row.locator("input[type=radio]").first.focus()
        page.keyboard.press("1")
    page.get_by_text("全角").first.wait_for()
    page.locator("#opinion [data-decision]").first.wait_for()
    page.keyboard.press("Control+Enter")
    page.locator("#id_identity-error").wait_for()
    assert page.locator("[name=name]").input_value() == "样例𠮷", "what was typed stays"
    page.locator("[name=identity]").fill(NUMBER)
    page.locator("#opinion").get_by_text("为何").first.wait_for()
    look(page, "intake")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/outcome/**")
    look(page, "intake-done")
    return page.locator("dd", has_text="S20").first.inner_text().strip()


def press_on_case(page, case, act, **fields):
    """Sends the form of one act on the case page as a person would, confirming where the page asks."""
    page.goto(case)
    form = page.locator(f"form[action$='/{act}/']")
    for name, text in fields.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator("button").last.click()
    asked = page.locator("dialog[open] button[value=yes]")
    if asked.count():
        asked.first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".messages .message-error, main .field-error:visible").count() == 0, page.locator(
        "main"
    ).inner_text()


def test_from_the_ticket_to_the_rating(someone, running_hall):
    number = take_a_number(someone(KIOSK))
    clerk = someone(WINDOW_PC)
    sign_in(clerk, "minzheng.a", running_hall.password)
    assert serve(clerk) == number
    wall = someone(WALL)
    wall.goto("/display/")
    wall.get_by_text(number).first.wait_for()
    look(wall, "display")
    receipt = take_in(clerk)
    papers = read_papers(clerk)
    clerk.locator("main a[href*='/desk/cases/']").first.click()
    clerk.wait_for_url("**/desk/cases/*/")
    case = clerk.url
    look(clerk, "case")
    clerk.locator("main a[href$='/due/']").first.click()
    clerk.wait_for_url("**/due/")
    look(clerk, "due")
    finish(someone, running_hall, clerk, case)
    rate(someone(PHONE), receipt)
    verify_paper(someone(PHONE), papers)
    look_around(someone(PHONE), someone(WINDOW_PC), running_hall)
    code, told = running_hall.command("verify")
    assert code == 0 and "every link holds" in told


def read_papers(clerk):
    """Both papers of a promised case open as PDF, one page each, and reprint to the same bytes."""
    import io

    from pypdf import PdfReader

    codes = []
    for form in clerk.locator("form[action*='/printed/']").all():
        pk = form.get_attribute("action").split("/")[-3]
        paper = clerk.request.get(f"/desk/notices/{pk}/pdf/")
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.body() == clerk.request.get(f"/desk/notices/{pk}/pdf/").body()
        reader = PdfReader(io.BytesIO(paper.body()))
        assert len(reader.pages) == 1
        text = reader.pages[0].extract_text().replace("\n", "")
        assert "样例" in text and NUMBER not in text
        codes.append(text.split("/v/")[1][:16])
    assert len(codes) == 2
    return codes


def finish(someone, hall, clerk, case):
    press_on_case(clerk, case, "handle")
    head = someone(WINDOW_PC)
    sign_in(head, "minzheng.b", hall.password)
    head.goto("/desk/todo/")
    look(head, "todo")
    press_on_case(head, case, "review")
    chief = someone(WINDOW_PC)
    sign_in(chief, "minzheng.head", hall.password)
    press_on_case(chief, case, "approve")
    press_on_case(clerk, case, "complete", result="予以临时救助", recipient="样例𠮷")
    clerk.goto(case)
    look(clerk, "case-completed")


def rate(phone, receipt):
    phone.goto("/progress/")
    look(phone, "progress")
    phone.locator("[name=receipt], [name=number]").first.fill(receipt)
    phone.locator("[name=phone_end], [name=phone]").first.fill("1234")
    phone.keyboard.press("Enter")
    phone.locator(".rate-door").wait_for()
    look(phone, "progress-found")
    phone.locator(".rate-door a").click()
    phone.wait_for_url("**/rate/**")
    assert phone.locator("input[name=grade]:checked").count() == 0, "no grade is chosen for anybody"
    look(phone, "rating")
    phone.locator("label", has_text="一般").first.click()
    phone.get_by_role("button", name="提交").first.click()
    phone.get_by_text("谢").first.wait_for()
    look(phone, "rating-thanks")


def verify_paper(phone, codes):
    phone.goto(f"/v/{codes[0]}/")
    phone.get_by_text("有效").first.wait_for()
    text = phone.locator("main").inner_text()
    assert "样例𠮷" not in text and "临时救助" not in text
    look(phone, "verify")


def look_around(phone, desk, hall):
    """Every other page a citizen or clerk may open without an object: nothing wrong, nothing too wide."""
    for name, path in (("home", "/"), ("guide", "/guide/"), ("item", "/guide/MZ-10/"), ("ledger-public", "/ledger/"),
                       ("verify-enter", "/v/"), ("rate-enter", "/rate/")):  # fmt: skip
        phone.goto(path)
        look(phone, name)
    sign_in(desk, "minzheng.a", hall.password)
    for path in ("cases/", "hand-overs/", "first-contacts/", "consultations/", "items/", "notices/"):
        desk.goto(f"/desk/{path}")
        look(desk, path.strip("/"))
    desk.goto("/staff/ledger/")
    look(desk, "ledger")
    for who, paths in (("minzheng.b", ("/desk/", "/desk/cases/", "/desk/items/", "/staff/ledger/", "/staff/absences/")),
                       ("admin.system", ("/staff/people/",))):  # fmt: skip
        phone.context.clear_cookies()
        sign_in(phone, who, hall.password)
        for path in paths:
            phone.goto(path)
            fits(phone, f"{path} on a phone")


def test_pictures_are_kept():
    """The pictures the README and the manuals show exist; `YICHUANG_PICTURES=1` makes them anew."""
    for name in ("desk", "intake", "kiosk", "home", "case", "due"):
        assert (PICTURES / f"{name}.png").stat().st_size > 10_000
