"""What the records showed, through the browser: runs, findings in doubt, kept with a reason, each by who may."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.assessments.sheet_cast import Q1
from tests.apps.assessments.test_looking_through import LATE, moved
from yichuang.apps.assessments.detecting import look_through
from yichuang.apps.assessments.models import Doubt, Finding


@pytest.fixture
def doubt(cast, at):
    at(LATE)
    case = cast.a_case()
    look_through(cast.hall, Q1, LATE)
    finding = Finding.objects.get(fact=case.ref)
    moved(finding, LATE + timedelta(days=1))
    look_through(cast.hall, Q1, LATE)
    return Doubt.objects.get()


def keep(client, doubt, reason="时限变更在期满之后"):
    return client.post(reverse("desk:doubt_keep", args=[doubt.pk]), {"reason": reason}, follow=True)


def test_before_anything_was_detected_the_page_says_what_will_be(browse):
    answer, page = browse("assessor")("detections")
    assert answer.status_code == 200 and "还没有发现" in page


def test_what_was_detected_when_and_what_no_longer_holds(cast, browse, doubt):
    see = browse("assessor")
    _, page = see("detections")
    for said in ("2026-Q1", "5.2", "期满仍未办结", "2026-03-30 09:00"):
        assert said in page, said
    _, todo = see("todo")
    assert "期满仍未办结" in todo and reverse("desk:detections") in todo


def test_kept_with_a_reason_it_waits_no_longer(signed_in, doubt):
    client = signed_in("assessor")
    assert "考核记录已保留" in keep(client, doubt).content.decode()
    doubt.refresh_from_db()
    assert (doubt.why_kept, doubt.kept_by.username) == ("时限变更在期满之后", "assessor")
    assert keep(client, doubt).status_code == 404


@pytest.mark.parametrize("reason", ["", "   ", "长" * 301])
def test_what_is_refused_stays_typed(signed_in, doubt, reason):
    page = keep(signed_in("assessor"), doubt, reason).content.decode()
    assert "error" in page and (not reason.strip() or reason in page)
    doubt.refresh_from_db()
    assert doubt.cleared_at is None


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b", "minzheng.head", "office.a"])
def test_only_those_who_assess_come_here(signed_in, doubt, who):
    client = signed_in(who)
    assert client.get(reverse("desk:detections")).status_code in (403, 404)
    assert client.post(reverse("desk:doubt_keep", args=[doubt.pk]), {"reason": "样例"}).status_code in (403, 404)


def test_few_queries(signed_in, doubt, django_assert_max_num_queries):
    client = signed_in("assessor")
    client.get(reverse("desk:detections"))
    with django_assert_max_num_queries(12):
        client.get(reverse("desk:detections"))
