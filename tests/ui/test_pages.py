"""Whole pages: every template compiles, every face stands without context, every error page says what to do."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from yichuang.ui.styleguide import context
from yichuang.ui.views import HTTPStatus, choose_language, choose_large_type, error_page

PACKAGE = Path(__file__).resolve().parents[2] / "src/yichuang"
FACES = ("staff", "public", "kiosk", "display", "print")
ERRORS = (400, 403, 404, 409, 413, 429, 500)


@pytest.mark.parametrize("name", sorted(path.name for path in (PACKAGE / "ui/templates/ui").glob("*.html")))
def test_every_template_compiles(name):
    engines["jinja2"].env.get_template(f"ui/{name}")


@pytest.mark.parametrize("face", FACES)
def test_a_face_stands_without_any_context(show, face):
    page = show("{% extends layout(face) %}{% block page %}<h1>x</h1>{% endblock %}", face=face)
    assert page.startswith("<!doctype html>") and '<html lang="en"' in page
    for must in ('href="#main"', '<main id="main"', 'role="status"', f"ui/{'sheet' if face == 'print' else face}.css"):
        assert must in page


def test_the_staff_bar_tells_place_person_and_ways(show):
    page = show("{% extends layout('staff') %}", **context())
    for must in (
        "三号窗口 民政救济",
        "张样例 (A)",
        'aria-current="page">窗口',
        'data-key="Control+k"',
        "data-clears-drafts",
    ):
        assert must in page


def test_the_public_foot_carries_both_hotlines_and_the_hours(show):
    page = show("{% extends layout('public') %}", **context())
    assert page.count('href="tel:') == 2 and 'href="tel:00000000001"' in page
    assert "09:00–12:00" in page


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_page_says_what_happened_and_what_to_do(status):
    answer = error_page(None, HTTPStatus(status), why="The <form> was too old.")
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<p class="error-code">{status}</p>' in page and "The &lt;form&gt; was too old." in page
    remedy = re.search(r"</h1>.*?<p>(.+?)</p>\s*<p><a", page, re.S)
    assert remedy and len(remedy[1]) > 20
    assert len(re.findall(r"<h1>(.+?)</h1>", page)) == 1


@pytest.mark.parametrize("code", ["zh-hans", "zh-hant"])
@pytest.mark.parametrize("status", ERRORS)
def test_error_pages_speak_chinese(status, code):
    with translation.override(code):
        page = render_to_string(f"ui/{status}.html")
    words = re.sub(r"<[^>]+>", " ", page.split('<main id="main" class="main" tabindex="-1">')[1].split("</main>")[0])
    assert re.search("[\u4e00-\u9fff]{4}", words)
    assert re.findall(r"\b(?!MB\b)[A-Za-z]{2,}\b", words) == []


@pytest.mark.parametrize("bound", [False, True])
@pytest.mark.parametrize("face", ["staff", "public"])
def test_the_style_guide_shows_every_part_with_unique_ids(show, face, bound):
    page = show("{% extends 'ui/styleguide.html' %}", **{**context(bound), "face": face})
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 20
    assert set(re.findall(r'aria-(?:labelledby|describedby|controls)="([^" ]+)', page)) <= set(ids)
    macros = re.findall(
        r"macro ([a-z]\w+)",
        "".join((PACKAGE / f"ui/templates/ui/{name}.html").read_text() for name in ("parts", "lists", "forms")),
    )
    source = (PACKAGE / "ui/templates/ui/styleguide.html").read_text() + "icon key_hint submission_key"
    assert [name for name in macros if not re.search(rf"\b{name}\b", source)] == []


@pytest.mark.parametrize(
    ("data", "cookie", "place"),
    [
        ({"language": "en", "next": "/a?b=1"}, "en", "/a?b=1"),
        ({"language": "zh-hant", "next": "https://elsewhere.example/"}, "zh-hant", "/"),
        ({"language": "zh-hant", "next": "//elsewhere.example/"}, "zh-hant", "/"),
        ({"language": "xx"}, None, "/"),
        ({}, None, "/"),
    ],
)
def test_choosing_a_language(data, cookie, place):
    answer = choose_language(RequestFactory().post("/", data))
    assert (answer.status_code, answer.headers["Location"]) == (302, place)
    kept = answer.cookies.get("django_language")
    assert (kept.value if kept else None) == cookie


@pytest.mark.parametrize(("large", "kept"), [("1", "1"), ("0", "0"), ("x", "0")])
def test_choosing_large_type(large, kept):
    answer = choose_large_type(RequestFactory().post("/", {"large": large, "next": "/"}))
    assert answer.cookies["large_type"].value == kept


@pytest.mark.parametrize("view", [choose_language, choose_large_type])
def test_a_choice_is_not_made_by_following_a_link(view):
    assert view(RequestFactory().get("/", {"language": "en", "large": "1"})).status_code == 405
