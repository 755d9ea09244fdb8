"""A past quarter under another rulebook or other readings: who gains, who loses, which clause; the record untouched."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.apps.assessments.sheet_cast import NEXT_DAY, OVER, Q1, a_finding, rated
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.documents import canonical
from yichuang.apps.assessments.models import Finding, Sheet, SheetVersion
from yichuang.apps.assessments.replay import by_clause, replay
from yichuang.core.assessment import AssessmentError
from yichuang.rulebook.assessment import all_rulebooks, read_rulebook
from yichuang.rulebook.paths import rules_dir

pytestmark = pytest.mark.django_db
SHIPPED = "wan-2017-49"


def amended(*changes):
    """The shipped rulebook with some of its text replaced."""
    text = (rules_dir() / "assessment" / f"{SHIPPED}.toml").read_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return read_rulebook(text.encode(), SHIPPED)


def of(rows, code="w3"):
    return next(row for row in rows if row.window.code == code)


@pytest.fixture
def finalise(cast):
    def run():
        windows = list(cast.hall.windows.all())
        commands.finalise(hall=cast.hall, quarter=Q1, windows=windows, by=cast.person("assessor"), now=NEXT_DAY)

    return run


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Finding, Sheet, SheetVersion)]


@pytest.mark.parametrize("frozen", [True, False])
def test_the_same_rulebook_gives_the_same_bytes(cast, finalise, frozen):
    a_finding(cast, "5.2")
    a_finding(cast, "8.2a+", points=Decimal("0.5"), reason="样例", verified=True)
    rated(cast, 5, 2)
    if frozen:
        finalise()
        kept = {one.sheet.window.code: one.document for one in SheetVersion.objects.select_related("sheet__window")}
    rows = replay(cast.hall, Q1, now=OVER)
    assert len(rows) == 7 and all(canonical(row.after) == canonical(row.before) for row in rows)
    assert all(row.moved == 0 and row.changes["same"] and not row.unfit for row in rows)
    if frozen:
        assert {row.window.code: canonical(row.after) for row in rows} == kept


def test_the_frozen_findings_are_replayed_however_they_stand_now(cast, finalise):
    one = a_finding(cast, "5.2")
    finalise()
    Finding.objects.filter(pk=one.pk).update(state="withdrawn")
    row = of(replay(cast.hall, Q1, now=OVER))
    assert row.version == 1 and canonical(row.after) == canonical(row.before) and row.after["total"] == "95.0"


def test_another_reading_moves_a_measure_and_names_its_clause(cast, finalise):
    rated(cast, 5, 1)  # 83.3 %: one complete step below 90, two with the started one
    finalise()
    rows = replay(cast.hall, Q1, now=OVER, settings={"score.step": "ceil"})
    row = of(rows)
    assert row.moved == -1 and [one["rule"] for one in row.changes["lines"]] == ["8.1"]
    (clause,) = by_clause(rows)
    assert (clause.rule, clause.clause, clause.moved, clause.windows) == ("8.1", "D2.8.1", Fraction(-1), (row.window,))
    assert all(one.moved == 0 for one in rows if one is not row)


def test_another_rulebook_says_what_it_does_not_take(cast, finalise):
    a_finding(cast, "3.6", points=Decimal(5), reason="样例")
    a_finding(cast, "5.2", window="w1")
    finalise()
    shipped = all_rulebooks()[SHIPPED]
    low, high = (shipped.rules["3.6"].low, shipped.rules["3.6"].high)
    assert (low, high) == (3, 5)
    book = amended(('points = ["3", "5"]', 'points = ["1", "2"]'))
    before = stored()
    rows = replay(cast.hall, Q1, now=OVER, book=book)
    assert of(rows).moved == 5 and of(rows).unfit[0].rule == "3.6" and "3.6" in str(of(rows).unfit[0].problem)
    assert of(rows, "w1").moved == 0
    assert stored() == before


def test_the_basis_of_the_on_time_share_is_counted_anew(cast, finalise):
    rated(cast, 1, 0)
    finalise()
    row = of(replay(cast.hall, Q1, now=OVER, settings={"rate.basis": "closed"}))
    assert row.after["readings"]["rate.basis"] == "closed" and row.after["measures"]["on_time"] == [1, 1]


@pytest.mark.parametrize("settings", [{"score.step": "up"}, {"nonsense": 1}, {"rating.min_sample": "0"}])
def test_a_wrong_reading_is_refused(cast, settings):
    with pytest.raises(AssessmentError):
        replay(cast.hall, Q1, now=OVER, settings=settings)


def test_it_asks_the_same_however_many_windows(cast, finalise, django_assert_max_num_queries):
    for place in range(1, 7):
        a_finding(cast, "5.2", window=f"w{place}")
    with django_assert_max_num_queries(8):
        replay(cast.hall, Q1, now=OVER)
    finalise()
    with django_assert_max_num_queries(8):
        replay(cast.hall, Q1, now=OVER, settings={"rate.basis": "closed"})
