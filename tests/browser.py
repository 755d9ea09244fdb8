"""The browser every test of a page plays in: one that shows nothing by itself, where the machine has it."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PLAIN = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def launched(playwright, *more, **options):
    """A started browser; without one on the machine, the one Playwright brought."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=path, args=[*PLAIN, *more], **options)
