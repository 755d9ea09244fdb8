"""Archives and loans by the real commands: who, what, once, with consent (R24, R25, D4.8)."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.audit.queries import first_break
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.commands import LoanAsked, Paper
from yichuang.apps.keeping.models import HALL_CATEGORIES, WINDOW_CATEGORIES, Archive, ArchiveChange, Loan
from yichuang.apps.notices.models import Notice
from yichuang.core.lifecycle import State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(run):
    with pytest.raises(Refused) as caught:
        run()
    return caught.value.refusal.code


def a_file(cast, *, secrecy="ordinary", case=None, by=None):
    case = case or cast.a_case(at=State.COMPLETED)
    by = by or cast.clerk
    return commands.archive_cases(cases=[case], place="甲柜一层", secrecy=secrecy, by=by, now=cast.now + DAY)[0]


def a_paper(cast, by, **changes):
    window = None if by.username.startswith("office") else by.window
    given = {"category": "minutes" if window is None else "policies", "title": "样例材料", "dated": date(2026, 3, 2),
             "place": "乙柜", "window": window} | changes  # fmt: skip
    return commands.archive_paper(paper=Paper(**given), by=by, now=cast.now)


class TestCases:
    def test_a_closed_case_waits_with_its_notices_and_is_archived_once(self, cast):
        case = cast.a_case(at=State.COMPLETED)
        assert [one.pk for one in queries.to_archive(cast.clerk, cast.now + DAY)] == [case.pk]
        archive = a_file(cast, case=case)
        assert (archive.window_id, archive.category) == (case.front_window_id, "case_file")
        assert archive.number == "w3-2026-0001"
        notices = Notice.objects.filter(subject=case.ref).order_by("id")
        assert archive.papers == list(notices.values_list("number", flat=True))
        assert len(archive.papers) >= 2 and case.number in archive.title
        assert not queries.to_archive(cast.clerk, cast.now + DAY)
        assert refused(lambda: a_file(cast, case=case)) == "archived_already"
        assert first_break("township") is None

    def test_many_in_one_place_with_one_entry(self, cast):
        cases, before = [cast.a_case(at=State.COMPLETED) for _ in range(3)], Entry.objects.count()
        made = commands.archive_cases(cases=cases, place="甲柜", by=cast.clerk, now=cast.now + DAY)
        assert [one.number[-4:] for one in made] == ["0001", "0002", "0003"] and Entry.objects.count() == before + 1

    def test_what_is_not_closed_is_not_archived(self, cast):
        done, running = cast.a_case(at=State.COMPLETED), cast.a_case()
        file = lambda *those: lambda: commands.archive_cases(cases=those, place="甲柜", by=cast.clerk, now=cast.now)  # noqa: E731
        assert refused(file(done, running)) == "case_open" and not Archive.objects.exists()
        assert running.pk not in {one.pk for one in queries.to_archive(cast.clerk, cast.now + DAY)}
        assert refused(file()) == "cases_missing"

    @pytest.mark.parametrize("who", ["caizheng.a", "office.b", "minzheng.head", "assessor", "leader.charge"])
    def test_another_windows_files_are_its_own_peoples(self, cast, who):
        case = cast.a_case(at=State.COMPLETED)
        assert not queries.to_archive(cast.person(who), cast.now + DAY)
        assert refused(lambda: a_file(cast, case=case, by=cast.person(who))) == "not_yours"

    def test_cases_long_closed_are_shown_when_asked_for(self, cast):
        cast.a_case(at=State.COMPLETED)
        later = cast.now + timedelta(days=200)
        assert not queries.to_archive(cast.clerk, later) and queries.to_archive(cast.clerk, later, older=True)


class TestPapers:
    @pytest.mark.parametrize("category", HALL_CATEGORIES)
    def test_each_category_of_the_hall(self, cast, category):
        made = a_paper(cast, cast.person("office.a"), category=category.value)
        assert made.window is None and made.number == "hall-2026-0001"

    @pytest.mark.parametrize("category", [one for one in WINDOW_CATEGORIES if one.value != "case_file"])
    def test_each_category_of_a_window(self, cast, category):
        assert a_paper(cast, cast.clerk, category=category.value).window == cast.clerk.window

    @pytest.mark.parametrize("category", ["", "unknown", "policies", "case_file"])
    def test_no_other_for_the_hall(self, cast, category):
        assert refused(lambda: a_paper(cast, cast.person("office.a"), category=category)) == "choice_missing"

    @pytest.mark.parametrize("category", ["minutes", "cadres", "case_file"])
    def test_no_other_for_a_window(self, cast, category):
        assert refused(lambda: a_paper(cast, cast.clerk, category=category)) == "choice_missing"

    @pytest.mark.parametrize(("changes", "code"), [
        ({"title": " "}, "words_missing"), ({"place": ""}, "words_missing"), ({"dated": date(2026, 3, 5)}, "day_ahead"),
        ({"secrecy": "none"}, "choice_missing"), ({"title": "长" * 201}, "too_long"),
    ])  # fmt: skip
    def test_what_a_paper_must_say(self, cast, changes, code):
        assert refused(lambda: a_paper(cast, cast.clerk, **changes)) == code

    def test_the_owner_alone_moves_it_and_what_it_was_stays(self, cast):
        mine, halls = a_paper(cast, cast.clerk), a_paper(cast, cast.person("office.a"))
        move = lambda one, by: commands.rearrange(  # noqa: E731
            archive=one, place="丙柜", secrecy="work_secret", reason="整理", by=by, now=cast.now
        )
        for archive, who in [(mine, "caizheng.a"), (mine, "office.a"), (halls, "minzheng.a"), (halls, "leader.charge")]:
            assert refused(lambda one=archive, name=who: move(one, cast.person(name))) == "not_yours"
        move(mine, cast.stand_in)
        change = ArchiveChange.objects.get()
        assert (change.place_before, change.place, change.secrecy_before) == ("乙柜", "丙柜", "ordinary")
        assert refused(lambda: move(mine, cast.stand_in)) == "nothing_changed"
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            Archive.objects.filter(pk=mine.pk).update(title="别的")


class TestSecrecy:
    @pytest.mark.parametrize(("who", "ordinary", "secret"), [
        ("minzheng.a", True, True), ("minzheng.b", True, True), ("caizheng.a", False, False),
        ("minzheng.head", True, False), ("caizheng.head", False, False), ("office.a", True, False),
        ("assessor", True, False), ("leader.charge", True, True), ("leader.principal", True, True),
    ])  # fmt: skip
    def test_who_sees_what_of_a_window(self, cast, who, ordinary, secret):
        plain, hidden = a_file(cast), a_file(cast, secrecy="confidential")
        seen = set(queries.visible_archives(cast.person(who)).values_list("pk", flat=True))
        assert seen == {pk for pk, shown in [(plain.pk, ordinary), (hidden.pk, secret)] if shown}
        assert (queries.kept_from(cast.person(who), hidden.pk) is None) == secret

    @pytest.mark.parametrize(("who", "secret"), [("office.a", True), ("minzheng.a", False), ("assessor", False),
                                                 ("leader.charge", True)])  # fmt: skip
    def test_who_sees_what_of_the_hall(self, cast, who, secret):
        office = cast.person("office.a")
        plain, hidden = a_paper(cast, office), a_paper(cast, office, secrecy="work_secret")
        seen = set(queries.visible_archives(cast.person(who)).values_list("pk", flat=True))
        assert seen == ({plain.pk, hidden.pk} if secret else {plain.pk})


class TestLoans:
    def ask(self, cast, archive, **changes):
        given = {"kind": "lend", "borrower": "样例县民政局", "what": "整卷", "reason": "复查",
                 "due_on": date(2026, 3, 10)} | changes  # fmt: skip
        return commands.ask_loan(archive=archive, asked=LoanAsked(**given), by=cast.clerk, now=cast.now + DAY)

    def decide(self, cast, loan, approve=True, who="leader.charge", remark=""):
        return commands.decide_loan(loan=loan, approve=approve, remark=remark, by=cast.person(who), now=cast.now + DAY)

    @pytest.fixture
    def archive(self, cast):
        return a_file(cast)

    def out(self, cast, loan, when=DAY):
        return commands.hand_out(loan=loan, by=cast.clerk, now=cast.now + when)

    def test_asked_consented_out_and_back(self, cast, archive):
        loan = self.ask(cast, archive)
        assert list(queries.loans_to_consent(cast.person("leader.charge"))) == [loan] and loan.standing == "asked"
        assert refused(lambda: self.out(cast, loan)) == "not_consented"
        assert self.decide(cast, loan).standing == "consented"
        assert not queries.loans_to_consent(cast.person("leader.charge"))
        assert self.out(cast, loan).standing == "out"
        assert refused(lambda: self.out(cast, loan)) == "out_already"
        late = date(2026, 3, 11)
        assert not queries.loans_out_late(cast.clerk, late - DAY)
        assert queries.loans_out_late(cast.clerk, late).get() == loan
        back = commands.take_back(loan=loan, note="完好", by=cast.stand_in, now=cast.now + 2 * DAY)
        assert back.standing == "back" and not queries.loans_out_late(cast.clerk, late)
        assert refused(lambda: commands.take_back(loan=loan, by=cast.clerk, now=cast.now + 3 * DAY)) == "back_already"

    @pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b", "office.a", "leader.principal", "assessor"])
    def test_only_the_leader_in_charge_consents(self, cast, archive, who):
        loan = self.ask(cast, archive)
        assert refused(lambda: self.decide(cast, loan, who=who)) == "not_yours"
        assert Loan.objects.get().approved is None

    def test_declined_with_its_reason_it_does_not_leave(self, cast, archive):
        loan = self.ask(cast, archive)
        assert refused(lambda: self.decide(cast, loan, approve=False)) == "words_missing"
        self.decide(cast, loan, approve=False, remark="请到厅查阅")
        assert refused(lambda: self.out(cast, loan)) == "declined"
        assert refused(lambda: self.decide(cast, loan)) == "loan_decided"

    def test_one_loan_at_a_time_and_copies_beside_it(self, cast, archive):
        first, second = self.ask(cast, archive), self.ask(cast, archive)
        copy = self.ask(cast, archive, kind="copy", due_on=date(2026, 3, 10))
        for loan in (first, second, copy):
            self.decide(cast, loan)
        self.out(cast, first)
        assert refused(lambda: self.out(cast, second)) == "lent_already"
        # Who has the file is out; what was copied before stays out and is never late.
        assert refused(lambda: self.out(cast, copy)) == "lent_already"
        commands.take_back(loan=first, by=cast.clerk, now=cast.now + 2 * DAY)
        assert self.out(cast, copy, 2 * DAY).standing == "copied" and copy.due_on is None
        assert refused(lambda: commands.take_back(loan=copy, by=cast.clerk, now=cast.now + 2 * DAY)) == "not_out"

    @pytest.mark.parametrize(("changes", "code"), [
        ({"due_on": None}, "due_day"), ({"due_on": date(2026, 3, 4)}, "due_day"), ({"kind": ""}, "choice_missing"),
        ({"borrower": ""}, "words_missing"), ({"what": " "}, "words_missing"), ({"reason": ""}, "words_missing"),
    ])  # fmt: skip
    def test_what_a_loan_must_say(self, cast, archive, changes, code):
        assert refused(lambda: self.ask(cast, archive, **changes)) == code

    def test_it_does_not_leave_after_its_day(self, cast, archive):
        loan = self.ask(cast, archive)
        self.decide(cast, loan)
        assert refused(lambda: self.out(cast, loan, timedelta(days=7))) == "due_over"

    def test_another_window_lends_nothing_of_this_one(self, cast, archive):
        loan = self.ask(cast, archive)
        self.decide(cast, loan)
        assert refused(lambda: commands.hand_out(loan=loan, by=cast.other_clerk, now=cast.now + DAY)) == "not_yours"
        asked = LoanAsked("copy", "某人", "整卷", "复查")
        ask = lambda: commands.ask_loan(archive=archive, asked=asked, by=cast.other_clerk, now=cast.now)  # noqa: E731
        assert refused(ask) == "not_yours"

    def test_lost_while_it_is_out(self, cast, archive):
        loan = self.ask(cast, archive)
        self.decide(cast, loan)
        self.out(cast, loan)
        commands.note_lost(archive=archive, words="借阅人报失", by=cast.clerk, now=cast.now + 2 * DAY)
        assert Loan.objects.select_related("archive__loss").get().standing == "lost"
        again = lambda: commands.note_lost(archive=archive, words="又丢", by=cast.clerk, now=cast.now + 2 * DAY)  # noqa: E731
        assert refused(again) == "archive_lost"
        assert refused(lambda: commands.take_back(loan=loan, by=cast.clerk, now=cast.now + 2 * DAY)) == "archive_lost"
        assert not queries.loans_out_late(cast.clerk, date(2026, 4, 1))
