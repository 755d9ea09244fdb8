"""What was handed out stays as it was: frozen, numbered, printed again the same, revoked only openly."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.catalog.queries import counter_items
from yichuang.apps.notices import commands
from yichuang.apps.notices.models import Notice, Print, Revocation
from yichuang.apps.notices.queries import by_code, document_of, newest, notices_about
from yichuang.integrations.pdf import render_pdf


@pytest.fixture
def notice(cast):
    return notices_about(cast.hall, cast.a_case().ref).get(kind="N01")


def test_the_text_is_frozen_at_issue(cast, notice):
    before = document_of(notice)
    item = cast.item()
    type(item).objects.filter(pk=item.pk).update(name="改名后的事项")
    type(cast.clerk).objects.filter(pk=cast.clerk.pk).update(name="样例·改名")
    assert document_of(Notice.objects.get(pk=notice.pk)) == before
    assert before.number == "样乡便受〔2026〕1号" and "临时救助" in before.to_json()


def test_a_copy_has_the_same_bytes(cast, notice):
    first = render_pdf(document_of(notice))
    commands.log_print(notice=notice, by=cast.clerk, now=cast.now)
    commands.log_print(notice=notice, by=cast.window_head, now=cast.now)
    assert render_pdf(document_of(Notice.objects.get(pk=notice.pk))) == first
    assert first.startswith(b"%PDF-")


def test_each_printing_is_noted(cast, notice):
    assert [commands.log_print(notice=notice, by=cast.clerk, now=cast.now) for _ in range(3)] == [1, 2, 3]
    entries = Entry.objects.filter(verb="notice.printed", subject=f"notice:{notice.pk}")
    assert entries.count() == Print.objects.filter(notice=notice).count() == 3


@pytest.mark.parametrize("statement", [
    "UPDATE notices_notice SET document = '{}'", "UPDATE notices_notice SET number = 'x'", "DELETE FROM notices_notice",
    "UPDATE notices_print SET at = '2026-01-01'", "DELETE FROM notices_print",
])  # fmt: skip
def test_the_database_itself_refuses_to_alter_them(cast, notice, statement):
    commands.log_print(notice=notice, by=cast.clerk, now=cast.now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Notice.objects.get(pk=notice.pk).document == notice.document


def test_a_revocation_is_public_and_leaves_the_notice(cast, notice):
    commands.revoke(notice=notice, reason="  样例：姓名有误 ", by=cast.window_head, now=cast.now)
    found = by_code(notice.code)
    assert (found.revocation.reason, found.document) == ("样例：姓名有误", notice.document)
    entry = Entry.objects.order_by("sequence").last()
    assert entry.verb == "notice.revoked" and "姓名" not in entry.detail


@pytest.mark.parametrize(("reason", "code"), [
    ("", "words_missing"), ("  \n ", "words_missing"), ("样\x00例", "control"), ("样\ud800例", "broken_text"),
    ("长" * 301, "too_long"),
])  # fmt: skip
def test_a_revocation_needs_its_reason(cast, notice, reason, code):
    with pytest.raises(Refused) as refused:
        commands.revoke(notice=notice, reason=reason, by=cast.window_head, now=cast.now)
    assert (refused.value.refusal.code, refused.value.refusal.field) == (code, "reason")
    assert not Revocation.objects.exists()


def test_a_notice_is_revoked_once(cast, notice):
    commands.revoke(notice=notice, reason="样例", by=cast.window_head, now=cast.now)
    before = everything()
    with pytest.raises(Refused) as refused:
        commands.revoke(notice=notice, reason="样例", by=cast.window_head, now=cast.now)
    assert refused.value.refusal.code == "revoked_already"
    assert everything() == before and Revocation.objects.count() == 1


def test_every_kind_counts_by_itself_without_gaps(cast):
    for _ in range(3):
        cast.a_case()
    commands.issue_notification(item=cast.item(), window=cast.window(), by=cast.clerk, now=cast.now)
    numbers = {kind: [one.sequence for one in newest(cast.hall) if one.kind == kind] for kind in ("N01", "N05", "N07")}
    assert numbers == {"N01": [3, 2, 1], "N05": [3, 2, 1], "N07": [1]}


def test_the_sheet_of_every_counter_item_fits_one_page(cast):
    items = counter_items(cast.hall)
    assert len(items) > 30
    for item in items:
        made = commands.issue_notification(item=item, window=cast.window(), by=cast.clerk, now=cast.now)
        pdf = render_pdf(document_of(made))
        assert re.findall(rb"/Count (\d+)", pdf) == [b"1"], item.code
        assert made.prints.count() == 1


def test_no_paper_shows_the_house_s_own_clause_ids(cast, notice):
    text = document_of(notice).to_json()
    assert "D5.2.2" not in text and "限时办结制度" in text
