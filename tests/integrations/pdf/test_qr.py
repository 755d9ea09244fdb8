"""QR codes drawn by us hold exactly the modules of the code."""

import io
import re
from xml.etree import ElementTree

import pytest
import segno
from PIL import Image

from yichuang.integrations.qr import qr_drawing, qr_png, qr_svg

URL = "https://hall.example/v/SY26-N01-7K3M"
SVG = "{http://www.w3.org/2000/svg}"


def dark(path: str) -> set[tuple[int, int]]:
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert all(go == back for _, _, go, back in runs)
    return {(int(x) + k, int(y)) for x, y, length, _ in runs for k in range(int(length))}


@pytest.mark.parametrize("text", [URL, "样例", "A", "x" * 1000])
def test_the_drawing_is_the_code_with_a_quiet_border(text):
    matrix = segno.make(text, error="m", micro=False).matrix
    wanted = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}
    root = ElementTree.fromstring(qr_svg(text))
    side = len(matrix) + 8
    assert root.get("viewBox") == f"0 0 {side} {side}"
    assert dark(root.findall(f"{SVG}path")[1].get("d")) == wanted
    assert dark(ElementTree.fromstring(qr_drawing(text)).find(f"{SVG}path").get("d")) == wanted


def test_the_picture_has_a_name_for_those_who_do_not_see_it():
    root = ElementTree.fromstring(qr_svg(URL, title='核验 "N01" <&>'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == '核验 "N01" <&>'
    assert root.find(f"{SVG}title").text == '核验 "N01" <&>'
    assert ElementTree.fromstring(qr_svg("a&b")).get("aria-label") == "a&b"


def test_png_has_the_size_asked_for():
    side = len(segno.make(URL, error="m", micro=False).matrix) + 8
    assert Image.open(io.BytesIO(qr_png(URL, scale=3))).size == (side * 3, side * 3)


@pytest.mark.parametrize("text", ["", "x" * 3000, "\ud842"])
def test_what_no_code_can_hold_is_refused(text):
    with pytest.raises(ValueError, match="QR code"):
        qr_svg(text)
