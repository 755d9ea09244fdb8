"""What people do with findings: entered, confirmed or rejected, contested, upheld or withdrawn."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from yichuang.apps.assessments import commands
from yichuang.apps.assessments.found import Proof
from yichuang.apps.assessments.models import Evidence, Finding, FindingStep
from yichuang.apps.attendance.commands import Seen, note_off_post, withdraw_off_post
from yichuang.apps.audit import Refused
from yichuang.apps.organization.models import Post, Staff

MINUTE = (Proof("minute", "", "", "样例记录"),)


@pytest.fixture
def assessor(cast):
    return cast.person("assessor")


@pytest.fixture
def given(cast, assessor):
    return {"window": cast.window(), "rule": "5.2", "fact": "test:1", "happened_at": cast.now, "evidence": MINUTE,
            "by": assessor, "now": cast.now}  # fmt: skip


@pytest.fixture
def confirmed(cast, given, assessor):
    made = commands.find(**given)
    return commands.confirm(finding=made, by=assessor, now=cast.now, verification="已核实")


def refused(run, **given):
    with pytest.raises(Refused) as caught:
        run(**given)
    return caught.value.refusal.code


def test_a_fact_needs_evidence_and_counts_once(given):
    assert refused(commands.find, **given | {"evidence": ()}) == "no_evidence"
    commands.find(**given)
    assert refused(commands.find, **given) == "found_already"
    assert refused(commands.find, **given | {"rule": "9.9"}) == "unknown_rule"
    assert Finding.objects.count() == Evidence.objects.count() == 1


def test_only_an_assessor_of_another_window_enters(cast, given, assessor):
    assert refused(commands.find, **given | {"by": cast.window_head}) == "not_yours"
    Staff.objects.filter(pk=assessor.pk).update(window=cast.window())
    assert refused(commands.find, **given | {"by": cast.person("assessor")}) == "own_window"
    assert not Finding.objects.exists()


def test_a_draft_is_rejected_with_a_reason_once(cast, given, assessor):
    made = commands.find(**given)
    act = {"finding": made, "by": assessor, "now": cast.now}
    assert refused(commands.reject, reason=" ", **act) == "words_missing"
    assert commands.reject(reason="记录有误", **act).state == "rejected"
    assert refused(commands.confirm, **act) == "wrong_state"


@pytest.mark.parametrize(("upheld", "state"), [(True, "upheld"), (False, "withdrawn")])
def test_contested_and_settled_by_another(cast, confirmed, assessor, upheld, state):
    commands.contest(finding=confirmed, words="当日停电", by=cast.window_head, now=cast.now)
    act = {"finding": confirmed, "upheld": upheld, "reason": "已复核", "now": cast.now}
    assert refused(commands.settle, by=assessor, **act) == "second_person"
    commands.settle(by=cast.person("leader.charge"), **act)
    assert Finding.objects.get().state == state


def test_contested_only_by_whom_it_concerns_and_in_time(cast, confirmed):
    act = {"finding": confirmed, "words": "当日停电"}
    assert refused(commands.contest, by=cast.person("office.b"), now=cast.now, **act) == "not_yours"
    late = cast.now + timedelta(days=30)
    assert refused(commands.contest, by=cast.window_head, now=late, **act) == "contest_over"


def test_what_was_found_cannot_be_altered(confirmed):
    changes = [
        lambda: FindingStep.objects.update(words="x"), lambda: Evidence.objects.all().delete(),
        lambda: Finding.objects.update(rule="5.1"),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


class TestWhomItNames:
    """The person named served the window on the day of the matter: by post, as stand-in, or by that day's records."""

    def test_one_who_never_served_there_is_refused(self, cast, given):
        with pytest.raises(Refused) as caught:
            commands.find(**given | {"person": cast.other_clerk})
        told = caught.value.refusal
        assert (told.code, told.field) == ("not_served", "person") and not Finding.objects.exists()

    @pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b"])
    def test_a_and_b_of_the_post_serve_there(self, cast, given, who):
        Staff.objects.filter(username=who).update(window=None)
        assert commands.find(**given | {"person": cast.person(who)}).person.username == who

    def test_one_who_moved_since_did_by_whom_he_received_that_day(self, cast, given):
        person = cast.clerk
        cast.a_visit(by=person)
        Post.objects.filter(a=person).update(a=None)
        Staff.objects.filter(pk=person.pk).update(window=cast.window("w1"))
        moved = {"person": cast.clerk}
        later = {"happened_at": cast.now + timedelta(days=1), "now": cast.now + timedelta(days=1)}
        assert refused(commands.find, **given | moved | later) == "not_served"
        assert refused(commands.find, **given | moved | {"happened_at": cast.now - timedelta(days=1)}) == "not_served"
        assert commands.find(**given | moved).pk

    def test_one_noted_off_post_there_that_day_belonged_there(self, cast, given, assessor):
        seen = Seen(cast.clerk, cast.window(), cast.now - timedelta(minutes=40), cast.now, "样例：不在岗")
        noted = note_off_post(seen=seen, by=assessor, now=cast.now)
        Post.objects.filter(a=cast.clerk).update(a=None)
        Staff.objects.filter(pk=cast.clerk.pk).update(window=None)
        assert commands.find(**given | {"person": cast.clerk}).pk
        withdraw_off_post(seen=noted, reason="样例：认错人", by=cast.person("leader.charge"), now=cast.now)
        assert refused(commands.find, **given | {"person": cast.clerk, "fact": "test:2"}) == "not_served"

    def test_a_correction_names_nobody_from_elsewhere_but_may_keep_whom_it_names(self, cast, given, assessor):
        made = commands.find(**given | {"person": cast.clerk, "rule": "2.1"})
        commands.confirm(finding=made, by=assessor, now=cast.now)
        act = {"finding": made, "why": "样例：记错", "by": assessor, "now": cast.now}
        other = commands.Instead("2.1", cast.other_clerk)
        assert refused(commands.propose_correction, instead=other, **act) == "not_served"
        Post.objects.filter(a=cast.clerk).update(a=None)
        Staff.objects.filter(pk=cast.clerk.pk).update(window=None)
        assert commands.propose_correction(instead=commands.Instead("2.1", cast.clerk, times=2), **act).pk
