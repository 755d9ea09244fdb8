"""The contest of a month through its commands: settled once after the month's end, revised with a reason, provable."""

import json
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from tests.apps.assessments.contest_cast import LAST_DAY, LATER, MARCH, NEXT_DAY, TERMS, lived_month, settle
from tests.apps.assessments.sheet_cast import a_finding
from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.contest import contest_again, contest_of, terms_on
from yichuang.apps.assessments.documents import canonical, digest_of
from yichuang.apps.assessments.models import Finding, MonthlyContest
from yichuang.apps.assessments.scoring import sheet_of, sheets_of
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.feedback.commands import rate
from yichuang.apps.organization.models import Staff
from yichuang.core.assessment import Month, Quarter, Terms
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI


@pytest.fixture
def lived(cast, monkeypatch):
    lived_month(cast, monkeypatch)


def revise(cast, why="考核记录撤销", who="assessor", now=LATER):
    return commands.revise_contest(hall=cast.hall, month=MARCH, why=why, by=cast.person(who), now=now)


def refused(run, *args, **given):
    with pytest.raises(Refused) as caught:
        run(*args, **given)
    return caught.value.refusal.code


def told(kept):
    return [(one["window"]["code"], one["rank"], one["total"], one["behind"]) for one in
            json.loads(kept.ranking)["places"]]  # fmt: skip


def models_of(kept):
    return [one["window"]["code"] for one in json.loads(kept.ranking)["places"] if one["model"]]


def test_the_first_three_become_model_windows(cast, lived):
    kept = settle(cast)
    places = json.loads(kept.ranking)["places"]
    assert told(kept)[:4] == [
        ("w3", 1, "100.0", ""), ("w1", 2, "98.0", "total"), ("w4", 3, "97.0", "total"), ("w2", 4, "95.0", "total"),
    ]  # fmt: skip
    assert models_of(kept) == ["w3", "w1", "w4"]
    assert {one["window"]["code"]: one["lacks"] for one in places[4:]} == {
        "w5": ["cases"], "w6": ["satisfaction", "cases"], "office": ["satisfaction", "cases"],
    }  # fmt: skip
    assert (places[2]["satisfaction"], places[2]["on_time"], places[2]["cases"]) == ([3, 4], [4, 4], 4)


def test_refused_on_the_last_day_and_accepted_on_the_next(cast, lived):
    assert refused(settle, cast, now=LAST_DAY) == "month_runs"
    assert not MonthlyContest.objects.exists()
    assert settle(cast, now=NEXT_DAY).number == 1
    assert refused(settle, cast, now=LATER) == "settled_already"
    entry = Entry.objects.latest("pk")
    detail = json.loads(entry.detail)
    assert (entry.verb, detail["month"], detail["models"]) == (
        "contest.settled", "2026-03", ["w3", "w1", "w4"],
    )  # fmt: skip


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b", "office.a", "leader.principal"])
def test_only_who_assesses_settles(cast, who):
    assert refused(settle, cast, who) == "not_yours"


def test_nobody_who_serves_at_a_window_decides(cast, lived):
    Staff.objects.filter(username="assessor").update(window=cast.window("w6"))
    assert refused(settle, cast) == "own_window"
    assert settle(cast, "leader.charge").number == 1
    assert refused(revise, cast) == "own_window"


def test_ranked_again_it_is_the_same(cast, lived):
    kept = settle(cast)
    assert canonical(contest_again(cast.hall, kept).ranking) == kept.ranking
    assert digest_of(kept.ranking) == kept.digest
    statements = json.loads(kept.statements)
    for one in json.loads(kept.ranking)["places"]:
        assert digest_of(canonical(statements[one["window"]["code"]])) == one["statement"]
    assert refused(revise, cast) == "nothing_changed"


def test_a_rating_after_the_month_leaves_it_as_it_is(cast, lived):
    case = cast.a_case(at=State.COMPLETED)
    kept = settle(cast)
    rate(case=case, grade="poor", remark="", now=LATER)
    assert canonical(contest_again(cast.hall, kept).ranking) == kept.ranking


def test_a_revision_needs_a_reason_and_a_change_and_keeps_both(cast, lived):
    assert refused(revise, cast) == "not_settled"
    first = settle(cast)
    Finding.objects.filter(rule="5.2").update(state="withdrawn")
    assert refused(revise, cast, why="  ") == "words_missing"
    second = revise(cast)
    assert (second.number, second.why) == (2, "考核记录撤销")
    assert models_of(first) == ["w3", "w1", "w4"] and models_of(second) == ["w3", "w2", "w1"]
    assert [one.number for one in queries.contest_versions(cast.hall, MARCH)] == [1, 2]
    assert queries.newest_contest(cast.hall).pk == second.pk
    assert Entry.objects.latest("pk").verb == "contest.revised"


def test_a_revision_keeps_the_terms_of_the_month(cast, lived, monkeypatch):
    settle(cast)
    monkeypatch.setattr(TERMS, lambda day: Terms(1, 1, 99, 99))
    Finding.objects.filter(rule="5.2").update(state="withdrawn")
    assert models_of(revise(cast)) == ["w3", "w2", "w1"]


def test_what_is_frozen_cannot_be_altered(cast, lived):
    settle(cast)
    for change in (lambda: MonthlyContest.objects.update(why="x"), lambda: MonthlyContest.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (datetime(2026, 2, 28, 23, 59, 59, tzinfo=SHANGHAI), False),
        (datetime(2026, 3, 1, 0, 0, tzinfo=SHANGHAI), True),
        (datetime(2026, 3, 31, 23, 59, 59, tzinfo=SHANGHAI), True),
        (datetime(2026, 4, 1, 0, 0, tzinfo=SHANGHAI), False),
    ],
)
def test_the_moment_it_happened_decides_the_month(cast, moment, counts):
    a_finding(cast, "5.2", happened_at=moment)
    one = sheet_of(cast.window(), MARCH)
    assert one.score.total == (95 if counts else 100)


def test_a_month_and_its_quarter_are_scored_by_the_same_rulebook(cast):
    a_finding(cast, "5.2")
    month, quarter = (sheet_of(cast.window(), one).score for one in (MARCH, Quarter(2026, 1)))
    assert (month.rulebook, month.readings, month.total) == (quarter.rulebook, quarter.readings, quarter.total)


def test_a_hall_of_many_windows_takes_few_questions(cast, lived, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        contest_of(cast.hall, MARCH)
    with django_assert_max_num_queries(5):
        sheets_of(cast.hall, MARCH)


def test_the_settings_on_file(db):
    assert terms_on(MARCH.first) == Terms(places=3, most=4, cases=10, ratings=3)


def test_a_month_waits_until_it_is_settled(cast, lived):
    assert not queries.unsettled(cast.hall, LAST_DAY)
    assert list(queries.unsettled(cast.hall, NEXT_DAY)) == [cast.hall]
    settle(cast)
    assert not queries.unsettled(cast.hall, NEXT_DAY)
    may = datetime(2026, 5, 1, tzinfo=SHANGHAI)
    assert list(queries.unsettled(cast.hall, may)) == [cast.hall]
    assert [str(one) for one in queries.months_unsettled(cast.hall, may)] == ["2026-04"]


def test_an_older_month_waits_beside_the_last_one(cast, lived):
    may = datetime(2026, 5, 1, tzinfo=SHANGHAI)
    assert [str(one) for one in queries.months_unsettled(cast.hall, may)] == ["2026-03", "2026-04"]
    commands.settle_contest(hall=cast.hall, month=Month(2026, 4), by=cast.person("assessor"), now=may)
    assert [str(one) for one in queries.months_unsettled(cast.hall, may)] == ["2026-03"]
    assert list(queries.unsettled(cast.hall, may)) == [cast.hall]


def test_the_months_a_page_offers(cast):
    assert queries.months_known(cast.hall, cast.now) == [MARCH]
    cast.a_case()
    assert list(map(str, queries.months_known(cast.hall, datetime(2026, 5, 2, tzinfo=SHANGHAI)))) == [
        "2026-05", "2026-04", "2026-03",
    ]  # fmt: skip
