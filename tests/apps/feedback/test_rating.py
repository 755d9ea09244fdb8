"""A rating is the citizen's: once, one of four, nothing chosen for him, once all is done (C-36, lessons 25, 26)."""

import pytest
from django.db import IntegrityError, transaction

from yichuang.apps.audit import Refused
from yichuang.apps.audit.queries import trail_of
from yichuang.apps.feedback.commands import rate
from yichuang.apps.feedback.models import Grade, Rating
from yichuang.apps.feedback.queries import grades_of, is_rated
from yichuang.core.lifecycle import State


def refusal(**given):
    with pytest.raises(Refused) as caught:
        rate(**({"remark": ""} | given))
    return caught.value.refusal


@pytest.fixture
def done(cast):
    return cast.a_case(at=State.COMPLETED)


@pytest.mark.parametrize("grade", list(Grade))
def test_each_of_the_four_grades_is_taken_alike(cast, done, grade):
    rate(case=done, grade=grade.value, remark="", now=cast.now)
    assert Rating.objects.get(case=done).grade == grade
    assert grades_of(cast.hall) == {one.value: int(one is grade) for one in Grade} | {"unrated": 0}


@pytest.mark.parametrize("grade", ["", "excellent", "GOOD", "5", "good ", "\x00"])
def test_no_other_grade_exists(cast, done, grade):
    said = refusal(case=done, grade=grade, now=cast.now)
    assert (said.code, said.field) == ("grade_missing", "grade")
    assert not is_rated(done)


def test_there_is_no_default_grade():
    assert not Rating._meta.get_field("grade").has_default()


def test_an_unrated_case_stays_unrated(cast, done):
    assert grades_of(cast.hall) == {one.value: 0 for one in Grade} | {"unrated": 1}


def test_once_only(cast, done):
    rate(case=done, grade="poor", remark="等了很久", now=cast.now)
    assert refusal(case=done, grade="good", now=cast.now).code == "rated_already"
    kept = Rating.objects.get(case=done)
    assert (kept.grade, kept.remark) == ("poor", "等了很久")


@pytest.mark.parametrize("at", [State.SUPPLEMENTING, State.ACCEPTED, State.HANDLED, State.REVIEWED, State.APPROVED])
def test_nothing_is_rated_before_it_is_completed(cast, at):
    case = cast.a_case(at=at)
    assert refusal(case=case, grade="good", now=cast.now).code == "not_completed"
    assert not is_rated(case)


@pytest.mark.parametrize(
    "remark", ["x" * 501, "a\x00b", "\ud800", "a\u202eb"], ids=["501", "NUL", "surrogate", "direction"]
)
def test_a_remark_that_cannot_be_kept_is_refused(cast, done, remark):
    assert refusal(case=done, grade="good", remark=remark, now=cast.now).field == "remark"
    assert not is_rated(done)


def test_a_remark_of_exactly_the_length_is_kept(cast, done):
    rate(case=done, grade="good", remark="好" * 500, now=cast.now)
    assert Rating.objects.get(case=done).remark == "好" * 500


def test_the_audit_entry_names_no_person_and_no_remark(cast, done):
    rate(case=done, grade="fair", remark="只有我知道", now=cast.now)
    entry = trail_of(cast.hall.slug, done.ref).last()
    assert (entry.verb, entry.actor) == ("case.rated", "citizen")
    assert "只有我知道" not in str(entry.detail)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_rating_is_never_changed_or_removed(cast, done, act):
    rate(case=done, grade="poor", remark="", now=cast.now)
    rows = Rating.objects.filter(case=done)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.update(grade="good") if act == "update" else rows.delete()
