"""Registered for anybody, assessed, accepted within fifteen days, answered within sixty (D4.3.9, C-18, R14, D2.8.6)."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.apps.cases.acting import everything
from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Assessment, Verdict, Visitor
from yichuang.apps.cases.models import Applicant, Case, Petition
from yichuang.apps.cases.queries import acts_for, light_of, masked_numbers, petitions_for, petitions_to_decide
from yichuang.apps.notices.queries import document_of
from yichuang.apps.organization.models import Department, Hall
from yichuang.core.lifecycle import Action, Light, State
from yichuang.core.worktime import SHANGHAI

CAME = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)  # Wednesday
ACCEPT_BY = datetime(2026, 3, 19, 16, 30, tzinfo=SHANGHAI)  # Thursday, fifteen days later, winter hours
ACCEPTED = CAME + timedelta(days=5)  # Monday 03-09
FINISH_BY = datetime(2026, 5, 8, 17, 0, tzinfo=SHANGHAI)  # Friday, sixty days later, summer hours
LATER = CAME + timedelta(hours=1)
ACCEPT, REFUSE = Verdict(Action.ACCEPT), Verdict(Action.REFUSE, reason="样例：属于诉讼事项", ground="样例依据")


@pytest.fixture
def clerk(cast):
    return cast.person("office.a")


@pytest.fixture
def department(cast):
    return Department.objects.get(hall=cast.hall, code="minzheng")


@pytest.fixture
def whole(department):
    return Assessment("claim", "样例：属本厅职责，转民政办核实", department)


@pytest.fixture
def register(cast, clerk):
    def done(assessment=None, *, code="XF-01", by=None, **visitor):
        given = Visitor(**({"matter": "样例：反映低保评议不公"} | visitor))
        by = by or clerk
        return cases.register_petition(
            visit=cast.a_visit(by=by), item=cast.item(code), visitor=given, assessment=assessment or Assessment(),
            by=by, now=CAME,
        )  # fmt: skip

    return done


def everything_and_petitions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_petition ORDER BY id")
        return everything(), cursor.fetchall(), Applicant.objects.count()


def refusal_of(run):
    before = everything_and_petitions()
    with pytest.raises(Refused) as refused:
        run()
    assert everything_and_petitions() == before
    return refused.value.refusal


def decide(case, by, verdict=ACCEPT, now=ACCEPTED):
    return cases.decide_petition(case=case, verdict=verdict, by=by, now=now)


class TestRegistering:
    def test_anonymous_without_number_or_papers(self, register):
        case = register()
        petition = case.petition
        assert (case.state, case.number, case.due_at, case.kind) == (State.RECEIVED, "", None, "petition")
        assert case.receipt.startswith("S2026") and case.applicant_masked == "未留姓名"
        assert (petition.anonymous, petition.assessed, petition.accept_due_at) == (True, False, ACCEPT_BY)
        assert not case.marks.exists() and masked_numbers(case).identity == masked_numbers(case).phone == ""
        assert light_of(case, CAME) is Light.NONE

    def test_nobody_is_kept_from_it_because_the_visitor_is_unknown(self, cast, register, whole, clerk):
        """Staff whose own number is not stored is not taken for the unknown visitor (D4.4.4)."""
        case = register(whole)
        decide(case, clerk)
        cases.handle(case=case, by=clerk, now=ACCEPTED)
        shown = {act.action: act.allowed for act in acts_for(cast.person("office.b"), case, ACCEPTED)}
        assert shown[Action.REVIEW]

    def test_with_name_and_number_sealed(self, register):
        case = register(name="样例甲乙", identity=identity(5), phone="13800001234", people=12)
        assert (case.applicant_masked, case.petition.people, case.petition.anonymous) == ("样某", 12, False)
        assert identity(5) not in case.applicant.identity and case.applicant.identity_index

    @pytest.mark.parametrize(("visitor", "field"), [
        ({"matter": " "}, "matter"), ({"matter": "长" * 1001}, "matter"), ({"matter": "样\x00例"}, "matter"),
        ({"name": "样例", "identity": "123"}, "identity"), ({"identity": identity(5)}, "name"),
        ({"phone": "12"}, "phone"), ({"people": 0}, "people"), ({"people": 10_000}, "people"),
        ({"disturbance": "长" * 301}, "disturbance"), ({"organisation": "\ud800"}, "organisation"),
    ])  # fmt: skip
    def test_what_does_not_fit(self, cast, clerk, register, visitor, field):
        cast.a_visit(by=clerk)
        assert refusal_of(lambda: self.at_once(cast, clerk, visitor)).field == field

    def at_once(self, cast, clerk, visitor, assessment=None):
        given = Visitor(**({"matter": "样例"} | visitor))
        return cases.register_petition(
            visit=clerk.visits.get(), item=cast.item("XF-01"), visitor=given, assessment=assessment or Assessment(),
            by=clerk, now=CAME,
        )  # fmt: skip

    def test_class_and_department_are_of_this_hall_and_day(self, cast, clerk):
        cast.a_visit(by=clerk)
        bad_class = refusal_of(lambda: self.at_once(cast, clerk, {}, Assessment("gossip", "样例")))
        elsewhere = Department.objects.create(
            hall=Hall.objects.create(slug="other", name="别处", level="village", document_prefix="别"), code="x",
            name="别处部门",
        )  # fmt: skip
        other = refusal_of(lambda: self.at_once(cast, clerk, {}, Assessment("claim", "样例", elsewhere)))
        assert (bad_class.field, other.field) == ("category", "department")

    def test_not_his_own_matter(self, cast, clerk):
        from yichuang.integrations.site import sealer

        index = sealer().blind_index("identity", identity(5))
        type(clerk).objects.filter(pk=clerk.pk).update(identity_index=index)
        cast.a_visit(by=clerk)
        own = {"name": "样例甲", "identity": identity(5)}
        assert refusal_of(lambda: self.at_once(cast, cast.person("office.a"), own)).code == "own_matter"

    def test_a_petition_never_goes_through_the_check_of_materials(self, cast, clerk, register):
        cast.a_visit(by=clerk)
        visit = clerk.visits.get()
        take_in = lambda: cast.take_in(item=cast.item("XF-01"), by=clerk, visit=visit)  # noqa: E731
        assert refusal_of(take_in).code == "petition_item"
        case = register()
        again = lambda: cases.decide_again(case=case, marks={}, verdict=ACCEPT, by=clerk, now=LATER)  # noqa: E731
        assert refusal_of(again).code == "petition_item"
        other = lambda: cases.register_petition(  # noqa: E731
            visit=visit, item=cast.item("MZ-10"), visitor=Visitor("样例"), assessment=Assessment(), by=clerk, now=CAME
        )
        assert refusal_of(other).code == "no_petition_item"


class TestAssessing:
    @pytest.mark.parametrize(("category", "text", "assessed"), [
        ("", "", False), ("claim", "", False), ("", "样例", False), ("claim", "样例", True),
    ])  # fmt: skip
    def test_without_class_or_assessment_it_waits(self, register, clerk, department, category, text, assessed):
        case = register(Assessment(category, text, department))
        assert Petition.objects.get().assessed is assessed and (Petition.objects.get().assessed_by is None) != assessed
        if not assessed:
            assert refusal_of(lambda: decide(case, clerk)).code == "not_assessed"
            assert refusal_of(lambda: decide(case, clerk, REFUSE)).code == "not_assessed"

    def test_a_department_answers_for_it(self, register, clerk):
        case = register(Assessment("claim", "样例"))
        assert refusal_of(lambda: decide(case, clerk)).code == "not_assessed"

    def test_assessed_later_and_anew_until_it_is_decided(self, register, clerk, whole):
        case = register()
        cases.assess_petition(case=case, assessment=whole, by=clerk, now=LATER)
        stored = Petition.objects.get()
        assert (stored.category, stored.assessed_by, stored.assessed_at) == ("claim", clerk, LATER)
        decide(case, clerk)
        late = lambda: cases.assess_petition(case=case, assessment=whole, by=clerk, now=ACCEPTED)  # noqa: E731
        assert refusal_of(late).code == "step_too_late"

    def test_only_at_its_window(self, cast, register, whole):
        case = register()
        other = lambda: cases.assess_petition(case=case, assessment=whole, by=cast.clerk, now=LATER)  # noqa: E731
        assert refusal_of(other).code == "not_yours"


class TestDeciding:
    def test_acceptance_starts_sixty_days_and_tells_the_visitor(self, register, clerk, whole):
        case, (notice,) = decide(register(whole), clerk)
        stored = Case.objects.get(pk=case.pk)
        assert (stored.state, stored.accepted_at, stored.due_at) == (State.ACCEPTED, ACCEPTED, FINISH_BY)
        assert stored.number.startswith("OFFICE-2026-") and notice.kind == "N01"
        said = document_of(notice).to_json()
        assert "现予受理" in said and "民政办" in said and "材料齐全" not in said and "申请人" not in said

    def test_a_complaint_about_efficiency_has_its_seven_days(self, register, clerk, whole):
        case, _ = decide(register(whole, code="XF-02"), clerk)
        assert case.due_at == datetime(2026, 3, 16, 16, 30, tzinfo=SHANGHAI)  # Monday

    def test_not_accepted_it_ends_in_writing(self, register, clerk, whole):
        case, (notice,) = decide(register(whole), clerk, REFUSE)
        assert (case.state, case.number, notice.kind) == (State.REFUSED, "", "N09")
        said = document_of(notice).to_json()
        assert "样例：属于诉讼事项" in said and "您反映的事项" in said

    @pytest.mark.parametrize("verdict", [
        Verdict(Action.REFUSE, reason="", ground="样例"), Verdict(Action.REFUSE, reason="样例", ground=" "),
        Verdict(Action.RETURN, kind="unlawful", reason="样例", ground="样例"), Verdict(Action.ASK_SUPPLEMENT),
    ])  # fmt: skip
    def test_other_verdicts_are_refused(self, register, clerk, whole, verdict):
        case = register(whole)
        assert refusal_of(lambda: decide(case, clerk, verdict)).field in ("reason", "ground", "decision")

    def test_of_two_who_decide_at_once_one_succeeds(self, register, clerk, whole):
        case = register(whole)
        stale = Case.objects.get(pk=case.pk)
        decide(case, clerk)
        assert refusal_of(lambda: decide(stale, clerk, REFUSE)).code == "case_moved"

    def test_stage_by_stage_to_the_reply(self, cast, register, clerk, whole):
        case, _ = decide(register(whole), clerk)
        head = cast.person("dangzheng.head")
        cases.handle(case=case, by=clerk, now=ACCEPTED)
        cases.review(case=case, by=cast.person("office.b"), now=ACCEPTED)
        cases.approve(case=case, by=head, now=ACCEPTED)
        done, notice, _ = cases.complete(
            case=case, result="样例：已重新评议并公示", recipient="未留姓名", by=clerk, now=ACCEPTED
        )
        assert done.stamps.count() == 5 and "处理意见" in document_of(notice).to_json()

    @pytest.mark.parametrize(("code", "days", "refused"), [
        ("XF-01", 30, None), ("XF-01", 31, "too_long"), ("XF-02", 10, None), ("XF-02", 11, "too_long"),
    ])  # fmt: skip
    def test_extended_once_by_thirty_days_at_most(self, cast, register, clerk, whole, code, days, refused):
        case, _ = decide(register(whole, code=code), clerk)
        extend = lambda: cases.extend(case=case, days=days, reason="样例", by=cast.principal, now=ACCEPTED)  # noqa: E731
        if refused:
            assert refusal_of(extend).code == refused
            return
        extend()
        if code == "XF-01":
            assert case.due_at == datetime(2026, 6, 8, 17, 0, tzinfo=SHANGHAI)  # Monday; 06-07 is a Sunday
        assert refusal_of(extend).code == "already_extended"


class TestOrderOfTheHall:
    def verify(self, cast, case, by=None, verified=True, note="样例：现场录像"):
        return cases.verify_disturbance(
            case=case, verified=verified, note=note, by=by or cast.person("assessor"), now=LATER
        )

    @pytest.mark.parametrize("verified", [True, False])
    def test_noted_at_the_desk_verified_by_the_assessor(self, cast, register, whole, verified):
        case = register(whole, disturbance="样例：拉横幅，围堵大厅")
        self.verify(cast, case, verified=verified)
        stored = Petition.objects.get()
        assert (stored.verified, stored.verified_by, stored.department) == (
            verified, cast.person("assessor"), whole.department,
        )  # fmt: skip
        assert refusal_of(lambda: self.verify(cast, case)).code == "noted_already"

    def test_noted_later_once(self, cast, register, clerk):
        case = register()
        note = lambda: cases.note_disturbance(case=case, disturbance="样例", by=clerk, now=LATER)  # noqa: E731
        assert refusal_of(lambda: self.verify(cast, case)).code == "not_disturbed"
        note()
        assert refusal_of(note).code == "noted_already"

    @pytest.mark.parametrize("who", ["office.a", "minzheng.head", "leader.charge"])
    def test_nobody_else_verifies(self, cast, register, who):
        case = register(disturbance="样例")
        assert refusal_of(lambda: self.verify(cast, case, by=cast.person(who))).code == "not_yours"
        assert refusal_of(lambda: self.verify(cast, case, note=" ")).field == "note"


def test_the_register_and_what_waits(cast, register, clerk, whole):
    case = register(whole)
    assert [one.case_id for one in petitions_to_decide(clerk)] == [case.pk]
    assert petitions_for(cast.person("assessor")).count() == 1 and not petitions_for(cast.clerk).exists()
    decide(case, clerk)
    assert not petitions_to_decide(clerk).exists()


@pytest.mark.parametrize("change", [{"matter": "x"}, {"people": 2}, {"accept_due_at": CAME}, None])
def test_what_the_visitor_said_is_never_changed(register, change):
    register()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Petition.objects.update(**change) if change else Petition.objects.all().delete()


def test_the_trail_holds_nothing_of_the_visitor(register, clerk, whole):
    decide(register(whole, name="样例甲乙", phone="13800001234"), clerk)
    told = str(list(Entry.objects.values_list("detail", flat=True)))
    assert "低保" not in told and "样例甲乙" not in told and "13800001234" not in told
