"""The monthly contest as tables: who is ranked, what decides between equals, a tie across the third place (D1.28)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.core.assessment import AssessmentError, By, Entrant, Share, Terms, rank

TERMS = Terms(places=3, most=4, cases=10, ratings=3)


def window(code, total, good="9/10", kept="20/20"):
    shares = (Share(*map(int, one.split("/"))) for one in (good, kept))
    return Entrant(code, int(code[1:]), Fraction(total), *shares)


FIVE = [
    window("w1", "97.5"), window("w2", "99"), window("w3", "101.3"), window("w4", "88"), window("w5", "98.2"),
]  # fmt: skip


def told(standings):
    return [(one.entrant.window, one.rank, one.behind) for one in standings.places]


def test_five_windows_with_known_figures():
    made = rank(FIVE, TERMS)
    assert told(made) == [
        ("w3", 1, None), ("w2", 2, By.TOTAL), ("w5", 3, By.TOTAL), ("w1", 4, By.TOTAL), ("w4", 5, By.TOTAL),
    ]  # fmt: skip
    assert (made.models, made.tied) == (("w3", "w2", "w5"), ())


@pytest.mark.parametrize(
    ("good", "kept", "decided"),
    [
        (("49/50", "50/50"), ("20/20", "20/20"), By.SATISFACTION),
        (("48/50", "24/25"), ("19/20", "20/20"), By.ON_TIME),
        (("48/50", "24/25"), ("20/20", "21/21"), By.CASES),
        (("48/50", "24/25"), ("20/20", "20/20"), None),
    ],
)
def test_what_decides_between_equal_totals(good, kept, decided):
    made = rank([window("w1", 98, good[0], kept[0]), window("w2", 98, good[1], kept[1])], TERMS)
    second = made.places[1]
    assert second.behind is decided
    assert [(one.entrant.window, one.rank) for one in made.places] == (
        [("w2", 1), ("w1", 2)] if decided else [("w1", 1), ("w2", 1)]
    )


@pytest.mark.parametrize(
    ("kept", "good", "lacks"),
    [
        ("10/10", "3/3", ()), ("9/9", "3/3", (By.CASES,)), ("10/10", "2/2", (By.SATISFACTION,)),
        ("0/0", "0/0", (By.SATISFACTION, By.CASES)),
    ],
)  # fmt: skip
def test_under_the_minimum_sample_a_window_is_shown_and_not_ranked(kept, good, lacks):
    made = rank([*FIVE, window("w6", 110, good, kept)], TERMS)
    six = next(one for one in made.places if one.entrant.window == "w6")
    assert six.lacks == lacks
    assert (six.rank, six.model) == ((None, False) if lacks else (1, True))
    assert made.places[-1 if lacks else 0] == six
    assert len(made.models) == 3


def alike(numbers, total=95):
    return [window(f"w{number}", total) for number in numbers]


@pytest.mark.parametrize(
    ("windows", "most", "ranks", "models", "tied"),
    [
        # two at the third place: four model windows where four may be, else only the two ahead
        ([window("w1", 99), window("w2", 98), *alike([3, 4])], 4, [1, 2, 3, 3], ("w1", "w2", "w3", "w4"), 2),
        ([window("w1", 99), window("w2", 98), *alike([3, 4])], 3, [1, 2, 3, 3], ("w1", "w2"), 2),
        ([window("w1", 99), *alike([2, 3, 4, 5])], 4, [1, 2, 2, 2, 2], ("w1",), 4),
        ([window("w1", 99), *alike([2, 3, 4, 5])], 5, [1, 2, 2, 2, 2], ("w1", "w2", "w3", "w4", "w5"), 4),
        (alike(range(1, 6)), 4, [1] * 5, (), 5),
        # a tie within the places changes nothing
        ([*alike([1, 2, 3]), window("w4", 90)], 3, [1, 1, 1, 4], ("w1", "w2", "w3"), 0),
        ([*alike([1, 2]), window("w3", 90), window("w4", 80)], 3, [1, 1, 3, 4], ("w1", "w2", "w3"), 0),
        (alike([1, 2, 3]), 3, [1, 1, 1], ("w1", "w2", "w3"), 0),
        (alike([1]), 3, [1], ("w1",), 0),
        ([], 3, [], (), 0),
    ],
)
def test_ties(windows, most, ranks, models, tied):
    made = rank(windows, replace(TERMS, most=most))
    assert [one.rank for one in made.places] == ranks
    assert (made.models, len(made.tied)) == (models, tied)


def test_a_share_without_data_comes_after_every_share():
    terms = replace(TERMS, cases=0, ratings=0)
    made = rank([window("w1", 98, "0/0"), window("w2", 98, "0/5")], terms)
    assert told(made) == [("w2", 1, None), ("w1", 2, By.SATISFACTION)]


@pytest.mark.parametrize(("places", "most"), [(0, 3), (-1, -1), (3, 2)])
def test_terms_that_do_not_go_together(places, most):
    with pytest.raises(AssessmentError) as caught:
        Terms(places, most, 0, 0)
    assert caught.value.code == "bad_terms"


shares = st.integers(0, 4).flatmap(lambda den: st.integers(0, den).map(lambda num: Share(num, den)))
entrants = st.lists(st.tuples(st.integers(97, 100).map(Fraction), shares, shares), max_size=9).map(
    lambda rows: [Entrant(f"w{place}", place, *row) for place, row in enumerate(rows)]
)
terms = st.builds(
    lambda places, more, *least: Terms(places, places + more, *least),
    st.integers(1, 4), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(entrants, terms, st.randoms(use_true_random=False))
def test_the_order_of_windows_does_not_matter(found, chosen, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert rank(shuffled, chosen) == rank(found, chosen)


@settings(max_examples=300, deadline=None)
@given(entrants, terms)
def test_what_holds_of_every_standing(found, chosen):
    made = rank(found, chosen)
    ranked = [one for one in made.places if one.rank]
    assert {one.entrant.window for one in made.places} == {one.window for one in found}
    assert all(bool(one.lacks) == (one.rank is None) for one in made.places)
    assert len(made.models) <= chosen.most
    # Whoever is a model window is ahead of, or alike with, whoever is not; equals are treated as equals.
    for one in ranked:
        for other in ranked:
            worth, worse = ([each.entrant.by(what) for what in By] for each in (one, other))
            assert (one.rank < other.rank) == (worth > worse)
            assert worth != worse or one.model == other.model
    if not made.tied:
        assert len(made.models) == min(chosen.places, len(ranked))
