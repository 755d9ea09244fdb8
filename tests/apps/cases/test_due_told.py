"""A due time that a recalculation moved is told to the citizen on paper, when the clerk of the case acts (N19)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, DueChange, DueTold
from yichuang.apps.cases.queries import WORKLISTS, untold_changes
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.queries import document_of
from yichuang.core.lifecycle import State
from yichuang.integrations.pdf import plain_text

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[2] / "golden" / "notices"
GROUND = "样例〔2026〕1号"


def recalculate(cast, *made, days=1, ground=GROUND):
    """The stored due times are `days` off what the rules say; a recalculation by two people puts them right."""
    for case in made:
        Case.objects.filter(pk=case.pk).update(due_at=case.due_at - timedelta(days=days))
    found = cases.propose_recalculation(
        hall=cast.hall, kind="calendar", ground=ground, by=cast.person("office.b"), now=cast.now
    )
    return cases.approve_recalculation(recalculation=found, by=cast.person("leader.charge"), now=cast.now)


@pytest.fixture
def moved(cast):
    case = cast.a_case()
    recalculate(cast, case)
    return Case.objects.get(pk=case.pk)


def tell(case, by, now):
    return cases.tell_due_change(case=Case.objects.get(pk=case.pk), by=by, now=now)


def test_the_recalculation_itself_issues_nothing(cast):
    made = [cast.a_case(), cast.a_case()]
    before = Notice.objects.count()
    recalculate(cast, *made)
    assert Notice.objects.count() == before and set(WORKLISTS["moved"](cast.clerk)) == set(made)


def test_the_paper_states_both_times_the_cause_and_its_ground(cast, moved, now):
    notice = tell(moved, cast.clerk, now)
    assert (notice.kind, notice.number) == ("N19", "样乡便变〔2026〕1号")
    said = plain_text(document_of(notice)).replace(notice.code, "核验码")
    assert said == (GOLDEN / "N19.txt").read_text("utf-8")
    change = DueChange.objects.get()
    assert (change.told.notice, change.told.by) == (notice, cast.clerk)
    entry = Entry.objects.get(subject=moved.ref, verb="case.due_change_told")
    assert notice.number in str(entry.detail)


def test_numbers_have_no_gap_and_a_second_press_issues_none(cast, now):
    made = [cast.a_case(), cast.a_case()]
    recalculate(cast, *made)
    numbers = [tell(case, cast.clerk, now).sequence for case in made]
    assert numbers == [1, 2]
    with pytest.raises(Refused) as refused:
        tell(made[0], cast.clerk, now)
    assert refused.value.refusal.code == "nothing_to_tell"
    assert Notice.objects.filter(kind="N19").count() == 2 and not WORKLISTS["moved"](cast.clerk).exists()


def test_two_recalculations_stand_on_one_paper(cast, moved, now):
    recalculate(cast, moved, days=2, ground="样例〔2026〕2号")
    said = plain_text(document_of(tell(moved, cast.clerk, now)))
    assert GROUND in said and "样例〔2026〕2号" in said and "（2）" in said
    assert DueTold.objects.count() == 2 and DueTold.objects.values("notice").distinct().count() == 1


def test_what_is_told_stays(cast, moved, now):
    tell(moved, cast.clerk, now)
    with pytest.raises(DatabaseError), transaction.atomic():
        DueTold.objects.all().delete()


def test_an_extension_has_its_own_paper(cast, now):
    case = cast.a_case()
    cases.extend(case=case, days=2, reason="样例理由", by=cast.person("leader.principal"), now=now)
    assert DueChange.objects.filter(case=case).exists() and untold_changes(case) == []
    with pytest.raises(Refused):
        tell(case, cast.clerk, now)


def test_a_case_that_is_over_needs_no_paper(cast):
    case = cast.a_case(at=State.APPROVED)
    recalculate(cast, case)
    done = cast.advance(Case.objects.get(pk=case.pk), State.COMPLETED, cast.now + timedelta(hours=9))
    assert untold_changes(done) == [] and not WORKLISTS["moved"](cast.clerk).exists()


@pytest.mark.parametrize(("who", "status"), [
    ("minzheng.a", 302), ("minzheng.b", 422), ("caizheng.a", 404), ("leader.principal", 403), ("assessor", 403),
])  # fmt: skip
def test_only_the_handler_tells(cast, moved, signed_in, at, now, who, status):
    at(now)
    answer = signed_in(who).post(reverse("desk:tell_due", args=[moved.pk]))
    assert answer.status_code == status and DueTold.objects.exists() == (status == 302)


def test_the_page_and_the_work_list_lead_to_it(cast, moved, signed_in, at, now):
    at(now)
    client, act = signed_in("minzheng.a"), reverse("desk:tell_due", args=[moved.pk])
    todo = client.get(reverse("desk:todo")).content.decode()
    assert "须告知群众的办结时限变更" in todo and "?list=moved" in todo
    listed = client.get(reverse("desk:cases") + "?list=moved").content.decode()
    assert str(moved) in listed
    page = client.get(reverse("desk:case", args=[moved.pk])).content.decode()
    assert act in page and "尚未书面告知群众" in page
    client.post(act)
    page = client.get(reverse("desk:case", args=[moved.pk])).content.decode()
    assert act not in page and "办结时限变更告知书" in page
    assert "?list=moved" not in client.get(reverse("desk:todo")).content.decode().split('id="idle"')[0]


def test_nobody_else_is_offered_it(moved, signed_in, at, now):
    at(now)
    page = signed_in("minzheng.b").get(reverse("desk:case", args=[moved.pk])).content.decode()
    assert "尚未书面告知群众" in page and reverse("desk:tell_due", args=[moved.pk]) not in page
