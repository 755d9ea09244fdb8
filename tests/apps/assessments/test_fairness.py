"""What stands beside a score: who did not rate, and what kind of cases a window had."""

from datetime import timedelta

import pytest

from tests.apps.assessments.sheet_cast import Q1, rated
from yichuang.apps.assessments.fairness import NO_CASES, mixes_of, together
from yichuang.apps.cases.models import Case
from yichuang.core.lifecycle import State

pytestmark = pytest.mark.django_db


def test_who_did_not_rate_and_what_was_asked_for(cast):
    rated(cast, 2, 1)
    cast.a_case(at=State.COMPLETED)
    cast.a_case()
    mix = mixes_of(cast.hall, Q1)[cast.window().pk]
    assert (mix.completed, mix.rated, mix.unrated) == (4, 3, 1)
    assert sum(mix.kinds.values()) == mix.completed and mix.kinds["promised"] == mix.completed


def test_cases_of_another_quarter_and_withdrawn_ones_are_not_in_it(cast):
    case, other = cast.a_case(at=State.COMPLETED), cast.a_case(at=State.COMPLETED)
    Case.objects.filter(pk=case.pk).update(ended_at=cast.now + timedelta(days=60))
    Case.objects.filter(pk=other.pk).update(state="withdrawn")
    assert mixes_of(cast.hall, Q1) == {}


def test_the_hall_is_its_windows_together(cast, django_assert_max_num_queries):
    rated(cast, 1, 0)
    rated(cast, 1, 1, window="w1")
    with django_assert_max_num_queries(1):
        mixes = mixes_of(cast.hall, Q1)
    whole = together(mixes.values())
    assert whole.completed == whole.rated == 3 and together([]) == NO_CASES
