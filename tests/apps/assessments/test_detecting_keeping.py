"""Papers that ran out, files not archived, not back, lost: by the real commands, and what the detectors say of them."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.assessments.test_detecting import Q1, Q2, rules, seen
from tests.apps.keeping.test_archives import a_file
from tests.apps.keeping.test_stock import a_card, move
from yichuang.apps.assessments.detecting import found_in, look_through
from yichuang.apps.assessments.facts import Period
from yichuang.apps.assessments.models import Finding
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.commands import LoanAsked
from yichuang.core.detection import Reason
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

SECOND = timedelta(seconds=1)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class TestStock:
    @pytest.mark.parametrize(("out", "back", "found"), [
        ("2026-03-04T10:00", "2026-03-04T10:01", 1),
        ("2026-03-04T10:00", None, 1),
        ("2026-03-04T16:30", "2026-03-05T08:00", 0),  # Wednesday closed, Thursday just opening
        ("2026-03-04T16:29", "2026-03-05T07:00", 1),
        ("2026-03-04T16:30", "2026-03-05T08:00:01", 1),
        ("2026-03-06T18:00", "2026-03-09T07:59", 0),  # over the weekend
        ("2026-03-04T11:00", "2026-03-04T13:30", 0),  # at noon
    ])  # fmt: skip
    def test_out_while_the_hall_is_open(self, cast, out, back, found):
        card = a_card(cast, counted=1)
        cast.now = moment(out)
        move(cast, card, "out", 1)
        if back:
            move(cast, card, "in", 9, now=moment(back))
        rows = seen(cast, now=moment("2026-03-11T09:00"))
        assert [(one.rule, one.reason, one.at, one.window, one.automatic) for one in rows] == [
            ("2.2", Reason.OUT_OF_STOCK, moment(out), card.window_id, False)
        ] * found

    def test_out_for_a_day_is_one_proposal_and_out_again_a_second(self, cast):
        card = a_card(cast, counted=1)
        for day, kind in enumerate(("out", "in", "out")):
            move(cast, card, kind, 1, now=cast.now + timedelta(days=day))
            looked = look_through(cast.hall, Q1, cast.now + timedelta(days=day, hours=1))
            assert looked.added == (kind == "out")
        assert [one.state for one in Finding.objects.all()] == ["draft", "draft"]
        assert look_through(cast.hall, Q1, cast.now + timedelta(days=3)).added == 0


class TestArchiving:
    @pytest.fixture
    def case(self, cast):
        """Closed on Wednesday, 4 March: archived by Wednesday, 18 March, ten working days on."""
        case = cast.a_case(at=State.COMPLETED)
        assert case.ended_at.astimezone(SHANGHAI).date() == date(2026, 3, 4)
        return case

    @pytest.mark.parametrize(("done", "found"), [
        (None, 1), ("2026-03-05T09:00", 0), ("2026-03-18T23:59:59", 0), ("2026-03-19T00:00", 0),
        ("2026-03-19T00:00:01", 1),
    ])  # fmt: skip
    def test_by_the_end_of_its_day(self, cast, case, done, found):
        due = moment("2026-03-19T00:00")
        assert rules(cast, now=due) == []
        if done:
            commands.archive_cases(cases=[case], place="甲柜", by=cast.clerk, now=moment(done))
        rows = seen(cast, now=due + SECOND)
        assert [(one.rule, one.fact, one.at, one.person) for one in rows] == [
            ("2.4", f"{case.ref}/archive", due, case.handler_id)
        ] * found

    def test_over_days_off_and_into_the_next_quarter(self, cast):
        cast.now = moment("2026-03-31T08:30")
        case = cast.a_case(at=State.COMPLETED)
        # Qingming is off on 6 April, so the tenth working day is Wednesday, 15 April.
        ends, later = moment("2026-04-16T00:00"), moment("2026-04-20T09:00")
        assert [one.at for one in seen(cast, now=later, quarter=Q2)] == [ends]
        assert case.ended_at < moment("2026-04-01T00:00") and rules(cast, now=later, quarter=Q1) == []

    def test_before_the_hall_has_set_any_days_nothing_is_late(self, cast, case, monkeypatch):
        days = queries.days_to_archive
        monkeypatch.setattr(queries, "days_to_archive", lambda day: None if day < date(2026, 3, 5) else days(day))
        cast.now = moment("2026-03-05T08:30")
        later = cast.a_case(at=State.COMPLETED)
        assert rules(cast, now=moment("2026-03-31T09:00")) == [("2.4", f"{later.ref}/archive")]


class TestLoans:
    @pytest.fixture
    def loan(self, cast):
        return self.lent(cast)

    def lent(self, cast, **more):
        archive = a_file(cast, **more)
        now = cast.now + timedelta(days=1)
        asked = LoanAsked("lend", "样例县民政局", "整卷", "复查", date(2026, 3, 10))
        loan = commands.ask_loan(archive=archive, asked=asked, by=cast.clerk, now=now)
        commands.decide_loan(loan=loan, approve=True, by=cast.person("leader.charge"), now=now)
        return commands.hand_out(loan=loan, by=cast.stand_in, now=now)

    @pytest.mark.parametrize(("back", "found"), [
        (None, 1), ("2026-03-10T16:00", 0), ("2026-03-11T00:00", 0), ("2026-03-11T00:00:01", 1),
    ])  # fmt: skip
    def test_back_by_the_end_of_its_day(self, cast, loan, back, found):
        due = moment("2026-03-11T00:00")
        assert rules(cast, now=due) == []
        if back:
            commands.take_back(loan=loan, by=cast.clerk, now=moment(back))
        rows = seen(cast, now=due + SECOND)
        assert [(one.rule, one.fact, one.at, one.person) for one in rows] == [
            ("2.4", loan.ref, due, cast.stand_in.pk)
        ] * found

    def test_never_handed_out_it_is_not_late(self, cast):
        archive = a_file(cast)
        asked = LoanAsked("lend", "样例县民政局", "整卷", "复查", date(2026, 3, 10))
        commands.ask_loan(archive=archive, asked=asked, by=cast.clerk, now=cast.now + timedelta(days=1))
        assert rules(cast, now=moment("2026-03-20T09:00")) == []

    def test_lost_is_one_proposal_for_each_file(self, cast, loan):
        for archive in (loan.archive, a_file(cast)):
            commands.note_lost(archive=archive, words="找不到", by=cast.clerk, now=cast.now + timedelta(days=2))
        rows = seen(cast, now=moment("2026-03-20T09:00"))
        assert [one.reason for one in rows] == [Reason.ARCHIVE_LOST] * 2

    def test_in_words_and_with_evidence_that_opens(self, cast, signed_in):
        self.lent(cast)
        secret = self.lent(cast, secrecy="confidential")
        commands.note_lost(archive=secret.archive, words="找不到", by=cast.clerk, now=moment("2026-03-12T09:00"))
        a_card(cast, counted=0)
        cast.a_case(at=State.COMPLETED)
        client = signed_in("assessor")
        found = found_in(Period.of(cast.hall, Q1, moment("2026-03-20T09:00")))
        assert sorted(one.rule for one in found) == ["2.2", "2.4", "2.4", "2.4", "2.4"]
        for one in found:
            assert "{" not in one.reason
            for proof in one.evidence:
                address = reverse(proof.route, args=[proof.key] if proof.key else [])
                assert client.get(address).status_code == 200, address
        told = " ".join(one.reason for one in found)
        assert secret.archive.number in told and secret.archive.title not in told


def test_few_queries_however_much_is_kept(cast, django_assert_max_num_queries):
    for place in range(4):
        a_card(cast, name=f"样例表{place}", counted=0)
        TestLoans().lent(cast)
        cast.a_case(at=State.COMPLETED)
    commands.note_lost(archive=a_file(cast), words="找不到", by=cast.clerk, now=cast.now + timedelta(days=2))
    with django_assert_max_num_queries(30):
        assert len(seen(cast, now=moment("2026-03-25T09:00"))) == 13
