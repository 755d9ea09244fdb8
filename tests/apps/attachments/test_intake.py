"""What is not taken is refused in words, with the name of the file and what to do; nothing is stored."""

import pytest
from django.conf import settings as site

from tests.apps.attachments.sending import a_file, an_upload, stored
from tests.integrations.scans import samples
from yichuang.apps.attachments import intake
from yichuang.apps.attachments.intake import FAULTS, shown_name
from yichuang.apps.audit import Refused
from yichuang.integrations.scans import ScanFault


def refusal_of(now, content, name="样例.pdf"):
    with pytest.raises(Refused) as refused:
        an_upload(now, content, name)
    assert not stored()
    return refused.value.refusal


@pytest.mark.parametrize(("content", "name", "fault"), [
    (b"", "样例.pdf", ScanFault.EMPTY), (samples.SVG, "样例.png", ScanFault.OTHER_KIND),
    (samples.HTML + samples.pdf(), "样例.pdf", ScanFault.OTHER_KIND), (b"MZ\x90\x00", "样例.jpg", ScanFault.OTHER_KIND),
    (samples.archive("bomb"), "样例.zip", ScanFault.OTHER_KIND),
    (samples.archive("word/vbaProject.bin", b"x"), "样例.docm", ScanFault.OTHER_KIND),
    (samples.png_head(10_000, 10_000), "样例.png", ScanFault.TOO_MANY_PIXELS),
    (samples.locked(), "样例.pdf", ScanFault.LOCKED), (samples.pdf(101), "样例.pdf", ScanFault.TOO_MANY_PAGES),
    (samples.jpeg()[:100], "样例.jpg", ScanFault.DAMAGED),
])  # fmt: skip
def test_each_bad_file_is_refused_by_its_name(now, content, name, fault):
    refusal = refusal_of(now, content, name)
    assert (refusal.code, refusal.field, refusal.values["name"]) == (f"scan_{fault}", "files", "样例")
    assert (refusal.sentence, refusal.remedy) == FAULTS[fault] and refusal.remedy
    assert refusal.sentence % dict(refusal.values)


def test_every_fault_has_its_words():
    assert set(FAULTS) == set(ScanFault)


def test_megabytes_are_counted_before_a_byte_is_read(now):
    class Huge:
        name, size = "样例.pdf", 20 * 1024 * 1024 + 1

        def read(self):
            raise AssertionError("read although it is too large")

    with pytest.raises(Refused) as refused:
        intake.read(Huge(), on=now.date())
    assert (refused.value.refusal.code, refused.value.refusal.values["megabytes"]) == ("scan_too_large", 20)


def test_the_content_counts_and_not_the_ending(now):
    assert an_upload(now, samples.jpeg(), "样例.pdf").media_type == "image/jpeg"
    assert an_upload(now, samples.pdf(), "样例.exe").media_type == "application/pdf"


@pytest.mark.parametrize(("name", "shown"), [
    ("../../etc/passwd", "passwd"), ("C:\\照片\\身份证.jpg", "身份证"), ("con.pdf", "con"),
    ("", "扫描件"), (None, "扫描件"),
    (".jpg", "jpg"), ("a\x00b.jpg", "扫描件"), ("\u202egpj.exe", "扫描件"), ("长" * 500 + ".pdf", "长" * 120),
    ("...", "扫描件"), ("a\ud800.jpg", "扫描件"),
])  # fmt: skip
def test_names_are_for_reading_only(name, shown):
    assert shown_name(name) == shown


def test_what_is_read_is_not_stored_yet(now):
    upload = an_upload(now)
    assert upload.digest and upload.preview and not stored() and not site.ATTACHMENTS.exists()


@pytest.mark.parametrize(("count", "taken"), [(10, True), (11, False)])
def test_files_at_once_are_counted_first(now, count, taken):
    files = [a_file(b"") for _ in range(count)]
    with pytest.raises(Refused) as refused:
        intake.read_all(files, on=now.date())
    assert refused.value.refusal.code == ("scan_empty" if taken else "too_many_files")
