"""From a case through the detectors to a finding on the sheet; twice is once; nothing confirmed is altered."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.apps.assessments.sheet_cast import Q1
from tests.apps.cases.acting import everything
from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.detecting import Looked, look_through
from yichuang.apps.assessments.models import DetectionRun, Doubt, Finding
from yichuang.apps.assessments.scoring import sheets_of
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case
from yichuang.config.schedule import JOBS, detect
from yichuang.core.assessment import Quarter, figure
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI

LATE = datetime(2026, 3, 30, 9, 0, tzinfo=SHANGHAI)  # Monday, after the due time
OVER = datetime(2026, 4, 20, 9, 0, tzinfo=SHANGHAI)  # Monday
Q2 = Quarter(2026, 2)
NOTHING = Looked(1, 0, 0, 0)


@pytest.fixture
def late(cast):
    case = cast.a_case()
    assert case.due_at < LATE
    look_through(cast.hall, Q1, LATE)
    return Finding.objects.get(fact=case.ref)


def total(cast):
    return next(figure(one.score.total) for one in sheets_of(cast.hall, Q1) if one.window.code == "w3")


def moved(finding, due):
    """The case's due time turns out to be another: as a recalculation leaves it."""
    Case.objects.filter(pk=finding.fact.removeprefix("case:")).update(due_at=due)


class TestOnce:
    def test_what_the_records_prove_counts_at_once_with_its_evidence(self, cast, signed_in, late):
        assert (late.rule, late.state, late.origin, late.found_by) == ("5.2", "confirmed", "automatic", None)
        assert (late.window.code, late.person) == ("w3", cast.clerk) and "期满仍未办结" in late.reason
        # The points of 5.2, and of 6.1: not one of one case in time; twice by intention (C-08).
        assert total(cast) == "80.0"
        client = signed_in("assessor")
        for proof in late.evidence.all():
            assert client.get(reverse(proof.route, args=[proof.key])).status_code == 200

    def test_a_proposal_does_not_count_before_it_is_confirmed(self, cast):
        case = cast.a_case(at=State.SUPPLEMENTING)
        cases.decide_again(
            case=case, marks=cast.marks(case.item, m3="missing"), by=cast.clerk, now=cast.now + timedelta(days=1),
            verdict=cases.Verdict(Action.ASK_SUPPLEMENT, cause="第一次漏列"),
        )  # fmt: skip
        look_through(cast.hall, Q1, LATE)
        found = Finding.objects.get()
        assert (found.rule, found.state, found.origin) == ("2.3", "draft", "proposed")
        assert total(cast) == "100.0"

    def test_a_second_look_adds_nothing(self, cast, late):
        before = everything()
        assert look_through(cast.hall, Q1, LATE + timedelta(hours=1)) == NOTHING
        assert everything() == before

    @pytest.mark.parametrize("state", ["rejected", "withdrawn", "contested"])
    def test_what_somebody_decided_is_not_found_anew(self, cast, late, state):
        Finding.objects.filter(pk=late.pk).update(state=state)
        assert look_through(cast.hall, Q1, LATE) == NOTHING
        assert Finding.objects.get().state == state

    def test_when_it_was_detected_is_kept(self, cast, late):
        assert DetectionRun.objects.count() == 1 and queries.runs_of(cast.hall).get().added == 1


class TestChangedFacts:
    def test_a_finding_stands_and_is_put_in_doubt(self, cast, late):
        moved(late, LATE + timedelta(days=1))
        assert look_through(cast.hall, Q1, LATE) == Looked(0, 0, 1, 0)
        assert queries.doubted(cast.hall).get().finding == late
        late.refresh_from_db()
        assert late.state == "confirmed"
        assert look_through(cast.hall, Q1, LATE) == Looked(0, 0, 0, 0)

    def test_no_doubt_is_left_when_the_fact_is_there_again(self, cast, late):
        due = Case.objects.get().due_at
        moved(late, LATE + timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        moved(late, due)
        assert look_through(cast.hall, Q1, LATE) == Looked(1, 0, 0, 1)
        assert not queries.doubted(cast.hall).exists()

    def test_withdrawn_by_the_assessor_nothing_is_left_to_settle(self, cast, late):
        moved(late, LATE + timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        Finding.objects.filter(pk=late.pk).update(state="withdrawn")
        assert not queries.doubted(cast.hall).exists()

    def test_late_after_all_in_another_quarter_it_is_found_there(self, cast, late):
        moved(late, OVER - timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        Finding.objects.filter(pk=late.pk).update(state="withdrawn")
        assert look_through(cast.hall, Q2, OVER) == Looked(1, 1, 0, 0)
        anew = Finding.objects.exclude(pk=late.pk).get()
        assert (anew.fact, anew.state) == (f"{late.fact}@2026-Q2", "confirmed")
        assert look_through(cast.hall, Q2, OVER) == NOTHING

    def test_kept_with_a_reason_it_is_not_doubted_again(self, cast, late):
        moved(late, LATE + timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        doubt = queries.doubted(cast.hall).get()
        kept = commands.keep_doubted(doubt=doubt, reason="时限变更在期满之后", by=cast.person("assessor"), now=LATE)
        assert (kept.kept_by, kept.why_kept) == (cast.person("assessor"), "时限变更在期满之后")
        assert look_through(cast.hall, Q1, LATE) == Looked(0, 0, 0, 0)
        assert not queries.doubted(cast.hall).exists()

    @pytest.mark.parametrize(("who", "reason", "code"), [
        ("minzheng.a", "样例", "not_yours"), ("minzheng.b", "样例", "not_yours"), ("assessor", " ", "words_missing"),
    ])  # fmt: skip
    def test_who_may_not_keep_it(self, cast, late, who, reason, code):
        moved(late, LATE + timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        doubt, before = queries.doubted(cast.hall).get(), everything()
        with pytest.raises(Refused) as refused:
            commands.keep_doubted(doubt=doubt, reason=reason, by=cast.person(who), now=LATE)
        assert refused.value.refusal.code == code and everything() == before

    def test_settled_once(self, cast, late):
        moved(late, LATE + timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        doubt = queries.doubted(cast.hall).get()
        settle = lambda: commands.keep_doubted(doubt=doubt, reason="样例", by=cast.person("assessor"), now=LATE)  # noqa: E731
        settle()
        with pytest.raises(Refused) as refused:
            settle()
        assert refused.value.refusal.code == "settled_already"

    @pytest.mark.parametrize("table", [DetectionRun, Doubt])
    def test_nothing_of_it_is_removed(self, cast, late, table):
        moved(late, LATE + timedelta(days=1))
        look_through(cast.hall, Q1, LATE)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            table.objects.all()._raw_delete("default")


def test_a_finalised_sheet_is_left_alone(cast):
    cast.a_case()
    commands.finalise(hall=cast.hall, quarter=Q1, windows=[cast.window()], by=cast.person("assessor"), now=OVER)
    assert look_through(cast.hall, Q1, OVER) == Looked(0, 0, 0, 0)
    assert not Finding.objects.exists()


def test_the_schedule_looks_at_the_quarter_before_as_well(cast):
    cast.a_case()
    assert detect(OVER) == "township 2026-Q1: 1"
    assert detect(OVER) == "nothing new in the records"
    assert next(job for job in JOBS if job.name == "detect").minutes == 30


def test_the_command_says_what_came_of_it(cast, capsys, monkeypatch):
    monkeypatch.setattr("yichuang.config.clock.now", lambda: LATE)
    cast.a_case()
    call_command("detect", hall="township", quarter="2026-Q1")
    said = capsys.readouterr().out
    assert "2026-Q1: 1 found, 1 new, 0 in doubt." in said


def test_few_queries_when_nothing_is_new(cast, late, django_assert_max_num_queries):
    with django_assert_max_num_queries(36):
        look_through(cast.hall, Q1, LATE)
