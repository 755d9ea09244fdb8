"""Asked for once and completely; the clock starts when everything is there (T4, D3.4.4, C-06)."""

from datetime import datetime

import pytest

from tests.apps.cases.acting import everything
from yichuang.apps.audit import Refused
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Verdict
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI

RECEIVED = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)  # Monday
BROUGHT = datetime(2026, 3, 12, 10, 0, tzinfo=SHANGHAI)  # Thursday
DUE = datetime(2026, 4, 1, 16, 30, tzinfo=SHANGHAI)  # Wednesday, winter hours
ASK = Verdict(Action.ASK_SUPPLEMENT)


@pytest.fixture
def case(cast):
    cast.now = RECEIVED
    return cast.a_case(at=State.SUPPLEMENTING, now=RECEIVED)


def refusal_of(run):
    before = everything()
    with pytest.raises(Refused) as refused:
        run()
    assert everything() == before
    return refused.value.refusal


def again(cast, case, verdict, marks=None, now=BROUGHT):
    marks = marks or cast.marks(case.item)
    return cases.decide_again(case=case, marks=marks, verdict=verdict, by=cast.clerk, now=now)


def test_the_first_list_names_everything_lacking(cast):
    marks = cast.marks(m2="missing", m3="unacceptable")
    case, (notice,) = cast.take_in(verdict=ASK, marks=marks)
    (given,) = case.supplements.all()
    assert [(one["id"], one["mark"]) for one in given.wanted] == [("MZ-10.2", "missing"), ("MZ-10.3", "unacceptable")]
    assert (given.round, given.cause, notice.kind) == (1, "", "N03")
    assert (case.accepted_at, case.due_at, case.number) == (None, None, "")


def test_the_clock_starts_when_everything_is_there(cast, case):
    accepted, notices = again(cast, case, Verdict(Action.ACCEPT))
    accepted.refresh_from_db()
    assert (accepted.received_at, accepted.accepted_at, accepted.due_at) == (RECEIVED, BROUGHT, DUE)
    assert [one.kind for one in notices] == ["N01", "N05"]
    assert sorted(set(accepted.marks.values_list("round", flat=True))) == [1, 2]


def test_a_second_list_needs_its_cause(cast, case):
    lacking = cast.marks(case.item, m3="missing")
    refusal = refusal_of(lambda: again(cast, case, ASK, lacking))
    assert (refusal.code, refusal.field, refusal.clause) == ("words_missing", "cause", "D3.4.4")
    again(cast, case, Verdict(Action.ASK_SUPPLEMENT, cause="样例：新规定"), lacking)
    assert list(case.supplements.order_by("round").values_list("round", "cause")) == [(1, ""), (2, "样例：新规定")]


def test_an_empty_list_is_refused(cast, case):
    assert refusal_of(lambda: again(cast, case, ASK)).code == "nothing_lacking"
    with pytest.raises(Refused) as refused:
        cast.take_in(verdict=ASK)
    assert refused.value.refusal.code == "nothing_lacking"


@pytest.mark.parametrize(("changed", "code"), [
    ({"m2": "missing"}, "materials_lacking"), ({"m1": "unacceptable"}, "materials_lacking"),
    ({"m2": "unmarked"}, "not_all_marked"), ({"m2": "maybe"}, "mark_unknown"), ({"m99": "present"}, "material_unknown"),
])  # fmt: skip
def test_no_acceptance_while_something_lacks(cast, case, changed, code):
    refusal = refusal_of(lambda: again(cast, case, Verdict(Action.ACCEPT), cast.marks(case.item, **changed)))
    assert (refusal.code, refusal.field) == (code, "materials")


def test_what_is_not_acceptable_says_why(cast, case):
    marks = cast.marks(case.item) | {"MZ-10.2": ("unacceptable", "  ")}
    assert refusal_of(lambda: again(cast, case, ASK, marks)).code == "note_missing"


@pytest.mark.parametrize(("verdict", "field"), [
    (Verdict(Action.RETURN, kind="unlawful", reason="", ground="样例"), "reason"),
    (Verdict(Action.RETURN, kind="unlawful", reason="样例", ground=" "), "ground"),
    (Verdict(Action.RETURN, kind="", reason="样例", ground="样例"), "kind"),
    (Verdict(Action.REFUSE, reason="样例", ground=""), "ground"),
    (Verdict(Action.REFUSE, reason="样例\x00", ground="样例"), "reason"),
    (Verdict(Action.REFUSE, reason="长" * 501, ground="样例"), "reason"),
])  # fmt: skip
def test_a_return_or_refusal_gives_reason_and_ground(cast, case, verdict, field):
    assert refusal_of(lambda: again(cast, case, verdict)).field == field
