"""The rating page: four cards alike, none chosen, once, never from a session of the staff (C-36, lessons 25, 26)."""

import re
from datetime import timedelta

import pytest

from yichuang.apps.cases import commands as cases
from yichuang.apps.feedback.models import Grade, Rating
from yichuang.apps.portal.limits import CODES_BY_SOURCE
from yichuang.core.lifecycle import State

KEY = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def code(cast, opened):
    case = cast.a_case(at=State.APPROVED)
    later = cast.now + timedelta(hours=5)
    return cases.complete(case=case, result="予以救助", recipient="样例", by=cast.clerk, now=later)[2]


def send(client, code, **more):
    return client.post(f"/rate/{code}/", {"submission_key": KEY} | more)


def test_the_four_grades_stand_alike_and_none_is_chosen(client, code, text):
    page = text(client.get(f"/rate/{code}/"))
    cards = re.findall(
        r'<label class="grade" for="grade-(\w+)"><input type="radio"[^>]*><span>([^<]+)</span></label>', page
    )
    assert cards == [("good", "好"), ("fairly_good", "较好"), ("fair", "一般"), ("poor", "差")]
    assert "checked" not in page
    assert [value for value, _ in cards] == [grade.value for grade in Grade]


@pytest.mark.parametrize("grade", list(Grade))
def test_every_grade_takes_one_and_the_same_step(client, code, text, grade):
    answer = send(client, code, grade=grade.value)
    assert (answer.status_code, answer["Location"]) == (302, f"/rate/{code}/")
    assert Rating.objects.get().grade == grade
    page = text(client.get(answer["Location"]))
    assert "谢谢，您的评价已记录。" in page
    assert "这次服务已经评价" in page
    assert 'name="grade"' not in page


@pytest.mark.parametrize(
    "sent", [{}, {"grade": ""}, {"grade": "best"}, {"grade": "\x00"}], ids=["none", "", "best", "NUL"]
)
def test_without_one_of_the_four_nothing_is_stored_and_the_remark_is_kept(client, code, text, sent):
    answer = send(client, code, remark="窗口排队太久", **sent)
    assert answer.status_code == 422
    assert "窗口排队太久" in text(answer)
    assert Rating.objects.count() == 0


def test_a_remark_too_long_keeps_grade_and_remark(client, code, text):
    answer = send(client, code, grade="poor", remark="长" * 501)
    assert answer.status_code == 422
    assert re.search(r'value="poor" checked', text(answer))
    assert "长" * 501 in text(answer)
    assert Rating.objects.count() == 0


def test_a_second_click_gives_the_first_answer_and_another_body_is_a_conflict(client, code):
    first, second = send(client, code, grade="poor"), send(client, code, grade="poor")
    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert send(client, code, grade="good").status_code == 409
    assert Rating.objects.get().grade == "poor"


def test_a_used_code_says_so(client, code, text):
    send(client, code, grade="good")
    answer = client.post(f"/rate/{code}/", {"grade": "poor"})
    assert answer.status_code == 422
    assert "这次服务已经评价过" in text(answer)
    assert Rating.objects.get().grade == "good"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["minzheng.a", "leader.principal", "admin.system"])
def test_a_session_of_the_staff_is_refused(signed_in, code, text, who, method):
    client = signed_in(who)
    for path in ("/rate/", f"/rate/{code}/"):
        answer = getattr(client, method)(path, {"grade": "good"})
        assert answer.status_code == {"get": 200, "post": 422}[method]
        assert 'name="grade"' not in text(answer)
        assert "工作人员不能评价" in text(answer)
    assert Rating.objects.count() == 0


def test_the_code_may_be_typed_carelessly(client, code):
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
    assert client.post("/rate/", {"code": typed})["Location"] == f"/rate/{code}/"


@pytest.mark.parametrize("typed", ["", " ", "AAAABBBBCCCC", "\x00", "x" * 5000, "<b>", "𠮷"])
def test_an_unknown_code_is_refused_and_kept(client, code, text, typed):
    answer = client.post("/rate/", {"code": typed})
    assert answer.status_code == 422
    assert "<b>" not in text(answer)


@pytest.mark.parametrize("path", ["AAAABBBBCCCC", "x" * 500, "𠮷"])
def test_an_unknown_address_says_the_code_is_unknown(client, code, text, path):
    answer = client.get(f"/rate/{path}/")
    assert answer.status_code == 404
    assert "没有这个评价码" in text(answer)


def test_codes_cannot_be_tried_without_end(client, code):
    for n in range(CODES_BY_SOURCE.most):
        assert client.post("/rate/", {"code": f"AAAABBBB{n:04d}"}).status_code == 422
    assert client.get(f"/rate/{code}/").status_code == 429
