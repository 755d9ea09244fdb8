"""Filters, languages and what a template may ask about its page."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.urls import NoReverseMatch
from django.utils import translation

from yichuang.ui import filters

LATE_EVENING = datetime(2026, 11, 22, 16, 5, 59, tzinfo=UTC)  # 00:05:59 on Monday the 23rd in Shanghai


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("local", LATE_EVENING, "2026-11-23 00:05"),
        ("local", None, ""),
        ("local_date", LATE_EVENING, "2026-11-23"),
        ("local_date", date(2026, 1, 2), "2026-01-02"),
        ("local_date", None, ""),
        ("local_time", LATE_EVENING, "00:05"),
        ("chinese_date", LATE_EVENING, "2026年11月23日"),
        ("chinese_date", date(2026, 1, 2), "2026年1月2日"),
        ("chinese_date", None, ""),
        ("yuan", 0, "¥0.00"),
        ("yuan", 5, "¥0.05"),
        ("yuan", 123450, "¥1,234.50"),
        ("yuan", -199, "-¥1.99"),
        ("yuan", None, ""),
        ("clock", 0, "00:00"),
        ("clock", 370, "06:10"),
        ("clock", 3599, "59:59"),
        ("clock", 3970, "1:06:10"),
        ("clock", None, ""),
        ("or_none_yet", "", "none yet"),
        ("or_none_yet", 0, 0),
    ],
)
def test_filters_show(name, value, shown):
    assert filters.FILTERS[name](value) == shown


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        filters.local(datetime(2026, 11, 23, 9, 0))


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "甲。乙。"), ("zh-hant", "甲。乙。"), ("en", "甲。 乙。")])
def test_chinese_sentences_stand_without_a_space_between(language, shown):
    with translation.override(language):
        assert filters.sentences(["甲。", "", "乙。"]) == shown


@pytest.mark.parametrize("amount", [12.5, True, "12"])
def test_money_is_whole_fen(amount):
    with pytest.raises(TypeError, match="fen"):
        filters.yuan(amount)


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_one_template_gives_page_and_fragment(show, headers, fragment):
    page = show("{% extends layout('public') %}{% block page %}<b>here</b>{% endblock %}", headers)
    assert "<b>here</b>" in page
    assert ("<html" not in page) is fragment
    assert ('hx-swap-oob="true"' in page) is fragment


def test_an_unknown_face_is_refused(show):
    with pytest.raises(ValueError, match="no face 'stuff'"):
        show("{% extends layout('stuff') %}")


def test_what_was_typed_is_escaped_but_texts_are_not(show):
    assert show("{{ typed }}", typed="<script>") == "&lt;script&gt;"
    assert show("{{ _('Hello %(name)s', name=typed) }}", typed="<b>") == "Hello &lt;b&gt;"


@pytest.mark.parametrize(("code", "text"), [("zh-hans", "请确认"), ("zh-hant", "請確認"), ("en", "Please confirm")])
def test_the_language_is_the_reader_s_when_the_page_is_rendered(show, code, text):
    with translation.override(code):
        assert show("{{ _('Please confirm') }} {{ current_language() }}") == f"{text} {code}"


def test_a_route_that_this_face_does_not_serve_is_empty_and_a_wrong_url_is_loud(show):
    assert show("{{ route('desk:nowhere') }}|{{ route('choose_language') }}") == "|/language/"
    with pytest.raises(NoReverseMatch):
        show("{{ url('desk:nowhere') }}")


@pytest.mark.parametrize(("cookies", "large"), [("", False), ("large_type=0", False), ("large_type=1", True)])
def test_large_type_is_a_choice_of_the_reader(show, cookies, large):
    page = show("{% extends 'ui/public_base.html' %}", cookies=cookies)
    assert ('class="large-type"' in page) is large
    assert f'aria-pressed="{str(large).lower()}"' in page


def test_submission_keys_differ_unless_the_form_is_shown_again(show):
    source = "{% from 'ui/forms.html' import submission_key with context %}{{ submission_key(key) }}"
    assert show(source, key="") != show(source, key="")
    assert 'value="abc"' in show(source, key="abc")


def test_htmx_may_neither_run_scripts_nor_leave_pages_in_storage():
    config = engines["jinja2"].env.globals["htmx_config"]()
    for setting in ('"allowEval": false', '"allowScriptTags": false', '"historyCacheSize": 0'):
        assert setting in config
