"""Acting in a citizen's name: never without agent and authorisation, never by who decides (D1.11, D4.4.2, D4.4.4)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.apps.cases.acting import everything
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases import permissions
from yichuang.apps.cases.commands import Agent
from yichuang.apps.cases.models import Agency, Case
from yichuang.apps.cases.queries import (
    acting_for,
    agency_of,
    case_for,
    to_approve,
    to_handle,
    to_review,
    visible_to,
)
from yichuang.apps.notices.queries import document_of
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

PAPER = {"paper": "样例授权委托书", "paper_on": date(2026, 3, 4)}  # Wednesday, the day of the tests
PRIVATE = Agent("private", name="样例代办人", identity=identity(700), phone="13900000700", relation="子女", **PAPER)
VILLAGE = Agent("village", village_agent="va-yanghe", identity=identity(701), **PAPER)


def clerk_agent(cast, username="caizheng.a"):
    return Agent("staff", staff=cast.person(username), **PAPER)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def entered(case):
    """The case as its page loads it."""
    return case_for(Staff.objects.get(username="office.b"), case.pk)


class TestAtTheWindow:
    @pytest.mark.parametrize("agent", [PRIVATE, VILLAGE], ids=lambda one: one.kind)
    def test_the_agent_is_kept_sealed_and_stands_on_every_paper(self, cast, agent):
        case, (first, promise) = cast.take_in(agent=agent)
        kept = Agency.objects.get(case=case)
        assert sealer().open("identity", kept.identity) == agent.identity and agent.identity not in kept.identity
        assert (kept.kind, kept.paper, kept.paper_on) == (agent.kind, PAPER["paper"], PAPER["paper_on"])
        for notice in (first, promise):
            text = document_of(notice).to_json()
            assert kept.name in text and "样例授权委托书（2026年3月4日）" in text and agent.identity not in text
        assert "样例申请人" in document_of(first).addressee, "the matter stays the citizen's"

    def test_a_village_agent_comes_from_the_register(self, cast):
        kept = Agency.objects.get(case=cast.take_in(agent=VILLAGE)[0])
        assert (kept.name, kept.village, kept.relation) == ("样例·样河代办员", "样河村", "村代办员")

    def test_a_clerk_acts_by_his_account(self, cast):
        kept = Agency.objects.get(case=cast.take_in(agent=clerk_agent(cast))[0])
        assert (kept.staff.username, kept.name, kept.identity) == ("caizheng.a", "样例·财政甲", "")

    @pytest.mark.parametrize(("agent", "field", "clause"), [
        (replace(PRIVATE, kind=""), "agent_kind", "D1.11"), (replace(PRIVATE, kind="nobody"), "agent_kind", "D1.11"),
        (replace(PRIVATE, name=" "), "agent_name", "D1.11"), (replace(PRIVATE, name="\x00"), "agent_name", ""),
        (replace(PRIVATE, identity=""), "agent_identity", ""), (replace(VILLAGE, identity="1"), "agent_identity", ""),
        (replace(PRIVATE, identity=identity(700)[:-1] + "?"), "agent_identity", ""),
        (replace(PRIVATE, phone="12"), "agent_phone", ""), (replace(PRIVATE, relation=""), "agent_relation", "D1.11"),
        (replace(PRIVATE, relation="长" * 31), "agent_relation", ""),
        (replace(VILLAGE, village_agent=""), "agent_village", "D1.11"),
        (replace(VILLAGE, village_agent="va-elsewhere"), "agent_village", "D1.11"),
        (Agent("staff", **PAPER), "agent_staff", "D1.11"),
        (replace(PRIVATE, paper=" "), "agent_paper", "D1.11"), (replace(PRIVATE, paper="a\ud800"), "agent_paper", ""),
        (replace(PRIVATE, paper="长" * 201), "agent_paper", ""),
        (replace(PRIVATE, paper_on=None), "agent_paper_on", "D1.11"),
        (replace(PRIVATE, paper_on=date(2026, 3, 5)), "agent_paper_on", "D1.11"),  # Thursday, tomorrow
    ])  # fmt: skip
    def test_without_agent_or_authorisation_there_is_no_case(self, cast, agent, field, clause):
        visit = cast.a_visit()
        refusal = refusal_of(lambda: cast.take_in(agent=agent, visit=visit))
        assert (refusal.field, refusal.clause) == (field, clause)

    def test_neither_the_applicant_himself_nor_a_person_without_a_window(self, cast):
        visit = cast.a_visit()
        own = replace(PRIVATE, identity=identity(702))
        run = lambda: cast.take_in(agent=own, identity=identity(702), visit=visit)  # noqa: E731
        assert refusal_of(run).code == "agent_is_applicant"
        assert refusal_of(lambda: cast.take_in(agent=clerk_agent(cast, "assessor"), visit=visit)).field == "agent_staff"

    def test_an_agency_waits_with_its_case_for_papers(self, cast, acting):
        marks = cast.marks(m2="missing")
        case, (paper,) = cast.take_in(agent=PRIVATE, marks=marks, verdict=cases.Verdict(Action.ASK_SUPPLEMENT))
        assert "样例代办人" in document_of(paper).to_json()
        _, notices = acting.accept(entered(case), by=cast.clerk)
        assert all("样例代办人" in document_of(one).to_json() for one in notices)

    def test_the_trail_names_the_kind_and_no_person(self, cast):
        case, _ = cast.take_in(agent=PRIVATE)
        detail = Entry.objects.get(verb="case.accepted", subject=case.ref).detail
        assert "private" in detail and "样例" not in detail and identity(700) not in detail

    def test_without_an_agent_it_costs_no_query_more(self, cast, django_assert_max_num_queries):
        visit = cast.a_visit()
        application, verdict = cast.an_application(), cases.Verdict(Action.ACCEPT)
        by = cast.clerk
        with django_assert_max_num_queries(15):
            cases.take_in(visit=visit, application=application, verdict=verdict, by=by, now=cast.now)


class TestWhoDecides:
    def test_the_agent_does_not_accept(self, cast):
        visit = cast.a_visit()
        refusal = refusal_of(lambda: cast.take_in(agent=clerk_agent(cast, "minzheng.a"), visit=visit))
        assert (refusal.code, refusal.clause) == ("own_agency", "D4.4.4")
        Staff.objects.filter(username="minzheng.a").update(
            identity_index=sealer().blind_index("identity", identity(700))
        )
        assert refusal_of(lambda: cast.take_in(agent=PRIVATE, visit=visit)).code == "own_agency"

    @pytest.mark.parametrize(("state", "action", "who", "worklist", "instead"), [
        (State.HANDLED, Action.REVIEW, "minzheng.b", to_review, "office.b"),
        (State.REVIEWED, Action.APPROVE, "minzheng.head", to_approve, "leader.charge"),
    ])  # fmt: skip
    def test_an_agent_neither_reviews_nor_approves_and_another_stands_in(
        self, cast, acting, state, action, who, worklist, instead
    ):
        """As clerk by account, or privately with the number known to the hall."""
        index = sealer().blind_index("identity", identity(700))
        case = cast.a_case(at=state, agent=PRIVATE)
        assert worklist(cast.person(who)).filter(pk=case.pk).exists()
        Staff.objects.filter(username=who).update(identity_index=index)
        assert not worklist(cast.person(who)).filter(pk=case.pk).exists()
        assert permissions.refusal_for(cast.person(who), action, entered(case)).code == "own_agency"
        run = lambda: acting.do(entered(case), action, by=cast.person(who))  # noqa: E731
        assert refusal_of(run).clause == "D4.4.4"
        assert worklist(cast.person(instead)).filter(pk=case.pk).exists()
        acting.do(entered(case), action, by=cast.person(instead))

    def test_a_clerk_who_is_the_agent_handles_but_does_not_decide(self, cast, acting):
        case, _ = cast.take_in(agent=clerk_agent(cast, "minzheng.b"))
        assert not to_review(cast.stand_in).exists()
        acting.handle(entered(case))
        for action in (Action.REVIEW, Action.SEND_BACK):
            assert permissions.refusal_for(cast.stand_in, action, entered(case)).code == "own_agency"
        Staff.objects.filter(username="minzheng.a").update(absent=True)
        assert permissions.refusal_for(cast.stand_in, Action.HANDLE, entered(case)) is None
        assert not to_handle(cast.clerk).filter(pk=case.pk).exists()

    def test_an_instant_case_is_not_closed_by_its_agent(self, cast):
        item = next(one for one in map(cast.item, ("LD-08", "MZ-01", "CZ-01")) if one and one.kind == "instant")
        handler, other = item.post.a.username, item.post.b.username
        case, _ = cast.take_in(item=item, by=cast.person(other), agent=clerk_agent(cast, handler))
        run = lambda: cases.complete_instant(  # noqa: E731
            case=entered(case), result="样例", recipient="样例", by=cast.person(handler), now=cast.now
        )
        assert refusal_of(run).code == "own_agency"


class TestLater:
    def test_an_agent_is_appointed_for_a_case_under_way(self, cast):
        case = cast.a_case()
        cases.appoint_agent(case=case, agent=VILLAGE, by=cast.clerk, now=cast.now)
        assert agency_of(entered(case)).village == "样河村"
        refusal = refusal_of(lambda: cases.appoint_agent(case=case, agent=PRIVATE, by=cast.clerk, now=cast.now))
        assert refusal.code == "agency_already"

    def test_nobody_who_has_decided_in_it(self, cast):
        case = cast.a_case()
        run = lambda: cases.appoint_agent(  # noqa: E731
            case=case, agent=clerk_agent(cast, "minzheng.a"), by=cast.stand_in, now=cast.now
        )
        assert refusal_of(run).code == "agent_decided"

    @pytest.mark.parametrize("who", ["caizheng.a", "minzheng.head", "assessor", "leader.charge"])
    def test_only_by_the_window_or_the_office(self, cast, who):
        case = cast.a_case()
        run = lambda: cases.appoint_agent(case=case, agent=VILLAGE, by=cast.person(who), now=cast.now)  # noqa: E731
        assert refusal_of(run).code == "not_yours"

    def test_not_after_the_end(self, cast):
        case = cast.a_case(at=State.COMPLETED)
        run = lambda: cases.appoint_agent(case=case, agent=VILLAGE, by=cast.clerk, now=cast.now)  # noqa: E731
        assert refusal_of(run).code == "step_ended"

    def test_it_ends_once_with_a_reason_and_the_former_agent_still_decides_nothing(self, cast):
        case, _ = cast.take_in(agent=clerk_agent(cast, "minzheng.b"))
        end = lambda reason: cases.end_agency(case=case, reason=reason, by=cast.clerk, now=cast.now)  # noqa: E731
        assert refusal_of(lambda: end(" ")).field == "reason"
        end("申请人自行办理")
        assert refusal_of(lambda: end("再次")).code == "no_agency"
        assert agency_of(entered(case)) is None and not acting_for(cast.stand_in).exists()
        assert permissions.refusal_for(cast.stand_in, Action.REVIEW, entered(case)).code == "own_agency"


def test_the_agent_s_list_shows_his_cases_and_he_may_open_them(cast, acting):
    case = cast.a_case(agent=clerk_agent(cast))
    agent = cast.person("caizheng.a")
    assert list(acting_for(agent)) == [case] and visible_to(agent).filter(pk=case.pk).exists()
    assert not acting_for(cast.person("caizheng.b")).exists()
    for action in (Action.HANDLE, Action.REVIEW, Action.APPROVE):
        case = acting.do(entered(case), action)
    acting.complete(entered(case))
    assert not acting_for(agent).exists()


@pytest.mark.parametrize(("recipient", "printed"), [
    ("样例代办人", "样例代办人（代办人）"), ("样例申请人", "领取人：样例申请人"),
])  # fmt: skip
def test_the_result_may_be_handed_to_the_agent(cast, recipient, printed):
    from yichuang.integrations.pdf import plain_text

    case = cast.a_case(at=State.APPROVED, agent=PRIVATE)
    later = cast.now + timedelta(hours=9)
    _, notice, _ = cases.complete(case=entered(case), result="样例", recipient=recipient, by=cast.clerk, now=later)
    text = plain_text(document_of(notice))
    assert printed in text and ("（代办人）" in text) == (recipient == "样例代办人")


@pytest.mark.parametrize("statement", [
    "UPDATE cases_agency SET paper = '改'", "UPDATE cases_agency SET case_id = 1", "DELETE FROM cases_agency",
])  # fmt: skip
def test_the_database_keeps_agent_and_authorisation(cast, statement):
    cast.take_in(agent=PRIVATE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("half", [{"name": ""}, {"paper": ""}, {"kind": "staff"}, {"identity": ""}])
def test_the_database_refuses_an_agency_without_agent_or_paper(cast, half):
    whole = Agency.objects.values("case_id", "kind", "name", "identity", "relation", "paper", "paper_on", "at", "by_id")
    cast.take_in(agent=PRIVATE)
    (row,) = whole
    other = cast.a_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(**(row | {"case_id": other.pk} | half))
    assert Case.objects.count() == 2 and cast.now == datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)
