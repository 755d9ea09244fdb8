"""A finding that counts is put right by two persons, by another entry or by none, and the scored person is told."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.commands import Instead, Proof
from yichuang.apps.assessments.counted import counted_findings
from yichuang.apps.assessments.models import Correction, Finding, FindingStep
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.audit import Refused
from yichuang.apps.organization.models import Staff

pytestmark = pytest.mark.django_db
MINUTE = (Proof("minute", "", "", "样例记录"),)


@pytest.fixture
def assessor(cast):
    return cast.person("assessor")


@pytest.fixture
def leader(cast):
    return cast.person("leader.charge")


@pytest.fixture
def confirmed(cast, assessor):
    made = commands.find(window=cast.window(), rule="2.1", fact="样例", happened_at=cast.now, evidence=MINUTE,
                         by=assessor, now=cast.now, person=cast.clerk, reason="样例理由")  # fmt: skip
    return commands.confirm(finding=made, by=assessor, now=cast.now)


@pytest.fixture
def proposed(cast, confirmed, assessor):
    def propose(**instead):
        given = Instead(**{"rule": "2.1", "person": cast.clerk} | instead) if instead else None
        act = {"finding": confirmed, "why": "样例：记错", "by": assessor, "now": cast.now}
        return commands.propose_correction(instead=given, **act)

    return propose


def refused(run, **given):
    with pytest.raises(Refused) as caught:
        run(**given)
    return caught.value.refusal.code


def counted(cast):
    return [(row.finding.rule, row.finding.times) for row in counted_findings([cast.window().pk], quarter_at(cast.now))]


def test_another_entry_counts_once_a_second_person_agrees(cast, confirmed, proposed, leader):
    correction = proposed(times=2)
    assert counted(cast) == [("2.1", 1)]
    commands.settle_correction(correction=correction, accepted=True, words="已核对", by=leader, now=cast.now)
    confirmed.refresh_from_db()
    assert counted(cast) == [("2.1", 2)] and confirmed.state == "corrected"
    other = Finding.objects.get(corrects=confirmed)
    assert other.state == "confirmed" and other.evidence.count() == confirmed.evidence.count() + 1


def test_withdrawn_by_two(cast, confirmed, proposed, leader):
    correction = proposed()
    commands.settle_correction(correction=correction, accepted=True, words="已核对", by=leader, now=cast.now)
    confirmed.refresh_from_db()
    assert counted(cast) == [] and confirmed.state == "withdrawn"


def test_declined_it_counts_as_before_and_may_be_proposed_again(cast, confirmed, proposed, leader):
    act = {"correction": proposed(times=2), "accepted": False, "by": leader, "now": cast.now}
    commands.settle_correction(words="原记录无误", **act)
    assert counted(cast) == [("2.1", 1)] and Finding.objects.get(corrects=confirmed).state == "rejected"
    assert proposed(times=3).pk


def test_nobody_corrects_alone(cast, proposed, assessor, leader):
    act = {"correction": proposed(), "accepted": True, "now": cast.now}
    assert refused(commands.settle_correction, by=assessor, words="同意", **act) == "second_person"
    assert refused(commands.settle_correction, by=cast.window_head, words="同意", **act) == "not_yours"
    assert refused(commands.settle_correction, by=leader, words=" ", **act) == "words_missing"
    commands.settle_correction(by=leader, words="同意", **act)
    assert refused(commands.settle_correction, by=leader, words="同意", **act) == "settled_already"


def test_the_database_wants_two_persons_as_well(proposed, assessor, cast):
    made = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(accepted=True, second=assessor, words="x", settled_at=cast.now)


@pytest.mark.parametrize(("instead", "code"), [
    ({"times": 1}, "nothing_changed"), ({"rule": "9.9"}, "unknown_rule"), ({"points": Decimal(1)}, "fixed_points"),
    ({"level": "county"}, "no_level"), ({"rule": "6.1"}, "measured_rule"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_and_leaves_nothing(confirmed, proposed, instead, code):
    with pytest.raises(Refused) as caught:
        proposed(**instead)
    assert caught.value.refusal.code == code
    assert not Correction.objects.exists() and Finding.objects.count() == 1


def test_one_correction_at_a_time_and_none_while_contested(cast, confirmed, proposed):
    commands.contest(finding=confirmed, words="当日停电", by=cast.window_head, now=cast.now)
    with pytest.raises(Refused) as caught:
        proposed()
    assert caught.value.refusal.code == "wrong_state"


def test_what_is_contested_meanwhile_is_settled_first(cast, confirmed, proposed, leader):
    proposed(times=2)
    commands.contest(finding=confirmed, words="当日停电", by=cast.window_head, now=cast.now)
    assert not queries.corrections_to_decide(leader, cast.now).exists()
    read_before = Correction.objects.get()
    read_before.finding.state = "confirmed"
    for one, code in ((Correction.objects.get(), "contested"), (read_before, "wrong_state")):
        act = {"correction": one, "accepted": True, "words": "已核对", "by": leader, "now": cast.now}
        assert refused(commands.settle_correction, **act) == code
    assert Finding.objects.get(pk=confirmed.pk).state == "contested" and counted(cast) == [("2.1", 1)]
    other = cast.person("leader.principal")
    commands.settle(finding=Finding.objects.get(pk=confirmed.pk), upheld=True, reason="属实", by=other, now=cast.now)
    commands.settle_correction(correction=Correction.objects.get(), accepted=True, words="已核对", by=leader,
                               now=cast.now)  # fmt: skip
    assert counted(cast) == [("2.1", 2)]


def test_who_proposed_it_takes_it_back_with_a_reason(cast, confirmed, proposed, assessor, leader):
    act = {"correction": proposed(times=2), "now": cast.now}
    assert refused(commands.take_back_correction, by=leader, why="看错", **act) == "not_yours"
    assert refused(commands.take_back_correction, by=assessor, why=" ", **act) == "words_missing"
    made = commands.take_back_correction(by=assessor, why="看错", **act)
    assert (made.ended, made.accepted, made.words) == ("taken_back", None, "看错")
    assert Finding.objects.get(corrects=confirmed).state == "rejected" and counted(cast) == [("2.1", 1)]
    assert FindingStep.objects.filter(finding=confirmed).last().act == "taken_back"
    assert not queries.corrections_to_decide(leader, cast.now).exists()
    assert refused(commands.take_back_correction, by=assessor, why="又", **act) == "settled_already"
    over = {"correction": made, "accepted": True, "words": "同意", "by": leader, "now": cast.now}
    assert refused(commands.settle_correction, **over) == "settled_already"
    assert proposed(times=3).pk


def test_what_was_decided_is_not_taken_back(cast, proposed, assessor, leader):
    made = proposed(times=2)
    commands.settle_correction(correction=made, accepted=False, words="原记录无误", by=leader, now=cast.now)
    act = {"correction": made, "why": "看错", "by": assessor, "now": cast.now}
    assert refused(commands.take_back_correction, **act) == "settled_already"


@pytest.mark.parametrize(("instead", "entries"), [({"times": 2}, ["rejected"]), ({}, [])], ids=["other", "none"])
def test_it_ends_with_a_finding_that_a_contest_withdrew(cast, confirmed, proposed, leader, instead, entries):
    made = proposed(**instead)
    commands.contest(finding=confirmed, words="当日停电", by=cast.window_head, now=cast.now)
    act = {"finding": Finding.objects.get(pk=confirmed.pk), "by": leader, "now": cast.now}
    commands.settle(upheld=False, reason="停电属实", **act)
    made.refresh_from_db()
    assert (made.ended, made.second, made.words) == ("withdrawn", leader, "停电属实") and made.settled_at == cast.now
    assert [one.state for one in Finding.objects.filter(corrects=confirmed)] == entries and counted(cast) == []
    assert not queries.corrections_to_decide(cast.principal, cast.now).exists()


def test_an_upheld_finding_keeps_its_correction_open(cast, confirmed, proposed, leader):
    made = proposed(times=2)
    commands.contest(finding=confirmed, words="当日停电", by=cast.window_head, now=cast.now)
    commands.settle(finding=Finding.objects.get(pk=confirmed.pk), upheld=True, reason="属实", by=leader, now=cast.now)
    made.refresh_from_db()
    assert made.settled_at is None and list(queries.corrections_to_decide(leader, cast.now)) == [made]


def test_where_one_assesses_alone_the_principal_leader_is_the_second(cast, confirmed, proposed, leader):
    Staff.objects.filter(pk=leader.pk).update(is_active=False)
    made, principal = proposed(times=2), cast.principal
    assert list(queries.corrections_to_decide(principal, cast.now)) == [made]
    commands.settle_correction(correction=made, accepted=True, words="已核对", by=principal, now=cast.now)
    assert counted(cast) == [("2.1", 2)]


@pytest.mark.parametrize("change", [
    {"ended": "taken_back"}, {"ended": "taken_back", "words": "x"}, {"ended": "other", "words": "x", "settled_at": 1},
    {"ended": "withdrawn", "words": "", "settled_at": 1},
    {"ended": "taken_back", "words": "x", "settled_at": 1, "accepted": True},
])  # fmt: skip
def test_the_database_wants_an_ended_one_whole(cast, proposed, change):
    made = proposed()
    given = change | ({"settled_at": cast.now} if "settled_at" in change else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(**given)


def test_two_at_once_are_refused(proposed):
    proposed()
    with pytest.raises(Refused) as caught:
        proposed(times=2)
    assert caught.value.refusal.code == "correction_open"


def test_the_entry_in_its_place_is_not_decided_on_by_itself(cast, confirmed, proposed, leader):
    other = proposed(times=2).replacement
    assert refused(commands.confirm, finding=other, by=leader, now=cast.now) == "is_correction"
    assert refused(commands.reject, finding=other, reason="x", by=leader, now=cast.now) == "is_correction"
    assert other not in queries.findings_to_decide(leader, cast.now)


def test_a_rule_that_wants_verification_takes_the_second_persons_words_for_it(cast, proposed, leader):
    correction = proposed(rule="8.6", person=None)
    commands.settle_correction(correction=correction, accepted=True, words="已向群众核实", by=leader, now=cast.now)
    other = Finding.objects.get(rule="8.6")
    assert other.verified and FindingStep.objects.get(finding=other, act="verified").words == "已向群众核实"


def test_the_scored_person_is_told_until_he_takes_note(cast, confirmed, proposed, leader):
    def waiting():
        return list(queries.findings_to_answer(cast.clerk, cast.now))

    assert waiting() == [confirmed]
    commands.acknowledge(finding=confirmed, by=cast.clerk, now=cast.now)
    assert waiting() == [] and list(queries.findings_to_answer(cast.window_head, cast.now)) == [confirmed]
    correction = proposed(times=2)
    assert waiting() == []
    commands.settle_correction(correction=correction, accepted=True, words="已核对", by=leader, now=cast.now)
    assert set(waiting()) == {confirmed, correction.replacement}
    assert refused(commands.acknowledge, finding=confirmed, by=leader, now=cast.now) == "not_yours"


def test_a_contested_correction_is_settled_by_a_third(cast, proposed, assessor, leader):
    correction = proposed(times=2)
    commands.settle_correction(correction=correction, accepted=True, words="已核对", by=leader, now=cast.now)
    other = Finding.objects.get(pk=correction.replacement_id)
    commands.contest(finding=other, words="只有一次", by=cast.clerk, now=cast.now)
    act = {"finding": other, "upheld": True, "reason": "已复核", "now": cast.now}
    assert [refused(commands.settle, by=one, **act) for one in (assessor, leader)] == ["second_person"] * 2
    assert commands.settle(by=cast.person("leader.principal"), **act).state == "upheld"


@pytest.mark.parametrize("change", [{"points": 1}, {"reason": "x"}, {"verified": True}])
def test_what_counts_is_not_edited(confirmed, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.filter(pk=confirmed.pk).update(**change)


def test_what_is_over_stays_over(cast, confirmed, proposed, leader):
    commands.settle_correction(correction=proposed(), accepted=True, words="已核对", by=leader, now=cast.now)
    for change in ({"state": "confirmed"}, {"state": "draft"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Finding.objects.filter(pk=confirmed.pk).update(**change)
