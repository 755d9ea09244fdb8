"""Notices for staff: the frozen page, the same paper each time, every printing on record, revoked with a reason."""

import pytest
from django.urls import reverse

from yichuang.apps.audit.models import Entry
from yichuang.apps.notices import commands
from yichuang.apps.notices.models import Notice, Print, Revocation
from yichuang.apps.organization.models import Hall


@pytest.fixture
def notice(cast):
    cast.a_case()
    return Notice.objects.get(kind="N01")


def address(name, pk):
    return reverse(f"desk:{name}", args=[pk])


def test_the_paper_is_the_same_each_time(cast, signed_in, notice):
    client = signed_in("minzheng.a")
    first, again = (client.get(address("notice_pdf", notice.pk)) for _ in range(2))
    assert first.content == again.content and first["Content-Type"] == "application/pdf"
    assert first["X-Content-Type-Options"] == "nosniff" and first["Content-Disposition"].startswith("inline; filename")
    assert not Print.objects.exists(), "looking is not printing"


def test_printing_is_noted_before_the_paper_appears(cast, signed_in, notice):
    client = signed_in("minzheng.a")
    for times in (1, 2):
        answer = client.post(address("notice_printed", notice.pk))
        assert answer["Location"] == address("notice_pdf", notice.pk)
        assert Print.objects.filter(notice=notice).count() == times
    text = client.get(address("notice", notice.pk)).content.decode()
    assert "首次打印" in text and "· 补打" in text
    assert Entry.objects.filter(verb="notice.printed").count() == 2


@pytest.mark.parametrize(("who", "seen"), [
    ("minzheng.a", True), ("minzheng.b", True), ("minzheng.head", True), ("office.a", True), ("assessor", True),
    ("caizheng.a", False), ("caizheng.head", False),
])  # fmt: skip
def test_who_sees_a_notice(cast, signed_in, notice, who, seen):
    client = signed_in(who)
    for name in ("notice", "notice_pdf"):
        assert client.get(address(name, notice.pk)).status_code == (200 if seen else 404)
    assert client.post(address("notice_printed", notice.pk)).status_code == (302 if seen else 404)
    assert (notice.number in client.get(reverse("desk:notices")).content.decode()) is seen


def test_a_sheet_belongs_to_its_window(cast, signed_in):
    sheet = commands.issue_notification(item=cast.item(), window=cast.window(), by=cast.clerk, now=cast.now)
    assert signed_in("minzheng.a").get(address("notice", sheet.pk)).status_code == 200
    assert signed_in("minzheng.head").get(address("notice", sheet.pk)).status_code == 404
    assert signed_in("caizheng.a").get(address("notice", sheet.pk)).status_code == 404


def test_another_hall_s_notice_is_not_there(cast, signed_in, notice):
    other = Hall.objects.create(slug="other", name="别厅", level="village", document_prefix="别", settings={})
    elsewhere = Notice.objects.create(
        hall=other, kind="N01", year=2026, sequence=1, number="别受〔2026〕1号", subject="case:1",
        document=notice.document, digest="", code="x", issued_at=cast.now, issued_by=cast.clerk,
    )  # fmt: skip
    for who in ("minzheng.a", "assessor", "leader.principal"):
        for name in ("notice", "notice_pdf"):
            assert signed_in(who).get(address(name, elsewhere.pk)).status_code == 404


def test_the_list_narrows(cast, signed_in, notice):
    client = signed_in("minzheng.a")
    promise = Notice.objects.get(kind="N05")

    def shown(**query):
        text = client.get(reverse("desk:notices"), query).content.decode()
        return {one.number for one in (notice, promise) if one.number in text}

    assert shown() == {notice.number, promise.number}
    assert shown(kind="N01") == shown(q="便受") == {notice.number}
    assert shown(kind="N99") == shown(standing="nonsense") == shown(standing="revoked") == set()


class TestRevoke:
    def test_with_a_reason_by_the_head_of_the_window(self, cast, signed_in, notice):
        client = signed_in("minzheng.b")
        assert client.post(address("notice_revoke", notice.pk), {"reason": "样例：姓名有误"}).status_code == 302
        text = client.get(address("notice", notice.pk)).content.decode()
        assert "已撤销" in text and "样例：姓名有误" in text and address("notice_revoke", notice.pk) not in text

    @pytest.mark.parametrize("reason", ["", "  ", "\x00", "长" * 301])
    def test_not_without_a_fit_reason(self, cast, signed_in, notice, reason):
        answer = signed_in("minzheng.b").post(address("notice_revoke", notice.pk), {"reason": reason})
        assert answer.status_code == 422 and not Revocation.objects.exists()

    def test_once(self, cast, signed_in, notice):
        client = signed_in("minzheng.b")
        client.post(address("notice_revoke", notice.pk), {"reason": "样例"})
        answer = client.post(address("notice_revoke", notice.pk), {"reason": "又一次"})
        assert answer.status_code == 422 and "又一次" in answer.content.decode()
        assert Revocation.objects.get().reason == "样例"

    @pytest.mark.parametrize(("who", "status"), [("minzheng.a", 403), ("caizheng.b", 404), ("assessor", 403)])
    def test_not_by_others(self, cast, signed_in, notice, who, status):
        assert signed_in(who).post(address("notice_revoke", notice.pk), {"reason": "样例"}).status_code == status
        assert not Revocation.objects.exists()
