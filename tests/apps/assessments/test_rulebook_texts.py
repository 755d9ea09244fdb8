"""The texts a draft has had, the day it applies from, and its file beside the shipped one (C-44, D2.0.2)."""

import json
import shutil
from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction

from tests.apps.assessments.sheet_cast import Q1, a_finding
from tests.apps.assessments.test_rulebooks import OWN, Q2, SHIPPED, adopted, dearer, earlier, refused
from tests.apps.assessments.test_rulebooks import author as author  # noqa: PLC0414 - fixtures
from tests.apps.assessments.test_rulebooks import draft as draft  # noqa: PLC0414
from tests.apps.assessments.test_rulebooks import leader as leader  # noqa: PLC0414
from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import RulebookText
from yichuang.apps.assessments.rulebooks import book_of, defects_of, rulebook_for
from yichuang.apps.assessments.scoring import sheet_of
from yichuang.core.assessment import Quarter
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook import score_command
from yichuang.rulebook.assessment import rulebook_on
from yichuang.rulebook.paths import rules_dir

SHIPPED_RULES = rules_dir()
ASKED = {
    "rulebook": SHIPPED, "window": "w3", "period": "2026-Q1",
    "findings": [
        {"rule": "1.2a", "times": 3, "fact": "f1"}, {"rule": "3.6", "points": "4", "reason": "样例", "fact": "f2"},
        {"rule": "5.2", "fact": "f3"}, {"rule": "5.3", "fact": "f3"}, {"rule": "8.4", "level": "city", "fact": "f4"},
        {"rule": "8.2a-", "points": "0.3", "reason": "样例", "verified": True, "fact": "f5"},
    ],
    "measures": {"on_time": [27, 28], "satisfaction": [83, 100]},
}  # fmt: skip


def rewritten(draft, text, author, cast):
    return commands.rewrite(version=draft, text=text, seen=draft.digest, by=author, now=cast.now)


def texts(draft):
    return [(one.number, one.text) for one in RulebookText.objects.filter(version=draft).order_by("number")]


def test_every_text_of_a_draft_is_kept(cast, author, draft):
    begun = draft.text
    rewritten(draft, dearer(begun), author, cast)
    rewritten(draft, "x = 1", author, cast)
    assert texts(draft) == [(1, begun), (2, dearer(begun)), (3, "x = 1")]
    rewritten(draft, "x = 1", author, cast)
    assert len(texts(draft)) == 3
    assert [one.number for one in queries.texts_of(draft)] == [3, 2, 1]
    assert queries.text_numbered(draft, 2).by == author and queries.text_numbered(draft, 4) is None


def test_a_draft_is_taken_back_to_an_earlier_text(cast, author, leader, draft):
    begun = draft.text
    rewritten(draft, "x = 1", author, cast)
    given = {"version": draft, "seen": draft.digest, "now": cast.now}
    assert refused(commands.take_back, number=3, by=author, **given) == "unknown_text"
    assert refused(commands.take_back, number=1, by=leader, **given) == "not_yours"
    assert refused(commands.take_back, number=1, by=author, **given | {"seen": "stale"}) == "changed_meanwhile"
    commands.take_back(number=1, by=author, **given)
    assert draft.text == begun and texts(draft) == [(1, begun), (2, "x = 1"), (3, begun)]


def test_texts_never_change(draft):
    for change in ("update", "delete"):
        kept = RulebookText.objects.filter(version=draft)
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.update(text="x") if change == "update" else kept.delete()
    assert len(texts(draft)) == 1


@pytest.mark.parametrize("at, day", [
    ((2026, 3, 31, 23, 59), date(2026, 4, 1)), ((2026, 4, 1, 0, 0), date(2026, 7, 1)),
    ((2026, 12, 31, 12, 0), date(2027, 1, 1)), ((2017, 11, 1, 9, 0), date(2018, 1, 1)),
])  # fmt: skip
def test_a_draft_applies_from_the_next_quarter_later_than_its_base(cast, author, at, day):
    made = commands.draft(hall=cast.hall, number=OWN, based_on=SHIPPED, by=author, now=datetime(*at, tzinfo=SHANGHAI))
    assert book_of(made).effective == day and defects_of(made) == []


@pytest.mark.parametrize("day, told", [("2017-12-01", True), ("2017-11-30", True), ("2017-12-02", False)])
def test_it_begins_after_its_base(cast, author, leader, draft, day, told):
    rewritten(draft, earlier(draft.text, day), author, cast)
    assert [one.key for one in defects_of(draft)] == (["effective"] if told else [])
    if told:
        given = {"version": draft, "seen": draft.digest, "by": leader, "now": cast.now}
        assert refused(commands.put_in_force, **given) == "has_defects"


def test_it_begins_on_a_day_of_its_own(cast, author, leader, draft, monkeypatch):
    """The base is older, but another rulebook on file begins the same day."""
    from dataclasses import replace

    from yichuang.apps.assessments import rulebooks

    other = replace(rulebooks.on_file(SHIPPED), number="other", effective=date(2026, 4, 1))
    both = {**rulebooks.all_rulebooks(), "other": other}
    monkeypatch.setattr(rulebooks, "all_rulebooks", lambda: both)
    assert [(one.key, one.facts) for one in defects_of(draft)] == [("effective", {"rival": "other"})]
    both["other"] = replace(other, halls=frozenset({cast.hall.slug}))
    assert defects_of(draft) == []


@pytest.mark.parametrize("day, quarter, code", [
    ("2026-03-31", Q1, ""), ("2026-01-01", Q1, ""), ("2026-04-01", Q1, "not_effective"), ("2026-04-01", Q2, ""),
])  # fmt: skip
def test_a_quarter_is_scored_by_one_rulebook_in_force_on_its_last_day(cast, author, leader, draft, day, quarter, code):
    """Adopted or on file, the day that counts is the last one, as C-44 has it for the fourth quarter of 2017."""
    a_finding(cast, "5.2", happened_at=datetime(quarter.year, 3 * quarter.number, 30, 9, tzinfo=SHANGHAI))
    rewritten(draft, earlier(dearer(draft.text), day), author, cast)
    commands.put_in_force(version=draft, seen=draft.digest, by=leader, now=cast.now)
    if code:
        assert refused(adopted, cast=cast, leader=leader, quarter=quarter) == code
        return
    adopted(cast, leader, quarter=quarter)
    assert rulebook_for(cast.hall, quarter).number == OWN
    assert sheet_of(cast.window(), quarter).score.total == 94


def test_the_shipped_one_scores_the_quarter_it_came_in(cast):
    assert rulebook_for(cast.hall, Quarter(2017, 4)).number == SHIPPED


def scored(**asked):
    code, out, err = score_command.run(json.dumps(ASKED | asked))
    assert (code, err) == (0, ""), err
    return json.loads(out)


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """A folder of rules with one more file beside the shipped one."""

    def put(number, text):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(SHIPPED_RULES, folder)
        (folder / "assessment" / f"{number}.toml").write_bytes(text.encode())
        monkeypatch.setenv("YICHUANG_RULES", str(folder))

    return put


def test_the_file_of_a_draft_stands_beside_the_shipped_one(draft, beside):
    """Unchanged it scores the same sheet, and each day has its version."""
    shipped = scored()
    assert (shipped["total"], shipped["passed"]) == ("85.6", True)
    beside(OWN, draft.text)
    assert scored(rulebook=OWN, period="2026-Q2") == shipped == scored()
    assert [rulebook_on(date(2026, *day)).number for day in ((3, 31), (4, 1))] == [SHIPPED, OWN]


def test_amended_its_file_scores_by_its_own_points(draft, beside):
    beside(OWN, dearer(draft.text))
    alone = {"findings": [{"rule": "5.2", "fact": "f3"}], "measures": {}}
    assert [scored(rulebook=one, **alone)["total"] for one in (SHIPPED, OWN)] == ["95.0", "94.0"]
