"""The public check of a notice: valid, revoked or unknown, and nothing private (issue 2, point 5)."""

import pytest

from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.models import Notice
from yichuang.apps.portal.limits import CODES_BY_SOURCE
from yichuang.core.lifecycle import State
from yichuang.integrations.pdf.plain import CODE_LABEL

NAME, PHONE = "查验金丝雀", "13800001234"


@pytest.fixture
def notice(cast, opened):
    case = cast.a_case(name=NAME, phone=PHONE)
    return Notice.objects.get(subject=case.ref, kind="N01")


def test_a_valid_notice_says_kind_number_hall_and_day(client, notice, text):
    answer = client.get(f"/v/{notice.code}/")
    for words in ("有效", "受理通知书", notice.number, "样乡便民服务大厅", "2026年3月4日"):
        assert words in text(answer)
    assert answer.status_code == 200


def test_a_revoked_notice_says_so(client, cast, notice, text):
    notices.revoke(notice=notice, reason="金丝雀理由", by=cast.stand_in, now=cast.now)
    page = text(client.get(f"/v/{notice.code}/"))
    assert "已作废" in page
    assert "现行有效" not in page
    assert "金丝雀理由" not in page


@pytest.mark.parametrize("at_state", [State.ACCEPTED, State.SUPPLEMENTING, State.COMPLETED])
def test_no_notice_tells_about_person_or_matter(client, cast, opened, text, at_state):
    case = cast.a_case(at=at_state, name=NAME, phone=PHONE)
    for one in Notice.objects.filter(subject=case.ref):
        # The code is the citizen's to show, and chance puts any four digits into it.
        page = text(client.get(f"/v/{one.code}/")).replace(one.code, "")
        for canary in (NAME, "查某", PHONE, "1234", "19900307", case.item_name, "MZ-10", case.receipt, cast.clerk.name):
            assert canary not in page, (one.kind, canary)


@pytest.mark.parametrize("code", ["0" * 16, "abc", "x" * 400, "…", "<b>", "𠮷", "' OR 1=1 --"])
def test_an_unknown_code_is_not_found(client, opened, text, code):
    answer = client.get(f"/v/{code}/")
    assert answer.status_code == 404
    assert "查无此件" in text(answer)


@pytest.mark.parametrize("spoil", [str, str.upper, lambda c: f" {c[:8]} {c[8:]} ", lambda c: "-".join((c[:8], c[8:]))])
def test_the_code_may_be_typed_carelessly(client, notice, spoil):
    assert client.get("/v/", {"code": spoil(notice.code)})["Location"] == f"/v/{notice.code}/"


def test_the_page_calls_the_code_as_the_paper_does(client, opened, text):
    page = text(client.get("/v/"))
    assert f"请输入通知书下方的{CODE_LABEL}" in page and "查验码" not in page


@pytest.mark.parametrize("code", ["", " ", "---", "x" * 1000])
def test_no_code_is_asked_for_again(client, opened, code):
    assert client.get("/v/", {"code": code}).status_code == 422


def test_codes_cannot_be_tried_without_end(client, notice):
    for n in range(CODES_BY_SOURCE.most):
        assert client.get(f"/v/{n:016x}/").status_code == 404
    assert client.get(f"/v/{notice.code}/").status_code == 429
    assert client.get(f"/v/{notice.code}/", REMOTE_ADDR="10.9.9.9").status_code == 200
