"""Off-post records on their pages: noted, seen back, withdrawn; bad input kept; another's record is not there."""

import pytest
from django.urls import reverse

from tests.apps.attachments.sending import a_file, stored
from tests.apps.attendance.absences import Absences, at
from tests.apps.desk.excel import sheet_of
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.attendance import commands
from yichuang.apps.attendance.models import OffPost

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def absences(cast):
    return Absences(cast)


@pytest.fixture
def body(cast):
    return {"person": cast.clerk.pk, "window": cast.window("w3").pk, "begins": "2026-03-04T08:00", "ends": "",
            "words": "柜台无人"}  # fmt: skip


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


def test_from_what_was_seen_to_the_return(signed_in, body, text):
    client = signed_in("assessor")
    page = client.get(to("off_post_new"))
    assert page.status_code == 200 and "data-refused" not in text(page)
    answer = client.post(to("off_post_new"), body | {"files": [a_file()]})
    one = OffPost.objects.get()
    assert answer["Location"] == to("off_post_record", one.pk) and one.ends is None
    picture = Attachment.objects.get()
    page = text(client.get(answer["Location"]))
    assert "柜台无人" in page and to("attachment_open", picture.pk) in page
    assert client.post(to("attachment_open", picture.pk)).status_code == 200
    client.post(to("off_post_seen_back", one.pk), {"seen_at": "2026-03-04T08:40"})
    assert OffPost.objects.get().until == at(8, 40)
    assert to("off_post_seen_back", one.pk) not in text(client.get(to("off_post_record", one.pk)))
    assert to("off_post_withdraw", one.pk) not in text(client.get(to("off_post_record", one.pk)))
    client = signed_in("dangzheng.head")
    client.post(to("off_post_withdraw", one.pk), {"reason": "认错了人"})
    assert "认错了人" in text(signed_in("minzheng.a").get(to("off_post_record", one.pk)))


@pytest.mark.parametrize("bad", [
    {"words": ""}, {"words": "\x00"}, {"words": "长" * 10_000}, {"person": ""}, {"person": "abc"}, {"person": "999999"},
    {"window": ""}, {"begins": ""}, {"begins": "gestern"}, {"begins": "0001-01-01T00:00"}, {"ends": "2026-03-04T07:00"},
    {"begins": "2026-03-04T10:00"}, {"ends": "9999-12-31T23:59"}, {"begins": "2026-03-01T09:00"},
])  # fmt: skip
def test_bad_input_is_refused_and_kept(signed_in, body, text, bad):
    answer = signed_in("assessor").post(to("off_post_new"), body | bad)
    assert answer.status_code == 422 and "data-refused" in text(answer) and not OffPost.objects.exists()
    if "words" not in bad:
        assert "柜台无人" in text(answer)


@pytest.mark.parametrize("content", [b"", b"%!PS nothing", b"MZ" + b"\x00" * 1000])
def test_what_is_no_picture_is_refused(signed_in, body, content):
    answer = signed_in("assessor").post(to("off_post_new"), body | {"files": [a_file(content)]})
    assert answer.status_code == 422 and not OffPost.objects.exists() and not stored()


def test_ten_megabytes_of_words_change_nothing(signed_in, body):
    answer = signed_in("assessor").post(to("off_post_new"), body | {"words": "a" * 10_000_000})
    assert answer.status_code in (400, 413, 422) and not OffPost.objects.exists()


def test_a_head_notes_at_his_window_only(signed_in, cast, body):
    assert signed_in("caizheng.b").post(to("off_post_new"), body).status_code == 422
    assert signed_in("minzheng.a").post(to("off_post_new"), body).status_code == 403
    assert signed_in("minzheng.b").post(to("off_post_new"), body).status_code == 302
    assert OffPost.objects.get().by == cast.stand_in


def test_what_one_may_not_see_is_not_there(signed_in, absences, body):
    signed_in("assessor").post(to("off_post_new"), body | {"files": [a_file()]})
    one, picture = OffPost.objects.get(), Attachment.objects.get()
    for who, status in (("caizheng.a", 404), ("caizheng.b", 404), ("minzheng.a", 200), ("minzheng.b", 200)):
        client = signed_in(who)
        assert client.get(to("off_post_record", one.pk)).status_code == status
        assert client.post(to("attachment_open", picture.pk)).status_code == status
    client = signed_in("caizheng.b")
    assert client.post(to("off_post_seen_back", one.pk), {"seen_at": "2026-03-04T09:00"}).status_code == 404
    assert client.get(to("off_post_record", 2**63)).status_code == 404
    assert signed_in("assessor").post(to("off_post_withdraw", one.pk), {"reason": "改"}).status_code == 422
    assert not hasattr(OffPost.objects.get(), "withdrawal")


@pytest.mark.parametrize(("who", "status"), [
    ("minzheng.a", 403),  # whom it is about; a clerk never notes
    ("caizheng.b", 404),  # heads another window, which does not see it
    ("minzheng.b", 422),  # heads this window: another's record of it is not his to shorten
    ("dangzheng.head", 302), ("assessor", 302),
])  # fmt: skip
def test_who_notes_in_an_assessors_record_that_he_was_back(signed_in, absences, text, who, status):
    one, client = absences.noted(at(8)), signed_in(who)
    offered = to("off_post_seen_back", one.pk) in text(client.get(to("off_post_record", one.pk)))
    answer = client.post(to("off_post_seen_back", one.pk), {"seen_at": "2026-03-04T08:10"})
    assert answer.status_code == status and offered == (status == 302)
    assert (OffPost.objects.get().until == at(8, 10)) == (status == 302)


def test_a_head_notes_the_return_in_his_own_record(signed_in, body):
    client = signed_in("minzheng.b")
    client.post(to("off_post_new"), body)
    one = OffPost.objects.get()
    assert client.post(to("off_post_seen_back", one.pk), {"seen_at": "2026-03-04T08:10"}).status_code == 302
    assert OffPost.objects.get().until == at(8, 10)


def test_slips_of_that_time_stand_beside_it(signed_in, absences, text):
    slip, one = absences.made_up(), absences.noted(at(8), at(9))
    assert to("slip", slip.pk) in text(signed_in("assessor").get(to("off_post_record", one.pk)))


def test_the_register_narrows_and_goes_to_excel(signed_in, absences, cast, text):
    away = absences.noted(at(8), words="柜台甲")
    back = absences.noted(at(8, 5), at(9), words="乙", person=cast.other_clerk, window=cast.window("w1"))
    gone = absences.noted(at(8, 10), at(9), words="丙")
    commands.withdraw_off_post(seen=gone, reason="记错", by=absences.office, now=at(10))
    client = signed_in("assessor")

    def shown(**query):
        page, file = text(client.get(to("off_post"), query)), sheet_of(client.get(to("off_post_xlsx"), query))
        found = {one for one in (away, back, gone) if to("off_post_record", one.pk) in page}
        assert {one for one in (away, back, gone) if f">{one.words}<" in file} == found
        return found

    assert shown() == {away, back, gone} and shown(show="away") == {away} and shown(show="noted") == {back}
    assert shown(show="withdrawn") == {gone} and shown(window="w1") == {back} and shown(q="柜台甲") == {away}
    assert shown(month="2026-03") == {away, back, gone} and shown(month="2026-13") == set()


def test_the_register_costs_the_same_however_many_rows(signed_in, absences, django_assert_max_num_queries):
    for place in range(6):
        absences.noted(at(8, place), at(9))
    client = signed_in("assessor")
    with django_assert_max_num_queries(6):
        client.get(to("off_post"))
