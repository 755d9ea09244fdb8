"""What is typed about a joint case. Choices are those of this hall and this case; the commands judge the rest."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.commands import Place
from yichuang.apps.cases.models import Case, JointPart
from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.joint import HOWS
from yichuang.apps.organization.queries import departments_of, windows_of

FROM_THE_LIST = {"invalid_choice": _("Choose from the list."), "required": _("Choose from the list.")}
# Printed as it stands, so in the language of the paper whatever the clerk reads.
TOLD = "上列单位同时办理，您不必逐个单位往返。"


def places_for(case: Case) -> dict[str, Place]:
    """Who may take part, by code: every other department of the hall, by itself or through one of its windows."""
    departments = [one for one in departments_of(case.hall) if one.pk != case.item.department_id]
    windows = list(windows_of(case.hall))
    found: dict[str, Place] = {}
    for one in departments:
        found[one.code] = Place(one)
        found |= {f"{one.code}/{w.code}": Place(one, w) for w in windows if w.department_id == one.pk}
    return found


def _label(place: Place) -> str:
    return f"{place.department} · {place.window}" if place.window else str(place.department)


class PlacesForm(forms.Form):
    """The departments that take part; `chosen` gives them as the command takes them."""

    places = forms.MultipleChoiceField(
        label=_("Departments that take part"), widget=forms.CheckboxSelectMultiple, error_messages=FROM_THE_LIST
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self._places = places_for(case)
        self.fields["places"].choices = [(code, _label(one)) for code, one in self._places.items()]

    @property
    def chosen(self) -> list[Place]:
        return [self._places[code] for code in self.cleaned_data["places"]]


class ConfirmForm(forms.Form):
    """An act that needs nothing but the press of its button."""


class ExplainForm(forms.Form):
    explanation = text(_("What the citizen was told besides"), 500, help_text=_("Printed on the notice"))

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"explanation": TOLD})
        super().__init__(*args, **options)


class PartForm(forms.Form):
    """An act on one of several parts; with a single one it is chosen already."""

    part = forms.ChoiceField(label=_("Department"), error_messages=FROM_THE_LIST)

    def __init__(self, *args: Any, parts: Iterable[JointPart], **options: Any) -> None:
        super().__init__(*args, **options)
        self._parts = {str(one.pk): one for one in parts}
        self.fields["part"].choices = [(pk, _part(one)) for pk, one in self._parts.items()]

    @property
    def chosen(self) -> JointPart:
        return self._parts[self.cleaned_data["part"]]


def _part(one: JointPart) -> str:
    return f"{one.department} · {one.window}" if one.window else str(one.department)


class ContactForm(PartForm):
    person = text(_("Person in charge there"), 50, rows=0)
    how = forms.ChoiceField(
        label=_("How"), choices=[(code, _(word)) for code, word in HOWS.items()], widget=forms.RadioSelect,
        error_messages=FROM_THE_LIST,
    )  # fmt: skip
    what = text(_("What was agreed"), 300)


class FinishPartForm(PartForm):
    result = text(_("Result of the part"), 500)
