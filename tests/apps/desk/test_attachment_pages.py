"""Scans and surveys through the browser: stored or refused in words, shown small, opened in full with a trace."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.attachments.sending import a_file, stored
from tests.apps.cases.acting import everything
from tests.integrations.scans import samples
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.audit.models import Entry
from yichuang.core.lifecycle import State


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def case(cast):
    return cast.a_case()


@pytest.fixture
def send(signed_in):
    """`send(case, a_file())` by the clerk: the answer to the form of the page."""

    def post(case, *files, by="minzheng.a", name="add_scans", **typed):
        return signed_in(by).post(reverse(f"desk:{name}", args=[case.pk]), {"files": list(files)} | typed)

    return post


@pytest.fixture
def scan(case, send):
    assert send(case, a_file(samples.from_a_phone(), "身份证.jpg")).status_code == 302
    return Attachment.objects.get()


def page_of(client, case):
    return client.get(reverse("desk:case", args=[case.pk])).content.decode()


def test_several_files_at_once_come_to_stand_on_the_page(case, send, desk):
    material = case.item.rules["materials"][1]
    answer = send(case, a_file(), a_file(samples.pdf(2), "样例.pdf"), material=material["id"])
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[case.pk]))
    assert set(Attachment.objects.values_list("title", "part", "subject")) == {
        (material["name"], material["id"], case.ref)
    }
    text = page_of(desk, case)
    assert "PDF，2页" in text and "图像 600 × 400" in text and "上传了扫描件" in text
    entry = Entry.objects.filter(verb="case.scans_added").get()
    assert material["name"] not in entry.detail and str(Attachment.objects.first().pk) in entry.detail


def test_the_camera_of_a_telephone_is_an_input_of_its_own(case, desk, send):
    text = page_of(desk, case)
    assert 'capture="environment"' in text and 'accept="image/jpeg,image/png,application/pdf"' in text
    assert 'enctype="multipart/form-data"' in text
    assert send(case, camera=[a_file()]).status_code == 302 and Attachment.objects.count() == 1


@pytest.mark.parametrize(("content", "name", "said"), [
    (b"", "样例.pdf", "“样例”是空文件"), (samples.SVG, "样例.jpg", "“样例”的内容不是PDF、JPEG或PNG"),
    (samples.archive("word/vbaProject.bin", b"x"), "样例.docm", "内容不是PDF"),
    (samples.HTML + samples.pdf(), "样例.pdf", "内容不是PDF"), (samples.locked(), "样例.pdf", "“样例”已加密"),
    (samples.png_head(10_000, 10_000), "样例.png", "超过6400万像素"), (samples.pdf(101), "样例.pdf", "超过100页"),
    (samples.jpeg()[:99], "con.jpg", "“con”已损坏"), (samples.archive("bomb"), "../../样例.zip", "“样例”的内容"),
    (b"\xff\xd8\xff" + bytes(20 * 1024 * 1024), "样例.jpg", "超过20兆字节"),
])  # fmt: skip
def test_a_bad_file_is_refused_beside_its_field(case, send, content, name, said):
    before = everything()
    answer = send(case, a_file(), a_file(content, name), title="我写的名称")
    text = answer.content.decode()
    assert answer.status_code == 422 and said in text and "data-refused" in text and 'value="我写的名称"' in text
    assert everything() == before and not stored() and not Attachment.objects.exists()


@pytest.mark.parametrize(("typed", "said"), [
    ({}, "没有选择文件"), ({"material": "XX-1.1"}, ""), ({"title": "长" * 121}, ""), ({"title": "\x00"}, ""),
    ({"files": "text and no file"}, "没有选择文件"),
])  # fmt: skip
def test_what_is_typed_wrongly_stores_nothing(case, send, typed, said):
    files = () if said else (a_file(),)
    answer = send(case, *files, **typed)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not stored() and not Attachment.objects.exists()


def test_more_files_than_may_be_are_refused(case, send):
    answer = send(case, *(a_file() for _ in range(11)))
    assert answer.status_code == 422 and "一次最多上传10个文件" in answer.content.decode() and not stored()
    assert send(case, *(a_file() for _ in range(101))).status_code == 413


def test_sent_twice_it_is_stored_once_and_another_file_is_a_conflict(case, send):
    key = str(uuid.uuid4())
    first = send(case, a_file(), submission_key=key)
    again = send(case, a_file(), submission_key=key)
    assert (again.status_code, again["Location"], Attachment.objects.count()) == (302, first["Location"], 1)
    assert send(case, a_file(samples.png()), submission_key=key).status_code == 409
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("state", [State.SUPPLEMENTING, State.COMPLETED])
def test_before_acceptance_and_after_the_end_too(cast, send, state):
    case = cast.a_case(at=state)
    assert send(case, a_file(), by="minzheng.b").status_code == 302


def test_the_outcome_of_an_intake_leads_there(case, desk):
    text = desk.get(reverse("desk:outcome", args=[case.visit_id])).content.decode()
    assert f"{reverse('desk:case', args=[case.pk])}#attachments" in text and "扫描材料" in text


class TestOpening:
    def test_the_full_scan_is_a_file_to_save_and_its_opening_is_on_record(self, scan, desk, cast):
        answer = desk.post(reverse("desk:attachment_open", args=[scan.pk]))
        assert answer.status_code == 200 and answer.content.startswith(b"\xff\xd8\xff")
        assert samples.MARK not in answer.content
        name = "%E8%BA%AB%E4%BB%BD%E8%AF%81"
        assert answer["Content-Disposition"] == (
            f"attachment; filename=\"attachment-{scan.pk}.jpg\"; filename*=UTF-8''{name}-{scan.pk}.jpg"
        )
        assert answer["Content-Type"] == "image/jpeg" and answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "no-store"
        entry = Entry.objects.order_by("-id").first()
        assert (entry.verb, entry.actor, entry.subject) == ("attachment.opened", cast.clerk.ref, scan.ref)

    def test_a_look_without_a_post_gets_no_file(self, scan, desk):
        assert desk.get(reverse("desk:attachment_open", args=[scan.pk])).status_code == 405

    @pytest.mark.parametrize(("title", "saved"), [
        ("con", "con-{}.jpg"), ("../../x", "_.._x-{}.jpg"), ("a:b|c%0d", "a_b_c_0d-{}.jpg"),
        ('a"; filename="b.html', "a_%3B%20filename%3D_b.html-{}.jpg"),
    ])  # fmt: skip
    def test_no_title_becomes_a_name_with_a_meaning(self, case, send, desk, title, saved):
        send(case, a_file(), title=title)
        scan = Attachment.objects.get()
        answer = desk.post(reverse("desk:attachment_open", args=[scan.pk]))
        assert answer["Content-Disposition"].endswith(f"filename*=UTF-8''{saved.format(scan.pk)}")

    def test_the_preview_is_small_and_shown(self, scan, desk, case):
        address = reverse("desk:attachment_preview", args=[scan.pk])
        assert f'src="{address}"' in page_of(desk, case)
        answer = desk.get(address)
        assert answer["Content-Type"] == "image/jpeg" and "Content-Disposition" not in answer
        assert answer["Cache-Control"] == "no-store" and "sandbox" in answer["Content-Security-Policy"]
        assert len(answer.content) < 10_000 and not Entry.objects.filter(verb="attachment.opened").exists()

    def test_a_paper_has_no_preview(self, case, send, desk):
        send(case, a_file(samples.pdf()))
        assert desk.get(reverse("desk:attachment_preview", args=[Attachment.objects.get().pk])).status_code == 404

    @pytest.mark.parametrize("name", ["attachment_open", "attachment_preview"])
    def test_who_may_not_see_the_case_finds_nothing(self, scan, signed_in, name):
        for who, found in (("caizheng.a", 404), ("minzheng.b", 200), ("leader.principal", 200)):
            client = signed_in(who)
            ask = client.post if name == "attachment_open" else client.get
            assert ask(reverse(f"desk:{name}", args=[scan.pk])).status_code == found, who
            assert ask(reverse(f"desk:{name}", args=[2**63])).status_code == 404

    def test_a_stranger_signs_in_first(self, scan):
        for ask, name in ((Client().post, "attachment_open"), (Client().get, "attachment_preview")):
            assert "/staff/sign-in/" in ask(reverse(f"desk:{name}", args=[scan.pk]))["Location"]
        assert not Entry.objects.filter(verb="attachment.opened").exists()

    def test_a_damaged_file_is_told_and_nothing_leaves(self, scan, desk, case):
        stored()[scan.digest].write_bytes(b"x")
        stored()[scan.preview].unlink()
        answer = desk.post(reverse("desk:attachment_open", args=[scan.pk]), follow=True)
        assert "缺失或损坏" in answer.content.decode()
        assert desk.get(reverse("desk:attachment_preview", args=[scan.pk])).status_code == 404
        assert not Entry.objects.filter(verb="attachment.opened").exists()


class TestWithdrawing:
    def withdraw(self, client, case, scan, reason="传错了办件"):
        return client.post(reverse("desk:withdraw_scan", args=[case.pk, scan.pk]), {"reason": reason})

    def test_it_stays_on_the_page_with_its_reason_and_is_not_opened(self, scan, case, desk):
        assert self.withdraw(desk, case, scan).status_code == 302
        text = page_of(desk, case)
        assert "传错了办件" in text and "已撤回" in text
        assert reverse("desk:attachment_preview", args=[scan.pk]) not in text
        assert desk.get(reverse("desk:attachment_preview", args=[scan.pk])).status_code == 404
        answer = desk.post(reverse("desk:attachment_open", args=[scan.pk]), follow=True)
        assert "不再打开" in answer.content.decode()

    @pytest.mark.parametrize("reason", ["", " ", "长" * 301, "\x00", "\u202e"])
    def test_without_a_reason_it_stays(self, scan, case, desk, reason):
        assert self.withdraw(desk, case, scan, reason).status_code == 422
        scan.refresh_from_db()
        assert not scan.withdrawn

    def test_by_who_added_it_and_the_heads(self, scan, case, signed_in, cast):
        cast.person("minzheng.b")
        assert self.withdraw(signed_in("minzheng.head"), case, scan).status_code == 302

    def test_not_through_another_case(self, scan, cast, desk):
        other = cast.a_case()
        answer = self.withdraw(desk, other, scan)
        assert answer.status_code == 422 and "不属于本办件" in answer.content.decode()

    def test_not_by_who_may_not_see_it(self, scan, case, signed_in):
        assert self.withdraw(signed_in("caizheng.a"), case, scan).status_code == 404
        assert self.withdraw(signed_in("leader.principal"), case, scan).status_code == 403


def test_who_may_not_see_the_case_adds_nothing(case, send):
    assert send(case, a_file(), by="caizheng.a").status_code == 404
    assert send(case, a_file(), by="leader.principal").status_code == 403
    assert not stored()


class TestSurvey:
    SEEN = {"place": "样例村三组", "at": "2026-03-04T09:59", "present": "样例甲、样例乙", "findings": "地基未越界"}

    @pytest.fixture
    def case(self, cast, now):
        cast.now = now - timedelta(hours=1)
        case = cast.a_case()
        cast.now = now
        return case

    def test_recorded_on_the_spot_with_photos(self, case, send, desk):
        answer = send(case, a_file(samples.from_a_phone()), name="record_survey", **self.SEEN)
        assert answer.status_code == 302
        text = page_of(desk, case)
        assert "样例村三组" in text and "地基未越界" in text and "踏勘照片1" in text
        photo = Attachment.objects.get()
        assert (photo.kind, photo.subject) == ("photo", case.surveys.get().ref)
        assert desk.post(reverse("desk:attachment_open", args=[photo.pk])).status_code == 200
        withdraw = reverse("desk:withdraw_scan", args=[case.pk, photo.pk])
        assert desk.post(withdraw, {"reason": "拍糊了"}).status_code == 302

    def test_its_photos_are_hidden_with_the_case(self, case, send, signed_in):
        send(case, a_file(), name="record_survey", **self.SEEN)
        address = reverse("desk:attachment_preview", args=[Attachment.objects.get().pk])
        assert signed_in("caizheng.a").get(address).status_code == 404

    @pytest.mark.parametrize("wrong", [
        {"place": ""}, {"present": " "}, {"findings": ""}, {"at": ""}, {"at": "gestern"}, {"at": "2026-03-04T10:01"},
        {"at": "2026-03-04T08:59"}, {"at": "0001-01-01T00:00"}, {"at": "9999-12-31T23:59"}, {"findings": "长" * 1001},
        {"place": "\x00"}, {"ground": "a\u202eb"},
    ])  # fmt: skip
    def test_what_is_lacking_or_wrong_is_refused_and_kept(self, case, send, wrong):
        answer = send(case, a_file(), name="record_survey", **(self.SEEN | wrong))
        text = answer.content.decode()
        assert answer.status_code == 422 and "data-refused" in text
        assert (self.SEEN | wrong)["present"].strip() in text
        assert not case.surveys.exists() and not stored()

    def test_only_its_handler_finds_the_form(self, case, send, signed_in, cast):
        assert "record_survey-place" in page_of(signed_in("minzheng.a"), case)
        assert "record_survey-place" not in page_of(signed_in("minzheng.b"), case)
        assert send(case, name="record_survey", by="minzheng.b", **self.SEEN).status_code == 422

    @pytest.mark.parametrize("state", [State.SUPPLEMENTING, State.COMPLETED])
    def test_only_while_the_case_is_under_way(self, cast, send, state):
        case = cast.a_case(at=state)
        assert send(case, name="record_survey", **self.SEEN).status_code == 422 and not case.surveys.exists()


def test_the_page_costs_the_same_however_many_scans(case, send, desk, django_assert_max_num_queries):
    send(case, a_file())
    page_of(desk, case)
    with CaptureQueriesContext(connection) as one:
        page_of(desk, case)
        with_one = len(one)
    send(case, *(a_file() for _ in range(5)))
    with django_assert_max_num_queries(with_one):
        page_of(desk, case)
