"""Forms: label above, help below, error beside, required in words; every input described and none lost."""

import re

import pytest
from django import forms

from yichuang.ui.styleguide import SampleForm

FORMS = "{% from 'ui/forms.html' import field, guard, plain_field, choice_cards, finder, error_summary with context %}"


@pytest.fixture
def form(show):
    return lambda source, **context: re.sub(r"\s+", " ", show(FORMS + source, **context)).strip()


def test_the_guard_carries_token_and_key(form):
    shown = form("{{ guard() }}")
    assert 'name="csrfmiddlewaretoken"' in shown
    assert re.search(r'name="submission_key" value="[0-9a-f-]{36}"', shown)


def test_a_field_ties_label_help_and_input(form):
    shown = form("{{ field(f.applicant) }}", f=SampleForm())
    assert '<label class="field-label" for="id_applicant">Applicant <span class="field-required">required' in shown
    assert 'aria-describedby="id_applicant-help"' in shown and 'id="id_applicant-help"' in shown
    assert "aria-invalid" not in shown


def test_a_refused_field_keeps_what_was_typed_and_says_why(form):
    class Short(forms.Form):
        name = forms.CharField(max_length=3, error_messages={"max_length": "At most three characters."})

    shown = form("{{ field(f.name) }}{{ error_summary(f) }}", f=Short({"name": "<abcd>"}))
    assert 'value="&lt;abcd&gt;"' in shown and 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_name-error"' in shown and 'id="id_name-error"' in shown
    assert '<a href="#id_name">Name</a>: At most three characters.' in shown
    assert "1 thing needs to be put right" in shown and 'role="alert" data-refused' in shown


def test_the_summary_tells_errors_of_the_whole_form_and_links_to_the_first_card(form):
    bound = SampleForm({})
    bound.add_error(None, "The two do not fit together.")
    shown = form("{{ error_summary(f) }}", f=bound)
    assert "<li>The two do not fit together.</li>" in shown and 'href="#id_channel_0"' in shown


def test_a_form_without_errors_has_no_summary(form):
    assert form("{{ error_summary(f) }}", f=SampleForm()) == ""


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("phone", ["may stay empty"]),
        ("window", ["<select", 'for="id_window"', 'class="input"']),
        ("channel", ["<fieldset", "<legend", 'for="id_channel_0"', "at the window"]),
        ("remark", ["<textarea", 'rows="3"']),
        ("agreed", ['type="checkbox"', 'for="id_agreed"']),
    ],
)
def test_each_kind_of_field(form, name, has):
    shown = form("{{ field(f[name]) }}", f=SampleForm(), name=name)
    assert [piece for piece in has if piece not in shown] == [], shown


@pytest.mark.parametrize("name", ["applicant", "window", "channel", "agreed"])
def test_each_kind_of_field_tells_its_error_to_a_screen_reader(form, name):
    shown = form("{{ field(f[name]) }}", f=SampleForm({}), name=name)
    assert f'aria-describedby="id_{name}' in shown and f'id="id_{name}-error"' in shown


def test_a_hidden_field_stays_hidden(form):
    class Hidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    shown = form("{{ field(f.token) }}", f=Hidden(initial={"token": "t"}))
    assert 'type="hidden"' in shown and "<label" not in shown


def test_every_label_of_the_sample_form_points_at_an_input(form):
    shown = form("{% for one in f %}{{ field(one) }}{% endfor %}", f=SampleForm({}))
    assert set(re.findall(r'for="([^"]+)"', shown)) <= set(re.findall(r'\bid="([^"]+)"', shown))


def test_a_plain_field_takes_value_help_errors_and_further_attributes(form):
    shown = form(
        "{{ plain_field('id', 'Identity number', value='\"1', help='18 characters', errors=['One digit is missing.'],"
        " required=true, extra={'inputmode': 'numeric', 'data-key': 'F9'}) }}"
    )
    for piece in (
        'value="&#34;1"',
        'aria-describedby="id_id-help id_id-error"',
        "One digit is missing.",
        'data-key="F9"',
    ):
        assert piece in shown


@pytest.mark.parametrize(("row", "legend"), [("true", "visually-hidden"), ("false", "field-label")])
def test_choice_cards_carry_keys_inside_their_own_scope(form, row, legend):
    shown = form(
        "{{ choice_cards('m1', 'Household book', [('present', 'present', '1'), ('missing', 'missing', '2')],"
        f" value='missing', row={row}) }}}}"
    )
    assert "data-key-scope" in shown and 'data-key="2"' in shown and f'<legend class="{legend}"' in shown
    assert re.findall(r'value="(\w+)" checked', shown) == ["missing"]


def test_choice_cards_choose_nothing_by_themselves(form):
    assert "checked" not in form("{{ choice_cards('grade', 'Rating', [('good', 'good'), ('bad', 'bad')]) }}")


def test_the_finder_is_a_plain_select_without_scripts(form):
    items = [
        {"value": "MZ-04", "label": "Allowance", "words": "db mz"},
        {"value": "MZ-05", "label": "Relief", "words": "lsjz"},
    ]
    shown = form("{{ finder('item', 'Service item', items, value='MZ-05') }}", items=items)
    assert '<select class="input" id="id_item" name="item" data-finder' in shown
    assert 'data-keys="db mz"' in shown
    assert re.findall(r'value="(\S*)" data-keys="lsjz" data-note="" selected', shown) == ["MZ-05"]
