"""Progress by number and four digits: the same answer for every wrong pair, few guesses, nothing said too much."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from yichuang.apps.portal.limits import PROGRESS_BY_NUMBER, PROGRESS_BY_SOURCE
from yichuang.core.lifecycle import State

NAME, IDENTITY_TAIL, PHONE = "申请人金丝雀", "19900307", "13800001234"


def ask(client, receipt, end="1234", **more):
    return client.post("/progress/", {"receipt": receipt, "phone_end": end}, **more)


def bare(text):
    return re.sub(r'name="(csrfmiddlewaretoken|submission_key)" value="[^"]*"|X-CSRFToken[^}]*', "", text)


def test_an_accepted_case_shows_stages_dates_and_the_working_of_its_due_time(client, cast, opened, text):
    case = cast.a_case(at=State.HANDLED, name=NAME)
    page = text(ask(client, case.receipt))
    for words in (
        "承办完成，审核中",
        "2026-03-04 10:00",
        "2026-03-04 11:00",
        "2026-03-24 16:30",
        "受理当日",
        "从2026年3月5日起计",
        "依据：《限时办结制度》第一条第2项",
    ):
        assert words in page


def test_the_acceptance_number_works_as_well(client, cast, opened, text):
    case = cast.a_case()
    assert case.number in text(ask(client, case.number))


@pytest.mark.parametrize(
    "spoil", [str.lower, lambda n: f" {n} ", lambda n: f"{n[:3]} {n[3:]}", lambda n: n.replace("S", "Ｓ")]
)
def test_a_number_may_be_typed_carelessly(client, cast, opened, spoil):
    case = cast.a_case()
    assert ask(client, spoil(case.receipt)).status_code == 200


def test_nothing_private_is_shown(client, cast, opened, text):
    case = cast.a_case(at=State.COMPLETED, name=NAME, phone=PHONE)
    page = text(ask(client, case.receipt))
    for canary in (NAME, "申某", IDENTITY_TAIL, PHONE, cast.clerk.name, cast.window_head.name):
        assert canary not in page


def test_a_wrong_pair_is_answered_alike_whichever_half_is_wrong(client, cast, opened, text):
    cast.a_case()  # whose number is the example on the page
    case = cast.a_case()
    unknown, wrong = ask(client, "S2026999999"), ask(client, case.receipt, "9999")
    assert (unknown.status_code, wrong.status_code) == (422, 422)
    assert bare(text(unknown)).replace("S2026999999", "N").replace("1234", "E") == bare(text(wrong)).replace(
        case.receipt, "N"
    ).replace("9999", "E")


def test_after_five_wrong_guesses_at_one_number_even_the_right_one_is_not_heard(client, cast, opened, text):
    case, other = cast.a_case(), cast.a_case()
    for end in range(PROGRESS_BY_NUMBER.most):
        assert ask(client, case.receipt, f"{end:04d}", REMOTE_ADDR=f"10.0.0.{end}").status_code == 422
    refused = ask(client, case.receipt, REMOTE_ADDR="10.0.9.9")
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert "15 分钟" in text(refused)
    assert ask(client, other.receipt).status_code == 200


def test_one_source_may_not_try_many_numbers(client, cast, opened):
    case = cast.a_case()
    for n in range(PROGRESS_BY_SOURCE.most):
        assert ask(client, f"S2026{n:06d}9", REMOTE_ADDR="10.1.1.1").status_code == 422
    assert ask(client, case.receipt, REMOTE_ADDR="10.1.1.1").status_code == 429
    assert ask(client, case.receipt, REMOTE_ADDR="10.1.1.2").status_code == 200


def test_the_other_half_of_an_ipv6_address_buys_no_more_guesses(client, cast, opened):
    for n in range(PROGRESS_BY_SOURCE.most):
        ask(client, f"S2026{n:06d}9", REMOTE_ADDR=f"2001:db8:1:2::{n:x}")
    assert ask(client, cast.a_case().receipt, REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429


def test_right_answers_are_not_counted(client, cast, opened):
    case = cast.a_case()
    assert {ask(client, case.receipt).status_code for _ in range(PROGRESS_BY_SOURCE.most + 1)} == {200}


def test_a_supplement_says_what_to_bring(client, cast, opened, text):
    case = cast.a_case(at=State.SUPPLEMENTING)
    page = text(ask(client, case.receipt))
    for words in ("待您补充材料", "居民身份证", "未提交", "3号窗口 民政救济"):
        assert words in page
    assert "办结时限" not in page, "no clock runs before acceptance"


def test_an_approved_case_says_where_to_fetch_it(client, cast, opened, text):
    page = text(ask(client, cast.a_case(at=State.APPROVED).receipt))
    assert "请持身份证到3号窗口 民政救济领取结果" in page


def test_a_due_time_beyond_the_published_years_says_so(client, cast, at, text):
    late = cast.now.replace(month=12, day=20)
    at(late)
    case = cast.a_case(now=late)
    assert "该时间为暂定" in text(ask(client, case.receipt))


@pytest.mark.parametrize("receipt", ["", " ", "\x00", "S\x00", "x" * 10_000, "{{7*7}}", "<b>", "\ud800", "𠮷"])
@pytest.mark.parametrize("end", ["", "12", "12345", "abcd", "１２３４", "\x00"])
def test_bad_input_is_refused_and_kept(client, opened, text, receipt, end):
    answer = ask(client, receipt.encode("utf-8", "replace").decode(), end)
    assert answer.status_code == 422
    assert "<b>" not in text(answer)


@pytest.mark.parametrize("missing", ["receipt", "phone_end"])
def test_a_missing_field_is_named(client, opened, missing):
    sent = {"receipt": "S2026000001", "phone_end": "1234"}
    del sent[missing]
    assert client.post("/progress/", sent).status_code == 422


def test_a_completed_case_may_be_rated_from_here_without_a_code(client, cast, opened, text):
    case = cast.a_case(at=State.COMPLETED)
    answer = ask(client, case.receipt)
    assert "评价这次服务" in text(answer)
    cookie = answer.cookies["rating_pass"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Strict",
        "/rate/",
        1800,
    )
    assert 'name="grade"' in text(client.get("/rate/"))
    assert client.post("/rate/", {"grade": "poor"})["Location"] == "/rate/"
    case.refresh_from_db()
    assert case.rating.grade == "poor"
    assert "这次服务已经评价" in text(client.get("/rate/"))
    assert "评价这次服务" not in text(ask(client, case.receipt))


def test_no_pass_is_given_before_completion(client, cast, opened):
    assert "rating_pass" not in ask(client, cast.a_case(at=State.APPROVED).receipt).cookies


def test_a_forged_or_old_pass_opens_nothing(client, cast, opened, text):
    case = cast.a_case(at=State.COMPLETED)
    client.cookies["rating_pass"] = str(case.pk)
    assert "grade-good" not in text(client.get("/rate/"))
    ask(client, case.receipt)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31)):
        assert "grade-good" not in text(client.get("/rate/"))


def test_pages_about_a_case_are_not_kept_by_browsers(client, cast, opened):
    assert "no-store" in ask(client, cast.a_case().receipt)["Cache-Control"]


def test_looking_up_changes_no_row_and_is_cheap(client, cast, opened, django_assert_max_num_queries):
    case = cast.a_case()
    with django_assert_max_num_queries(8):
        ask(client, case.receipt)
