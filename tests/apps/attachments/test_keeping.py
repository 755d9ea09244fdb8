"""Kept once, sealed, found again, never changed; what no row names is swept away."""

import os
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.attachments import sending
from tests.apps.attachments.sending import an_upload, keep, stored, withdraw
from tests.integrations.scans import samples
from yichuang.apps.attachments import commands, queries, store
from yichuang.apps.attachments.models import Attachment, Withdrawal
from yichuang.apps.attachments.queries import FileFault
from yichuang.apps.audit import Refused
from yichuang.apps.audit.frame import NotACommand
from yichuang.apps.audit.models import Entry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def keep_one(cast, now):
    def run(content=None, **given):
        given = {"subject": "case:12", "title": "身份证", "upload": an_upload(now, content)} | given
        return keep(by=cast.clerk, now=now, hall=cast.hall, **given)

    return run


def refusal_of(run):
    before = (Attachment.objects.count(), Withdrawal.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as refused:
        run()
    assert (Attachment.objects.count(), Withdrawal.objects.count(), Entry.objects.count()) == before
    return refused.value.refusal


def test_what_is_kept_is_found_again_as_it_was(cast, keep_one, now):
    upload = an_upload(now, samples.from_a_phone())
    made = keep_one(upload=upload, part="MZ-10.2")
    assert (made.media_type, made.width, made.height, made.pages, made.by) == ("image/jpeg", 400, 600, 1, cast.clerk)
    (found,) = queries.of_subject(cast.hall, "case:12")
    assert (found, found.title, found.part, found.withdrawn) == (made, "身份证", "MZ-10.2", False)
    content = queries.content_of(found)
    assert len(content) == found.size and content.startswith(b"\xff\xd8\xff") and samples.MARK not in content
    assert queries.preview_of(found).startswith(b"\xff\xd8\xff")
    assert not queries.of_subject(cast.hall, "case:13") and not queries.of_subject(cast.hall, "case:1")


def test_on_disk_it_is_sealed_and_for_its_owner_alone(keep_one):
    made = keep_one(samples.pdf())
    (path,) = stored().values()
    assert stored().keys() == {made.digest} and b"%PDF" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_file_twice_lies_there_once(keep_one):
    one, two = keep_one(subject="case:12"), keep_one(subject="case:13")
    assert (one.digest, one.preview) == (two.digest, two.preview) and one.pk != two.pk
    assert stored().keys() == {one.digest, one.preview}


def test_without_a_title_it_is_called_as_its_file_was(keep_one, now):
    assert keep_one(title=" ", upload=an_upload(now, name="../../身份证 正面.JPG")).title == "身份证 正面"


@pytest.mark.parametrize("title", ["长" * 121, "\x00", "a\ud800", "\u202e反"])
def test_a_title_that_cannot_be_stored_is_refused(keep_one, title):
    assert refusal_of(lambda: keep_one(title=title)).field == "title" and not stored()


def test_only_within_a_command(cast, now):
    with pytest.raises(NotACommand):
        commands.keep(hall=cast.hall, subject="case:1", title="", upload=an_upload(now), by=cast.clerk, now=now)
    assert not stored()


def test_a_full_disk_is_told_in_words(keep_one, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal_of(keep_one).code == "no_room" and not stored()


def test_the_database_refuses_to_change_or_drop_one(keep_one, cast, now):
    withdraw(attachment=keep_one(), reason="样例", by=cast.clerk, now=now)
    for statement in (
        "DELETE FROM attachments_withdrawal", "DELETE FROM attachments_attachment",
        "UPDATE attachments_withdrawal SET reason = ''", "UPDATE attachments_attachment SET title = 'x'",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestWithdrawal:
    def test_it_stays_with_its_reason(self, cast, keep_one, now):
        made = keep_one()
        withdraw(attachment=made, reason=" 上传错了 ", by=cast.clerk, now=now)
        (found,) = queries.of_subject(cast.hall, "case:12")
        assert found.withdrawn and (found.withdrawal.reason, found.withdrawal.by) == ("上传错了", cast.clerk)

    def test_once(self, cast, keep_one, now):
        made = keep_one()
        withdraw(attachment=made, reason="样例", by=cast.clerk, now=now)
        assert refusal_of(lambda: withdraw(attachment=made, reason="又", by=cast.clerk, now=now)).code == (
            "withdrawn_already"
        )

    @pytest.mark.parametrize("reason", ["", "  ", "长" * 301, "\x00"])
    def test_with_a_reason(self, cast, keep_one, now, reason):
        made = keep_one()
        assert refusal_of(lambda: withdraw(attachment=made, reason=reason, by=cast.clerk, now=now)).field == "reason"

    def test_it_is_not_opened_any_more(self, cast, keep_one, now):
        made = keep_one()
        withdraw(attachment=made, reason="样例", by=cast.clerk, now=now)
        (found,) = queries.of_subject(cast.hall, "case:12")
        assert refusal_of(lambda: commands.note_opening(attachment=found, by=cast.clerk, now=now)).code == "withdrawn"


def test_every_opening_leaves_an_entry(cast, keep_one, now):
    made = keep_one()
    commands.note_opening(attachment=made, by=cast.clerk, now=now)
    entry = Entry.objects.order_by("-id").first()
    assert (entry.verb, entry.actor, entry.subject) == ("attachment.opened", cast.clerk.ref, made.ref)
    assert "身份证" not in entry.detail and "case:12" in entry.detail


class TestSweep:
    def kept_then_lost(self, cast, now, monkeypatch):
        """The machine stops between the file and the row."""

        def stop(*_, **__):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(sending, "record", stop)
            with pytest.raises(KeyboardInterrupt), transaction.atomic():
                keep(by=cast.clerk, now=now, hall=cast.hall, subject="case:12", title="", upload=an_upload(now))
        assert not Attachment.objects.exists()

    def age(self, now, by):
        for path in stored().values():
            os.utime(path, (0, (now - by).timestamp()))

    def test_what_no_row_names_goes_after_a_day(self, cast, now, monkeypatch):
        self.kept_then_lost(cast, now, monkeypatch)
        assert len(stored()) == 2
        self.age(now, DAY)
        assert queries.sweep(now - DAY) == 0
        self.age(now, DAY + timedelta(seconds=1))
        assert (queries.sweep(now - DAY), stored()) == (2, {})

    def test_what_a_row_names_stays(self, keep_one, now):
        made = keep_one()
        next(iter(stored().values())).with_name(".half").write_bytes(b"left by a power cut")
        self.age(now, 400 * DAY)
        assert queries.sweep(now - DAY) == 1
        assert stored().keys() == {made.digest, made.preview}

    def test_what_is_kept_again_is_young_again(self, cast, keep_one, now, monkeypatch):
        self.kept_then_lost(cast, now, monkeypatch)
        self.age(now, 400 * DAY)
        upload = an_upload(now)
        store.put(upload.digest, upload.sealed)
        assert queries.sweep(now - DAY) == 1 and stored().keys() == {upload.digest}

    def test_without_a_store_there_is_nothing_to_do(self, hall, now):
        assert queries.sweep(now) == 0


class TestDamage:
    @pytest.fixture
    def path(self, keep_one):
        self.made = keep_one(samples.pdf())
        return stored()[self.made.digest]

    def told(self):
        assert Attachment.objects.get() == self.made
        ((one, why),) = queries.damaged_of_hall("township")
        assert one == self.made and self.made.digest[:12] in why
        with pytest.raises(FileFault):
            queries.content_of(one)
        return why

    def test_a_whole_one_is_not_told(self, path):
        assert not list(queries.damaged_of_hall("township"))

    def test_a_missing_file(self, path):
        path.unlink()
        assert "missing" in self.told()

    @pytest.mark.parametrize("place", [0, 5, 20, 100, -1])
    def test_a_single_bit(self, path, place):
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)
        self.told()

    def test_one_cut_short_or_empty(self, path):
        path.write_bytes(path.read_bytes()[:-1])
        self.told()
        path.write_bytes(b"")
        self.told()

    def test_another_whole_file_in_its_place(self, path, now):
        other = an_upload(now, samples.pdf(2))
        path.write_bytes(other.sealed)
        self.told()

    def test_the_same_upload_mends_it(self, path, keep_one):
        path.write_bytes(b"gone")
        keep_one(samples.pdf())
        assert not list(queries.damaged_of_hall("township"))


@pytest.mark.parametrize("digest", ["", "../../etc", "a" * 63, "A" * 64, "a" * 65])
def test_nothing_else_is_a_name_in_the_store(digest):
    with pytest.raises(ValueError, match="64"):
        store.get(digest)
