"""The texts of a draft compared and taken back, and the list of rulebooks narrowed, sorted and as a file."""

import io

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from tests.apps.assessments.test_rulebooks import OWN, SHIPPED, dearer
from yichuang.apps.assessments import commands


def begin(cast, number=OWN, **more):
    given = {"hall": cast.hall, "based_on": SHIPPED, "by": cast.person("assessor"), "now": cast.now}
    return commands.draft(number=number, **given | more)


@pytest.fixture
def draft(cast):
    made = begin(cast)
    for text in (dearer(made.text), "x = ["):
        commands.rewrite(version=made, text=text, seen=made.digest, by=made.author, now=cast.now)
    return made


def texts(client, draft, **asked):
    return client.get(reverse("desk:rulebook_texts", args=[draft.pk]), asked)


def test_the_last_two_texts_are_compared(signed_in, draft):
    page = texts(signed_in("leader.charge"), draft).content.decode()
    assert "第3稿与第2稿的不同" in page and "+ x = [</ins>" in page and "恢复为此稿" not in page


def test_any_two_texts_are_compared_rule_by_rule_and_line_by_line(signed_in, draft):
    page = texts(signed_in("assessor"), draft, before="1", after="2").content.decode()
    assert "第2稿与第1稿的不同" in page and 'class="nowrap">条 5.2</th>' in page
    assert page.count("<del>") == page.count("<ins>") == 1 and "每件扣6分" in page
    assert "两稿相同" in texts(signed_in("assessor"), draft, before="2", after="2").content.decode()


@pytest.mark.parametrize("asked", [{"before": "9"}, {"after": "4"}, {"before": "1" * 40}])
def test_texts_that_are_none(signed_in, draft, asked):
    assert texts(signed_in("assessor"), draft, **asked).status_code == 404


@pytest.mark.parametrize("asked", [{"before": "x", "after": "-1"}, {"before": "²"}, {"before": "0"}])
def test_what_cannot_be_asked_for_shows_the_last_two(signed_in, draft, asked):
    assert "第3稿与第2稿的不同" in texts(signed_in("assessor"), draft, **asked).content.decode()


def test_its_author_takes_it_back(signed_in, draft):
    client, address = signed_in("assessor"), reverse("desk:rulebook_take_back", args=[draft.pk, 1])
    assert texts(client, draft).content.decode().count("恢复为此稿</button>") == 2
    page = client.post(address, {"seen": "stale"}, follow=True).content.decode()
    assert "打开本页后草稿已有变动" in page and draft.texts.count() == 3
    page = client.post(address, {"seen": draft.digest}, follow=True).content.decode()
    draft.refresh_from_db()
    assert "草稿已恢复为第1稿" in page and draft.text == draft.texts.get(number=1).text and draft.texts.count() == 4


def test_texts_of_a_draft_are_nobody_elses(signed_in, draft):
    assert texts(signed_in("minzheng.a"), draft).status_code == 403


@pytest.fixture
def three(cast, draft):
    """A draft with defects, one discarded, one in force."""
    gone, forced = begin(cast, "wan-2026-13"), begin(cast, "wan-2026-14")
    commands.discard(version=gone, by=gone.author, now=cast.now)
    commands.put_in_force(version=forced, seen=forced.digest, by=cast.person("leader.charge"), now=cast.now)


def numbers(rows):
    return [row[0] for row in rows[1:]]


def sheet(client, **asked):
    answer = client.get(reverse("desk:rulebooks_xlsx"), asked)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return book.get_sheet_by_index(0).to_python()


ALL = ["wan-2026-14", "wan-2026-13", OWN]


@pytest.mark.parametrize("who, asked, found", [
    ("assessor", {}, ALL), ("assessor", {"show": "draft"}, [OWN]), ("assessor", {"show": "in_force"}, ["wan-2026-14"]),
    ("assessor", {"show": "discarded"}, ["wan-2026-13"]), ("assessor", {"show": "none"}, ALL),
    ("assessor", {"order": "oldest"}, ALL[::-1]), ("assessor", {"order": "written_oldest"}, ALL[::-1]),
    ("minzheng.a", {}, ["wan-2026-14"]), ("minzheng.a", {"show": "draft"}, ["wan-2026-14"]),
])  # fmt: skip
def test_the_list_is_narrowed_and_sorted_on_the_page_and_in_the_file(signed_in, three, who, asked, found):
    client = signed_in(who)
    rows = sheet(client, **asked)
    assert numbers(rows) == found and len(rows[0]) == 8
    page = client.get(reverse("desk:rulebooks"), asked).content.decode()
    places = [page.index(f">{number}</a></th>") for number in found]
    assert places == sorted(places)
    assert all(f">{number}</a></th>" not in page for number in set(ALL) - set(found))
    assert ('class="chip"' in page) == (who == "assessor")


def test_a_state_nothing_is_in_says_so(signed_in, draft):
    page = signed_in("assessor").get(reverse("desk:rulebooks"), {"show": "in_force"}).content.decode()
    assert "没有这种状态的考核办法" in page


def test_the_list_takes_few_queries(signed_in, three, django_assert_max_num_queries):
    client = signed_in("assessor")
    client.get(reverse("desk:rulebooks"))
    with django_assert_max_num_queries(14):
        client.get(reverse("desk:rulebooks"), {"show": "draft"})
