"""A file is what its content says; what comes out was written here and carries nothing along (trust 3.2, row 6)."""

import io

import pikepdf
import pytest
from PIL import Image

from tests.integrations.scans import samples
from yichuang.integrations.scans import BadScan, ScanFault, apart, clean_apart
from yichuang.integrations.scans.values import Bounds
from yichuang.integrations.scans.worker import clean

MARK = samples.MARK


def fault_of(content, run=clean, **changed):
    with pytest.raises(BadScan) as caught:
        run(content, Bounds(**(vars(samples.BOUNDS) | changed)))
    return caught.value.code


def opened(content):
    return Image.open(io.BytesIO(content))


class TestPictures:
    @pytest.mark.parametrize("content", [
        samples.jpeg(), samples.png(), samples.png(mode="L"), samples.png(mode="P"), samples.png(mode="1"),
        samples.png(mode="RGBA"), samples.png(mode="LA"), samples.png(mode="I;16"), samples.jpeg(mode="CMYK"),
        samples.jpeg(mode="L", progressive=True),
    ])  # fmt: skip
    def test_every_kind_becomes_a_plain_jpeg(self, content):
        made = clean(content, samples.BOUNDS)
        assert (made.media_type, made.pages, made.width, made.height) == ("image/jpeg", 1, 600, 400)
        assert opened(made.content).mode in ("L", "RGB")
        assert max(opened(made.preview).size) == 64

    def test_what_is_see_through_lies_on_white(self):
        assert opened(clean(samples.png(mode="RGBA"), samples.BOUNDS).content).getpixel((9, 9)) == (255, 255, 255)

    def test_a_photo_stands_upright_and_tells_no_place(self):
        given = samples.from_a_phone()
        assert MARK in given and b"Exif" in given
        made = clean(given, samples.BOUNDS)
        assert (made.width, made.height) == (400, 600)
        red = opened(made.content).convert("RGB").getpixel((350, 50))
        assert red[0] > 200 and red[1] < 60
        for stored in (made.content, made.preview):
            assert MARK not in stored and b"Exif" not in stored
            assert not opened(stored).getexif() and set(opened(stored).info) <= {
                "jfif", "jfif_version", "jfif_unit", "jfif_density",
            }  # fmt: skip

    def test_a_large_one_becomes_smaller(self):
        made = clean(samples.jpeg((6000, 3000)), samples.BOUNDS)
        assert (made.width, made.height) == (3000, 1500)

    def test_page_code_behind_or_within_a_picture_is_gone(self):
        for given in (samples.jpeg() + samples.HTML, samples.png() + samples.HTML, samples.jpeg(comment=samples.HTML)):
            assert b"<script>" in given and b"<script>" not in clean(given, samples.BOUNDS).content

    @pytest.mark.parametrize(("size", "code"), [
        ((10_000, 6_400), ScanFault.DAMAGED),  # 64 million: as many as may be, but there is nothing behind the head
        ((10_000, 6_401), ScanFault.TOO_MANY_PIXELS), ((10_000, 10_000), ScanFault.TOO_MANY_PIXELS),
        ((2**31 - 1, 2**31 - 1), ScanFault.TOO_MANY_PIXELS), ((0, 0), ScanFault.DAMAGED),
    ])  # fmt: skip
    def test_pixels_are_counted_before_they_are_made(self, size, code):
        assert fault_of(samples.png_head(*size)) is code

    @pytest.mark.parametrize("cut", [3, 20, 200, 1500])
    def test_one_cut_short_is_damaged(self, cut):
        assert fault_of(samples.jpeg()[:cut]) is ScanFault.DAMAGED


class TestPapers:
    def test_pages_stay_and_the_same_paper_gives_the_same_bytes(self):
        given = samples.pdf(3)
        made, again = clean(given, samples.BOUNDS), clean(given, samples.BOUNDS)
        assert (made.media_type, made.pages, made.preview, made.content) == ("application/pdf", 3, b"", again.content)
        with pikepdf.open(io.BytesIO(made.content)) as paper:
            assert paper.pages[2].Contents.read_bytes() == b"0 0 1 rg 50 2 200 100 re f"

    def test_scripts_files_actions_and_descriptions_are_gone(self):
        given = samples.pdf(change=samples.active)
        made = clean(given, samples.BOUNDS)
        with pikepdf.open(io.BytesIO(made.content)) as paper:
            assert set(paper.Root.keys()) == {"/Type", "/Pages"} and "/Info" not in paper.trailer
            assert not paper.attachments
            assert "/Annots" not in paper.pages[0] and "/AA" not in paper.pages[0]
            form = paper.pages[0].Resources.XObject.Fm0
            assert set(form.keys()) <= {"/Type", "/Subtype", "/BBox", "/Length", "/Filter"}
            assert form.read_bytes() == b"0 0 9 9 re f"
            everything = b"".join(one.unparse(resolved=True) for one in paper.objects)
            everything += b"".join(one.read_bytes() for one in paper.objects if isinstance(one, pikepdf.Stream))
        for word in (MARK, b"JavaScript", b"Launch", b"URI", b"EmbeddedFile", b"Metadata"):
            assert word not in everything, word

    def test_what_was_filled_into_a_form_is_part_of_the_page(self):
        made = clean(samples.pdf(change=samples.filled), samples.BOUNDS)
        with pikepdf.open(io.BytesIO(made.content)) as paper:
            drawn = [one.read_bytes() for one in paper.pages[0].Resources.XObject.values()]
            assert any(b"1 0 0 rg 0 0 50 20 re f" in one for one in drawn)
            assert "/Annots" not in paper.pages[0] and MARK not in made.content

    def test_page_code_behind_a_paper_is_gone(self):
        given = samples.pdf() + samples.HTML
        assert b"<script>" not in clean(given, samples.BOUNDS).content

    @pytest.mark.parametrize(("pages", "code"), [(100, None), (101, ScanFault.TOO_MANY_PAGES)])
    def test_pages_are_counted(self, pages, code):
        given = samples.pdf(pages)
        assert (fault_of(given) is code) if code else clean(given, samples.BOUNDS).pages == 100

    @pytest.mark.parametrize("owner_only", [False, True])
    def test_an_encrypted_one_is_refused(self, owner_only):
        assert fault_of(samples.locked(owner_only)) is ScanFault.LOCKED

    @pytest.mark.parametrize("given", [
        b"%PDF-1.7", b"%PDF-1.7\n%%EOF", samples.pdf()[:300], b"%PDF-1.4\n" + samples.HTML, samples.pdf(0),
    ])  # fmt: skip
    def test_one_that_is_none_is_damaged(self, given):
        assert fault_of(given) is ScanFault.DAMAGED


@pytest.mark.parametrize(("content", "code"), [
    (b"", ScanFault.EMPTY), (samples.SVG, ScanFault.OTHER_KIND), (samples.HTML, ScanFault.OTHER_KIND),
    (samples.HTML + samples.pdf(), ScanFault.OTHER_KIND), (b"MZ\x90\x00", ScanFault.OTHER_KIND),
    (samples.archive("bomb"), ScanFault.OTHER_KIND), (samples.archive("word/vbaProject.bin"), ScanFault.OTHER_KIND),
    (samples.picture(form="GIF"), ScanFault.OTHER_KIND), (samples.picture(form="TIFF"), ScanFault.OTHER_KIND),
    (b"\x00" * 64, ScanFault.OTHER_KIND), (b"%!PS-Adobe", ScanFault.OTHER_KIND),
])  # fmt: skip
def test_only_pdf_jpeg_and_png_by_their_first_bytes(content, code):
    assert fault_of(content) is code


def test_bytes_are_counted():
    given = samples.jpeg()
    assert clean(given, Bounds(**vars(samples.BOUNDS) | {"most_bytes": len(given)})).pages == 1
    assert fault_of(given, most_bytes=len(given) - 1) is ScanFault.TOO_LARGE


class TestApart:
    """The same in a process of its own, which may fail without the hall."""

    def test_good_and_bad_come_back_as_they_are(self):
        assert clean_apart(samples.jpeg(), samples.BOUNDS) == clean(samples.jpeg(), samples.BOUNDS)
        assert clean_apart(samples.pdf(2), samples.BOUNDS) == clean(samples.pdf(2), samples.BOUNDS)
        assert fault_of(samples.SVG, clean_apart) is ScanFault.OTHER_KIND

    def test_a_paper_that_swells_is_given_up(self):
        given = samples.swollen_pdf(101)
        assert len(given) < 200_000
        assert fault_of(given, clean_apart) is ScanFault.DAMAGED
        assert clean_apart(samples.swollen_pdf(10), samples.BOUNDS).pages == 1

    def test_one_that_takes_too_long_is_given_up(self, monkeypatch):
        monkeypatch.setattr(apart, "PATIENCE", 0.01)
        assert fault_of(samples.jpeg(), clean_apart) is ScanFault.TOO_HARD

    def test_it_sees_nothing_of_the_hall(self, monkeypatch):
        seen = {}
        monkeypatch.setenv("YICHUANG_SECRET_KEY", "sample")
        real = apart.subprocess.run

        def run(*words, **options):
            seen.update(options["env"])
            return real(*words, **options)

        monkeypatch.setattr(apart.subprocess, "run", run)
        clean_apart(samples.jpeg(), samples.BOUNDS)
        assert set(seen) == {"PYTHONPATH", "PATH", "LANG"}
