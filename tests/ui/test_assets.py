"""What is sent to the browser: vendored, unaltered, from this machine alone, and fit for a strict content policy."""

import hashlib
import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src/yichuang"
STATIC = PACKAGE / "ui/static/ui"
VENDOR = STATIC / "vendor"
ASSETS = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["asset"]
OWN = sorted(
    path for path in STATIC.rglob("*") if path.suffix in (".css", ".js", ".svg") and VENDOR not in path.parents
)
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


def test_every_vendored_file_is_listed_with_its_hash_and_licence():
    listed = {name: digest for asset in ASSETS for name, digest in asset["sha256"].items()}
    present = {path.name for path in VENDOR.iterdir()} - {"VENDOR.toml"}
    assert set(listed) == present
    for name, digest in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
    for asset in ASSETS:
        assert any(name.startswith("LICENSE") for name in asset["sha256"])


@pytest.mark.parametrize(
    "path", [*OWN, *TEMPLATES, *VENDOR.glob("*.js"), *VENDOR.glob("*.svg")], ids=lambda path: path.name
)
def test_no_request_leaves_the_machine(path):
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}[^\s\"')]*|@import[^;]*", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_inline_script_or_style(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)
    assert re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|\shx-on", text) == []
    inline = [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and "application/json" not in tag]
    assert inline == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_scripts_hold_no_words_for_the_reader(path):
    assert re.findall("[\u3000-\u9fff\uff00-\uffef]+", path.read_text()) == []


def test_the_browser_of_an_old_hall_computer_understands_the_styles():
    """Windows 7 stops at Chromium 109 and many halls' browsers at 86: newer inventions stay out."""
    text = "".join(path.read_text() for path in STATIC.glob("*.css"))
    assert (
        re.findall(
            r":has\(|color-mix|oklch|@layer|@container|\n\s*&|inset-inline|\bdvh\b",
            re.sub(r"/\*.*?\*/", "", text, flags=re.S),
        )
        == []
    )


# Contrast ---------------------------------------------------------------------------------------------------------

TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STATIC / "yichuang.css").read_text()))
LIGHT_GROUNDS = ("paper", "ground", "blue-wash", "amber-wash", "red-wash", "green-wash")
WORDS = [
    *product(("ink", "ink-soft", "blue", "blue-deep"), LIGHT_GROUNDS),
    *product(("red",), ("paper", "ground", "red-wash")),
    *product(("amber-ink",), ("paper", "ground", "amber-wash")),
    *product(("green",), ("paper", "ground", "green-wash")),
    *product(("on-blue", "on-blue-soft"), ("blue", "blue-deep")),
    ("paper", "red"),
]
EDGES = [*product(("edge", "focus", "blue", "red"), ("paper", "ground")), ("focus", "blue-wash")]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_from_their_ground(words, ground):
    assert contrast(TOKENS[words], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_focus_can_be_seen(edge, ground):
    assert contrast(TOKENS[edge], TOKENS[ground]) >= 3


def test_the_focus_mark_shows_on_the_blue_bar():
    assert contrast("#ffd257", TOKENS["blue"]) >= 3
    assert "--focus: #ffd257" in (STATIC / "staff.css").read_text()


@pytest.mark.parametrize(("file", "size", "target"), [("yichuang.css", 16, 44), ("kiosk.css", 24, 64)])
def test_type_and_targets_are_as_large_as_promised(file, size, target):
    text = (STATIC / file).read_text()
    assert f"--size: {size}px;" in text and f"--target: {target}px;" in text


def test_the_public_face_is_18_px_and_large_type_24():
    assert "--size: 18px;" in (STATIC / "public.css").read_text()
    assert "html.large-type { --size: 24px;" in (STATIC / "yichuang.css").read_text()
