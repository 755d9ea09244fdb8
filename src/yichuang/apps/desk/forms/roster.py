"""What is typed about duty on days off, call-outs and follow-ups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.forms.bookings import moment, person
from yichuang.apps.desk.forms.fields import Words


def day(label: Any) -> forms.DateField:
    said = {"invalid": _("This is not a day. Write it as 2026-03-09."), "required": _("Enter the day.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], error_messages=said)


class RosterForm(forms.Form):
    day = day(_("Day off"))
    staff = person(_("Person on duty"))

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].queryset = people


class CallForm(forms.Form):
    staff = person(_("Who was told to come"))
    matter = Words(label=_("Matter"), most=200)
    site = Words(label=_("Where to"), most=100, required=False, help_text=_("Empty: to the hall"))
    told_at = moment(_("Told at"))

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].queryset = people


class ThereForm(forms.Form):
    arrived_at = moment(_("Arrived at"))


class CloseCallForm(forms.Form):
    outcome = Words(label=_("Outcome"), most=300, rows=2)


class FollowUpForm(forms.Form):
    """A visit after the certificate: its day, the way, what was found (D3.3.2)."""

    done_on = day(_("Day"))
    way = forms.ChoiceField(
        label=_("Way"), choices=[(code, _(text)) for code, text in words.WAYS.items()], widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )  # fmt: skip
    finding = Words(label=_("What was found"), most=500, rows=3)
