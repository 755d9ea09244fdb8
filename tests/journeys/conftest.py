"""A real hall for the journeys: its own folder, the real server and worker, a real browser that reads Chinese."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import sync_playwright

from tests.browser import launched
from tests.template import begin

ROOT = Path(__file__).parents[2]
PHONE, WINDOW_PC, KIOSK, WALL = (390, 844), (1366, 768), (1080, 1920), (1920, 1080)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hall:
    """The running hall: its address, and one password for every sample person."""

    def __init__(self, home, opened_at=""):
        """`opened_at`: the hall lives in another time from that moment on, until `turn` puts its clock forward."""
        self.home, self.port = Path(home), free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "YICHUANG_HOME": str(home), "YICHUANG_PUBLIC_URL": self.origin, "DATABASE_URL": "",
        }  # fmt: skip
        if opened_at:
            hands = self.home / "clock"
            self.environment |= {"JOURNEY_CLOCK": str(hands), "PYTHONPATH": f"{ROOT / 'tests/journeys/clock'}:{ROOT}"}
            self.turn(opened_at)

    def turn(self, moment):
        """Puts the clock of a hall that lives in another time forward."""
        Path(self.environment["JOURNEY_CLOCK"]).write_text(moment)

    def open(self):
        begin(self.home)
        command = [sys.executable, "-m", "yichuang.config", "run", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + 90
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(self.origin, timeout=5)
                return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise TimeoutError("the hall did not open")

    @property
    def password(self):
        return re.search(r"^minzheng\.a\s+(\S+)", (self.home / "demo-sign-ins.txt").read_text(encoding="utf-8"), re.M)[
            1
        ]

    def command(self, *words, module="yichuang.config"):
        told = subprocess.run([sys.executable, "-m", module, *words], cwd=ROOT,
                              env=self.environment | {"DJANGO_SETTINGS_MODULE": "yichuang.config.settings"},
                              capture_output=True, text=True, check=False)  # fmt: skip
        return told.returncode, told.stdout

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def running_hall(tmp_path_factory):
    hall = Hall(tmp_path_factory.mktemp("hall")).open()
    yield hall
    hall.close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    where = Path(pylopdf_fonts_zh_cn.__file__).parent
    (folder / "fonts.conf").write_text(FONTS.format(folder=where, cache=folder / "cache"))
    with sync_playwright() as playwright:
        browser = launched(playwright, env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")})
        yield browser
        browser.close()


@pytest.fixture
def someone(chromium, running_hall):
    """`someone(PHONE)`: a new browser at that size; a request that leaves the machine fails the test."""
    contexts, strayed = [], []

    def arrive(size, **options):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            base_url=running_hall.origin, **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on(
            "request",
            lambda request: strayed.append(request.url) if _leaves(request.url, running_hall.origin) else None,
        )
        page.on("pageerror", lambda error: strayed.append(f"script error: {error}"))
        contexts.append(context)
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert strayed == []


def _leaves(url, origin):
    return not url.startswith((origin, "data:", "blob:", "about:"))
