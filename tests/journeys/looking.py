"""What every journey does: sign in, and look at a page as a person sees it."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
KEEP = os.environ.get("YICHUANG_PICTURES") == "1"


def look(page, name):
    """The page as a person sees it: nothing for axe to find, nothing wider than the screen, a picture on request."""
    page.wait_for_load_state("networkidle")
    if KEEP:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
    fits(page, name)


def fits(page, name):
    """Nothing for axe to find and nothing wider than the screen."""
    page.wait_for_load_state("networkidle")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} is {wide} pixels too wide"


def sign_in(page, username, password):
    page.goto("/staff/sign-in/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
