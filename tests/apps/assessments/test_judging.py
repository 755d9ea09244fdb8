"""What people do with findings: entered, confirmed or rejected, contested, upheld or withdrawn."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from yichuang.apps.assessments import commands
from yichuang.apps.assessments.found import Proof
from yichuang.apps.assessments.models import Evidence, Finding, FindingStep
from yichuang.apps.audit import Refused
from yichuang.apps.organization.models import Staff

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
