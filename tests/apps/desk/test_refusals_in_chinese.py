"""What the core refuses reaches Chinese pages in Chinese: no page shows two English words in a row."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from tests.apps.assessments.sheet_cast import NEXT_DAY, OVER, Q1, a_finding, rated
from tests.apps.assessments.test_replay import SHIPPED, amended
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.rulebooks import known_rulebook
from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import sentence
from yichuang.core.assessment import AssessmentError, Readings
from yichuang.core.sentences import N_, Sentence
from yichuang.rulebook.errors import RulebookError
from yichuang.ui.wording import say

pytestmark = pytest.mark.django_db
LATIN = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
HIDDEN = re.compile(r"<(script|style|head|svg)\b.*?</\1>", re.S)
QUARTER, MONTH = {"quarter": "2026-Q1"}, {"month": "2026-03"}


def words_of(answer):
    """What a person sees of a page."""
    return unescape(re.sub(r"<[^>]+>", " ", HIDDEN.sub("", answer.content.decode())))


def in_chinese(told):
    return not LATIN.search(told) and re.search("[\u4e00-\u9fff]", told)


@pytest.fixture(autouse=True)
def later(at):
    at(OVER)
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def unfit(cast):
    """A finding that no sheet can be made with, as the records of another time may hold one."""
    rated(cast, 5, 1)
    a_finding(cast, "3.6", points=Decimal(9), reason="样例", verified=True)


@pytest.mark.parametrize("page, asked, said", [
    ("sheets", QUARTER, "考核表无法生成"), ("contest", MONTH, "本月无法排名"), ("replay", QUARTER, "不能这样试算"),
])  # fmt: skip
def test_a_page_says_what_cannot_be_scored(signed_in, unfit, page, asked, said):
    shown = words_of(signed_in("assessor").get(reverse(f"desk:{page}"), asked, follow=True))
    assert said in shown and "第3.6条每次分值须为3.0至5.0，现为9.0" in shown
    assert LATIN.findall(shown) == []


def test_the_replay_says_what_the_other_rulebook_does_not_take(cast, signed_in, monkeypatch):
    rated(cast, 5, 1)
    a_finding(cast, "3.6", points=Decimal(5), reason="样例", verified=True)
    book = amended(('points = ["3", "5"]', 'points = ["1", "2"]'))
    monkeypatch.setattr("yichuang.apps.desk.views.replay.rulebooks_known", lambda hall: {SHIPPED: book})
    shown = words_of(signed_in("assessor").get(reverse("desk:replay"), QUARTER | {"rulebook": SHIPPED}))
    assert "第3.6条每次分值须为1.0至2.0，现为5.0" in shown and LATIN.findall(shown) == []


@pytest.mark.parametrize("spoil", [
    ("sections", "sections ]"), ('unit = "person_time"', 'unit = "dozen"'), ('base = "15"', "base = 15"),
    ('id = "1.2b"', 'id = "1.4"'), ('name = "score.dedupe", value = true', 'name = "score.dedupe", value = "x"'),
], ids=str)  # fmt: skip
def test_a_draft_names_its_defects(cast, signed_in, spoil):
    assessor, leader = cast.person("assessor"), cast.person("leader.charge")
    draft = commands.draft(hall=cast.hall, number="wan-2026-1", based_on=SHIPPED, by=assessor, now=OVER)
    text = draft.text.replace(*spoil, 1)
    assert text != draft.text
    commands.rewrite(version=draft, text=text, seen=draft.digest, by=assessor, now=OVER)
    listed = signed_in("assessor").get(reverse("desk:rulebook_version", args=[draft.pk])).content.decode()
    listed = re.sub("<code.*?</code>", "", re.search('<ul class="defects">.*?</ul>', listed, re.S)[0])
    assert in_chinese(unescape(re.sub("<[^>]+>", " ", listed)))
    with pytest.raises(Refused) as caught:
        commands.put_in_force(version=draft, seen=draft.digest, by=leader, now=OVER)
    assert in_chinese(sentence(caught.value.refusal))


def test_an_act_that_cannot_be_scored_is_refused_in_chinese(cast, unfit):
    given = {"hall": cast.hall, "quarter": Q1, "windows": [cast.window("w3")], "by": cast.person("assessor")}
    with pytest.raises(Refused) as caught:
        commands.finalise(**given, now=NEXT_DAY)
    told = sentence(caught.value.refusal)
    assert "第3.6条" in told and in_chinese(told)


def test_a_rulebook_that_is_gone_is_told_in_chinese(cast):
    with pytest.raises(RulebookError) as caught:
        known_rulebook(cast.hall, "none-such")
    assert in_chinese(say(caught.value.sentence)) and "no such rulebook is known" in str(caught.value)


@pytest.mark.parametrize("settings", [{"score.step": "up"}, {"rating.min_sample": 0}, {"x": 1}], ids=str)
def test_a_reading_that_is_none_is_told_in_chinese(settings):
    with pytest.raises(AssessmentError) as caught:
        Readings().but(settings)
    assert in_chinese(re.sub(r"[a-z]+[._][a-z_]+", "", say(caught.value.sentence)))


def test_sentences_within_a_sentence_and_lists_are_translated_too():
    inner = Sentence(N_("finding %(place)s: %(problem)s"), {"place": 2, "problem": Sentence(N_("no points"))})
    assert say(inner) == "第2项考核记录：未填分值" and str(inner) == "finding 2: no points"
    listed = Sentence(N_("Choose from: %(known)s"), {"known": (Sentence(N_("county")), Sentence(N_("city")))})
    assert say(listed) == "请从中选择：县级、市级" and str(listed) == "Choose from: county, city"
