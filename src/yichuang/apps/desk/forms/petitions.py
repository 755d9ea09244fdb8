"""What is typed about a petition: the visitor, the assessment, the decision, what disturbed the hall."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.commands import Assessment, Verdict, Visitor
from yichuang.apps.desk.forms.fields import Typed, Words
from yichuang.apps.organization.models import Department, Hall
from yichuang.apps.organization.queries import departments_of
from yichuang.core.lifecycle import Action
from yichuang.rulebook.petitions import petition_classes, petition_classes_on

DECISIONS = {"accept": _("It is accepted"), "refuse": _("It is not accepted, in writing")}
VERDICTS = {"yes": _("It is so: the department gave the cause"), "no": _("It is not so")}
PEOPLE = _("The people are a whole number from 1 on. Write it in digits.")


def class_words() -> dict[str, str]:
    """What the classes of petitions are called, also those no longer given."""
    english = get_language() == "en"
    return {one.code: one.english if english else one.name for one in petition_classes()}


class AssessmentForm(forms.Form):
    """Class, first assessment and the department that answers; what is left open keeps the petition waiting."""

    category = forms.ChoiceField(
        label=_("Class of petition"), required=False,
        error_messages={"invalid_choice": _("There is no such class of petitions.")},
    )  # fmt: skip
    assessment = Words(label=_("First assessment"), most=500, rows=2, required=False,
                       help_text=_("Whose matter it is, and what is done next"))  # fmt: skip
    department = forms.ModelChoiceField(
        label=_("Department that answers"), queryset=Department.objects.none(), required=False,
        empty_label=_("Choose"),
        error_messages={"invalid_choice": _("This department belongs to another hall. Choose another one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        names = class_words()
        given = [(one.code, names[one.code]) for one in petition_classes_on(today)]
        self.fields["category"].choices = [("", _("Choose")), *given]
        self.fields["department"].queryset = departments_of(hall)

    def given(self) -> Assessment:
        typed = self.cleaned_data
        return Assessment(typed["category"], typed["assessment"], typed["department"])


class PetitionForm(AssessmentForm):
    """A petition as it comes in: only the matter is needed, everything else as far as the visitor says it."""

    matter = Words(label=_("What the visitor says"), most=1000, rows=4)
    name = Typed(label=_("Name"), required=False, help_text=_("May be kept back"))
    identity = Typed(label=_("Identity number"), required=False)
    phone = Typed(label=_("Telephone"), required=False, help_text=_("With it the visitor can look the progress up"))
    organisation = Words(label=_("Organisation"), most=100, required=False)
    people = forms.IntegerField(
        label=_("How many have come"), min_value=1, max_value=9999, initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), PEOPLE),
    )  # fmt: skip
    disturbance = Words(label=_("What disturbed the order of the hall"), most=300, rows=2, required=False,
                        help_text=_("Leave empty if nothing did. The assessor verifies it."))  # fmt: skip

    def visitor(self) -> Visitor:
        named = ("matter", "name", "identity", "phone", "organisation", "people", "disturbance")
        return Visitor(**{name: self.cleaned_data[name] for name in named})


class DecidePetitionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=list(DECISIONS.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is accepted.")},
    )  # fmt: skip
    reason = Words(label=_("Reason, if it is not accepted"), most=500, rows=2, required=False)
    ground = Words(label=_("Legal ground"), most=300, required=False, help_text=_("Law or rule with its article"))
    remedy = Words(label=_("What the citizen can do"), most=300, required=False)

    def verdict(self) -> Verdict:
        typed = self.cleaned_data
        return Verdict(Action(typed["decision"]), reason=typed["reason"], ground=typed["ground"],
                       remedy=typed["remedy"])  # fmt: skip


class DisturbanceForm(forms.Form):
    disturbance = Words(label=_("What disturbed the order of the hall"), most=300, rows=2)


class VerifyForm(forms.Form):
    verified = forms.ChoiceField(
        label=_("What the assessor found"), choices=list(VERDICTS.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was found.")},
    )  # fmt: skip
    note = Words(label=_("On what it rests"), most=300, rows=2)
