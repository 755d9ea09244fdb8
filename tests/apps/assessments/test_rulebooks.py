"""Rulebooks written in the hall: drafted, rewritten, put in force by a second person, adopted from a quarter."""

import pytest
from django.db import DatabaseError, transaction

from tests.apps.assessments.sheet_cast import NEXT_DAY, OVER, Q1, a_finding
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import Adoption, RulebookVersion
from yichuang.apps.assessments.rulebooks import defects_of, known_rulebook, rulebook_for, rulebooks_known, text_of
from yichuang.apps.assessments.scoring import sheet_of
from yichuang.apps.audit import Refused
from yichuang.core.assessment import Quarter
from yichuang.rulebook.errors import RulebookError

SHIPPED, OWN = "wan-2017-49", "wan-2026-12"
Q2 = Quarter(2026, 2)


def dearer(text):
    """Rule 5.2 at 6 points instead of 5."""
    return text.replace('text = "超过承诺时限的，每件扣5分", unit = "item", points = "5"',
                        'text = "超过承诺时限的，每件扣6分", unit = "item", points = "6"')  # fmt: skip


def earlier(text, day="2025-12-31"):
    """From the last day of 2025 on, instead of the first of the second quarter of 2026."""
    assert "effective = 2026-04-01\n" in text
    return text.replace("effective = 2026-04-01\n", f"effective = {day}\n")


@pytest.fixture
def author(cast):
    return cast.person("assessor")


@pytest.fixture
def leader(cast):
    return cast.person("leader.charge")


@pytest.fixture
def draft(cast, author):
    return commands.draft(hall=cast.hall, number=OWN, based_on=SHIPPED, by=author, now=cast.now)


@pytest.fixture
def own(cast, author, leader, draft):
    """The amended rulebook, in force."""
    commands.rewrite(version=draft, text=earlier(dearer(draft.text)), seen=draft.digest, by=author, now=cast.now)
    return commands.put_in_force(version=draft, seen=draft.digest, by=leader, now=cast.now)


def adopted(cast, leader, **given):
    wanted = {"hall": cast.hall, "number": OWN, "quarter": Q1, "document": "样例决定", "by": leader, "now": cast.now}
    return commands.adopt(**wanted | given)


def refused(run, **given):
    with pytest.raises(Refused) as caught:
        run(**given)
    return caught.value.refusal.code


def test_a_draft_is_the_text_it_is_based_on_under_its_own_number(cast, draft):
    based = text_of(cast.hall, SHIPPED).replace(f'"{SHIPPED}"', f'"{OWN}"', 1)
    assert draft.text == based.replace("effective = 2017-12-01", "effective = 2026-04-01")
    assert (draft.state, defects_of(draft)) == ("draft", [])
    assert OWN not in rulebooks_known(cast.hall)
    with pytest.raises(RulebookError):
        known_rulebook(cast.hall, OWN)


@pytest.mark.parametrize("number, code", [
    (SHIPPED, "number_taken"), ("", "number_wrong"), ("Wan 2026", "number_wrong"), ("a--b", "number_wrong"),
    ("a" * 41, "number_wrong"), ("万政办", "number_wrong"), (OWN, "number_taken"),
])  # fmt: skip
def test_numbers_that_are_none_or_taken(cast, author, draft, number, code):
    assert refused(commands.draft, hall=cast.hall, number=number, based_on=SHIPPED, by=author, now=cast.now) == code


def test_a_base_must_be_known(cast, author, draft):
    given = {"hall": cast.hall, "number": "other", "by": author, "now": cast.now}
    assert refused(commands.draft, based_on=OWN, **given) == "unknown_rulebook"


@pytest.mark.parametrize(
    "text, code", [("", "words_missing"), ("a\x00", "not_storable"), ("a" * 60_001, "not_storable")]
)
def test_what_cannot_be_stored(cast, author, draft, text, code):
    assert refused(commands.rewrite, version=draft, text=text, seen=draft.digest, by=author, now=cast.now) == code


@pytest.mark.parametrize("spoil, said", [
    (("= ", "=", 10_000), ""), (('base = "15"', 'base = "16"', 1), "bases of 101"),
    (('unit = "person_time"', 'unit = "dozen"', 1), "unit"), ((f'"{OWN}"', '"another"', 1), "number"),
    (('id = "1.2b"', 'id = "1.4"', 1), "gap"), (("sections", "sections ]", 1), "TOML"),
    (('source = "D2.0.1', 'halls = ["elsewhere"]\nsource = "D2.0.1', 1), "halls"),
])  # fmt: skip
def test_a_draft_with_defects_is_kept_and_not_put_in_force(cast, author, leader, draft, spoil, said):
    text = draft.text.replace(*spoil)
    commands.rewrite(version=draft, text=text, seen=draft.digest, by=author, now=cast.now)
    assert RulebookVersion.objects.get().text == text
    found = " ".join(map(str, defects_of(draft)))
    assert (said in found) if said else found == ""
    given = {"version": draft, "seen": draft.digest, "by": leader, "now": cast.now}
    if said:
        assert refused(commands.put_in_force, **given) == "has_defects"


def test_two_people_at_once_do_not_overwrite_each_other(cast, author, leader, draft):
    seen = draft.digest
    commands.rewrite(version=draft, text=dearer(draft.text), seen=seen, by=author, now=cast.now)
    given = {"version": draft, "seen": seen, "now": cast.now}
    assert refused(commands.rewrite, text="x = 1", by=author, **given) == "changed_meanwhile"
    assert refused(commands.put_in_force, by=leader, **given) == "changed_meanwhile"


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.head", "office.b", "leader.charge", "leader.principal"])
def test_only_its_author_writes(cast, draft, who):
    person = cast.person(who)
    given = {"by": person, "now": cast.now}
    assert refused(commands.rewrite, version=draft, text="x = 1", seen=draft.digest, **given) == "not_yours"
    assert refused(commands.discard, version=draft, **given) == "not_yours"
    assert refused(commands.draft, hall=cast.hall, number="other", based_on=SHIPPED, **given) == "not_yours"


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.head", "assessor", "leader.principal"])
def test_only_who_decides_puts_in_force_and_adopts(cast, draft, who):
    person = cast.person(who)
    assert refused(commands.put_in_force, version=draft, seen=draft.digest, by=person, now=cast.now) == "not_yours"
    assert refused(adopted, cast=cast, leader=person) == "not_yours"


def test_nobody_puts_his_own_draft_in_force(cast, author, draft):
    author.roles = "FG,INSP"
    author.save()
    both = cast.person("assessor")
    assert refused(commands.put_in_force, version=draft, seen=draft.digest, by=both, now=cast.now) == "same_person"


def test_in_force_it_never_changes(cast, author, own):
    assert (own.state, own.second.username) == ("in_force", "leader.charge")
    given = {"version": own, "by": author, "now": cast.now}
    assert refused(commands.rewrite, text="x = 1", seen=own.digest, **given) == "changed_meanwhile"
    assert refused(commands.discard, **given) == "changed_meanwhile"
    for change in ({"text": "x"}, {"state": "draft", "second": None, "settled_at": None}, {"number": "other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RulebookVersion.objects.filter(pk=own.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        own.delete()


def test_a_discarded_number_is_free_again(cast, author, draft):
    commands.discard(version=draft, by=author, now=cast.now)
    again = commands.draft(hall=cast.hall, number=OWN, based_on=SHIPPED, by=author, now=cast.now, text="x = 1")
    assert (again.text, RulebookVersion.objects.count()) == ("x = 1", 2)
    assert {"x", "number", "sections", "effective"} <= {one.key for one in defects_of(again)}


def test_an_adopted_rulebook_scores_from_its_quarter_on(cast, leader, own):
    a_finding(cast, "5.2")
    assert sheet_of(cast.window(), Q1).score.total == 95
    adopted(cast, leader)
    assert sheet_of(cast.window(), Q1).score.total == 94
    assert rulebook_for(cast.hall, Quarter(2025, 4)).number == SHIPPED
    assert rulebook_for(cast.hall, Q2).number == OWN
    adopted(cast, leader, number=SHIPPED, quarter=Q2)
    assert [rulebook_for(cast.hall, one).number for one in (Q1, Q2)] == [OWN, SHIPPED]
    adopted(cast, leader, number=SHIPPED)
    assert rulebook_for(cast.hall, Q1).number == SHIPPED


def test_a_quarter_keeps_the_rulebook_it_was_scored_with(cast, author, leader, own):
    a_finding(cast, "5.2")
    sheet = commands.finalise(hall=cast.hall, quarter=Q1, windows=[cast.window()], by=author, now=NEXT_DAY)[0]
    for quarter in (Quarter(2025, 4), Q1):
        assert refused(adopted, cast=cast, leader=leader, quarter=quarter) == "finalised_already"
    adopted(cast, leader, quarter=Q2)
    a_finding(cast, "5.2")
    again = commands.rescore(sheet=sheet, why="次数更正", by=author, now=OVER)
    assert (again.rulebook, again.total) == (SHIPPED, "90.0")


def test_a_re_score_uses_a_rulebook_of_the_hall(cast, author, leader, own):
    a_finding(cast, "5.2")
    adopted(cast, leader)
    sheet = commands.finalise(hall=cast.hall, quarter=Q1, windows=[cast.window()], by=author, now=NEXT_DAY)[0]
    a_finding(cast, "5.2")
    again = commands.rescore(sheet=sheet, why="次数更正", by=author, now=OVER)
    assert (again.rulebook, again.rulebook_digest, again.total) == (OWN, own.digest, "88.0")


@pytest.mark.parametrize("given, code", [
    ({"number": SHIPPED}, "nothing_changed"), ({"number": "none"}, "unknown_rulebook"),
    ({"quarter": Quarter(2017, 3)}, "not_effective"), ({"document": " "}, "words_missing"),
])  # fmt: skip
def test_what_cannot_be_adopted(cast, leader, own, given, code):
    assert refused(adopted, cast=cast, leader=leader, **given) == code
    assert not Adoption.objects.exists()


def test_a_draft_cannot_be_adopted(cast, leader, draft):
    assert refused(adopted, cast=cast, leader=leader) == "unknown_rulebook"


def test_adoptions_are_append_only(cast, leader, own):
    made = adopted(cast, leader)
    with pytest.raises(DatabaseError), transaction.atomic():
        Adoption.objects.filter(pk=made.pk).update(number=SHIPPED)


def test_a_finding_that_does_not_fit_holds_an_adoption_back(cast, author, leader, draft):
    """Without the rule of a standing finding no sheet of the quarter could be made (D2.0.2)."""
    a_finding(cast, "2.4", happened_at=cast.now)
    text = "\n".join(line for line in earlier(draft.text).split("\n") if '{ id = "2.4"' not in line)
    commands.rewrite(version=draft, text=text, seen=draft.digest, by=author, now=cast.now)
    commands.put_in_force(version=draft, seen=draft.digest, by=leader, now=cast.now)
    assert refused(adopted, cast=cast, leader=leader) == "finding_unfit" and not Adoption.objects.exists()
    assert adopted(cast, leader, quarter=Q2).from_day == Q2.first


def test_a_rulebook_of_other_halls_is_not_known_here(cast, monkeypatch):
    from dataclasses import replace

    from yichuang.apps.assessments import rulebooks

    theirs = replace(rulebooks.on_file(SHIPPED), halls=frozenset({"elsewhere"}))
    monkeypatch.setattr(rulebooks, "all_rulebooks", lambda: {SHIPPED: theirs})
    with pytest.raises(RulebookError):
        known_rulebook(cast.hall, SHIPPED)
    monkeypatch.setattr(rulebooks, "all_rulebooks", dict)
    with pytest.raises(RulebookError):
        rulebooks.on_file(SHIPPED)
