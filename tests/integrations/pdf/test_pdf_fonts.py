"""No box is ever printed silently: what the faces lack is named before anything is rendered."""

import io
from dataclasses import replace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from tests.integrations.pdf import samples
from yichuang.integrations.pdf import (
    MissingGlyphs,
    TicketSlip,
    engine,
    fonts,
    missing_glyphs,
    render_pdf,
    render_table,
    render_ticket_slip,
)

UNASSIGNED = chr(0x3FFFD)


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [
        (0x20, 0x7E, 0),
        (0x4E00, 0x9FEF, 0),  # the unified ideographs of Unicode 12
        (0x3400, 0x4DB5, 0),  # extension A
        (0x20000, 0x2A6D6, 0),  # extension B
        (0x2A700, 0x2B734, 0),  # extension C
        (0x2B740, 0x2B81D, 0),  # extension D
        (0x2B820, 0x2CEA1, 0),  # extension E
        (0x2CEB0, 0x2EBE0, 0),  # extension F
    ],
)
def test_the_shipped_faces_print_every_ideograph_of_level_3_of_gb_18030(first, last, missing):
    found = missing_glyphs("".join(map(chr, range(first, last + 1))))
    assert len(found) == missing, found[:10]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ()),
        ("样例\n样例", ()),
        ("𠮷野㐂䶮〔2026〕①—“”·％℃〇々", ()),
        (f"甲{UNASSIGNED}乙{UNASSIGNED}", (UNASSIGNED,)),
        ("甲\U000e0100", ("\U000e0100",)),  # a variant selector would be dropped, so the name would print wrongly
        ("😀b🐉", ("😀", "🐉")),
    ],
)
def test_missing_characters_are_listed_once_and_in_order(text, missing):
    assert missing_glyphs(text) == missing


def test_a_notice_with_a_missing_character_is_refused_with_the_character_and_the_remedy():
    with pytest.raises(MissingGlyphs, match=r"U\+3FFFD.*YICHUANG_FONTS") as refusal:
        render_pdf(replace(samples.N01, addressee=f"样{UNASSIGNED}"))
    assert refusal.value.characters == (UNASSIGNED,)


def test_slips_and_tables_are_checked_too():
    with pytest.raises(MissingGlyphs):
        render_table("台账", ("姓名",), ((UNASSIGNED,),), "")
    with pytest.raises(MissingGlyphs):
        render_ticket_slip(TicketSlip(hall_name="样例", number="A1", business=UNASSIGNED, ahead=0, taken_at="9时"))


def _forget() -> None:
    for cached in (fonts.folders, fonts._faces, fonts.stacks, fonts._covered, engine._compiler):
        cached.cache_clear()


def _face(path, family: str, code: int) -> None:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (900, 700), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder([".notdef", "one"])
    build.setupCharacterMap({code: "one"})
    build.setupGlyf({".notdef": pen.glyph(), "one": pen.glyph()})
    build.setupHorizontalMetrics({".notdef": (1000, 100), "one": (1000, 100)})
    build.setupHorizontalHeader(ascent=880, descent=-120)
    build.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    build.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    build.setupPost()
    build.save(path)


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv(fonts.SITE_FOLDER, str(tmp_path))
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def test_a_hall_adds_a_face_for_a_character_nobody_else_has(site):
    _face(site / "own.ttf", "Own Face", ord(UNASSIGNED))
    assert missing_glyphs(UNASSIGNED) == ()
    assert fonts.stacks()["body"][-1] == "Own Face"
    assert render_pdf(replace(samples.N01, addressee=UNASSIGNED)).startswith(b"%PDF")


def test_a_fangsong_of_the_hall_becomes_the_body_face(site):
    _face(site / "fs.ttf", "FangSong Sample", ord("样"))
    assert fonts.stacks()["body"][0] == "FangSong Sample"
    page = PdfReader(io.BytesIO(render_pdf(samples.N01))).pages[0]
    assert any("FangSongSample" in font["/BaseFont"] for font in page["/Resources"]["/Font"].values())


def test_a_face_the_typesetter_would_pass_over_counts_for_nothing(site):
    _face(site / "own.ttf", "Own Face", ord(UNASSIGNED))
    whole = (site / "own.ttf").read_bytes()
    (site / "own.ttf").write_bytes(whole[: len(whole) // 2])
    assert missing_glyphs(UNASSIGNED) == (UNASSIGNED,)


def test_a_font_folder_that_is_not_there_is_named(site, monkeypatch):
    monkeypatch.setenv(fonts.SITE_FOLDER, str(site / "absent"))
    _forget()
    with pytest.raises(NotADirectoryError, match="absent"):
        render_pdf(samples.N01)
