"""Printed signs of model windows: A4 across, a page each, long names on one line."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from yichuang.integrations.pdf import MissingGlyphs, ModelSign, render_model_signs

SIGN = ModelSign(
    title="党员示范窗口", window="3号窗口 民政救济", month="2026年9月", awarded="2026年10月9日", proof="摘要"
)  # fmt: skip


def read(signs, hall="样乡便民服务大厅"):
    return PdfReader(io.BytesIO(render_model_signs(hall, signs))).pages


def test_one_sign_is_one_page_across():
    (page,) = read([SIGN])
    width, height = (round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
    assert (width, height) == (297, 210)
    words = "".join(page.extract_text().split())
    for part in ("样乡便民服务大厅", "党员示范窗口", "3号窗口民政救济", "2026年9月", "2026年10月9日"):
        assert part in words


def test_every_window_has_its_own_page_however_long_its_name():
    long = replace(SIGN, window="12号窗口 " + "城乡居民基本养老保险和医疗保险综合服务" * 2)
    pages = read([SIGN, long], hall="某某县某某街道党群服务中心便民服务大厅")
    assert len(pages) == 2
    assert "综合服务城乡" in "".join(pages[1].extract_text().split())


def test_the_same_sign_gives_the_same_bytes_and_nothing_is_no_sign():
    assert render_model_signs("样乡", [SIGN]) == render_model_signs("样乡", [SIGN])
    with pytest.raises(ValueError, match="no sign"):
        render_model_signs("样乡", [])
    with pytest.raises(MissingGlyphs):
        render_model_signs("样乡", [replace(SIGN, window="\U0001f600")])
