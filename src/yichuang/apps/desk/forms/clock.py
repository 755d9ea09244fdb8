"""What is typed about days outside the clock, and about due times worked out anew."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.models.clock import KINDS, OUTCOMES
from yichuang.apps.desk.clock_words import OUTCOME_WORDS, RECALCULATIONS
from yichuang.apps.desk.forms.fields import Words
from yichuang.rulebook.special_steps import load_step_kinds

NO_DAY = _("This is not a day. Write it as 2026-03-09.")


def day(label: Any, help_text: Any = "") -> forms.DateField:
    """A day that is typed or picked; whether it fits is judged by the command."""
    return forms.DateField(
        label=label, help_text=help_text, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DAY, "required": NO_DAY},
    )  # fmt: skip


class BeginStepForm(forms.Form):
    """A special step: its kind, ground and days (行政许可法第四十五条)."""

    kind = forms.ChoiceField(label=_("Kind of step"))
    basis = Words(label=_("Legal basis"), most=300, required=False,
                  help_text=_("Left empty, the basis of the kind stands; kinds without one need it here."))  # fmt: skip
    first_day = day(_("First day"))
    planned_last_day = day(_("Expected last day"), _("The citizen is told it in writing."))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = load_step_kinds(on).values()
        english = get_language() == "en"
        unnamed = _("name the basis")  # a text within an f-string is not collected
        self.fields["kind"].choices = [("", _("Choose")), *(
            (one.id, f"{one.english if english else one.name} · {one.basis or unnamed}") for one in kinds
        )]  # fmt: skip
        self.fields["first_day"].initial = self.fields["planned_last_day"].initial = on


class EndStepForm(forms.Form):
    last_day = day(_("Last day"), _("The first and the last day both stay outside the limit."))
    result = Words(label=_("What came of it"), most=300)


class SupplyForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What became of it"), widget=forms.RadioSelect, initial=OUTCOMES[0],
        choices=[(code, _(OUTCOME_WORDS[code])) for code in OUTCOMES],
        error_messages={"required": _("Say what became of the list.")},
    )  # fmt: skip
    day = day(_("On which day"))
    note = Words(label=_("Remark"), most=300, required=False, help_text=_("Needed when it is no longer waited for"))


class ProposeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What has changed"), widget=forms.RadioSelect, initial=KINDS[0],
        choices=[(code, _(RECALCULATIONS[code])) for code in KINDS],
        error_messages={"required": _("Say what has changed.")},
    )  # fmt: skip
    ground = Words(label=_("Notice or decision"), most=300, help_text=_("Title and number; citizens read it."))


class RejectForm(forms.Form):
    reason = Words(label=_("Reason"), most=300, rows=2)
