"""What is typed to ask for an instruction, to give it, and to close it. The commands judge it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.fields import MOMENT, MomentInput, Words
from yichuang.apps.organization.models import Staff


class AskInstructionForm(forms.Form):
    question = Words(label=_("Question put"), most=500, rows=3, help_text=_("The matter, and what is unclear about it"))
    to_staff = forms.ChoiceField(
        label=_("Asked of"), choices=[], required=False,
        error_messages={"invalid_choice": _("This person gives no instructions in this hall. Choose another.")},
    )  # fmt: skip
    to_body = Words(label=_("Or of an upper body"), most=100, required=False)

    def __init__(self, *args: Any, people: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        named = [(key, f"{one.department} · {one.name}") for key, one in self.people.items()]
        self.fields["to_staff"].choices = [("", _("Choose")), *named]

    def clean_to_staff(self) -> Staff | None:
        return self.people.get(self.cleaned_data["to_staff"])


class ReplyForm(forms.Form):
    reply = Words(label=_("Reply"), most=1000, rows=4)
    answerer = Words(label=_("Who of the upper body answered"), most=100, required=False)

    def __init__(self, *args: Any, upper: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not upper:
            del self.fields["answerer"]


class ToldForm(forms.Form):
    told_at = forms.DateTimeField(
        label=_("Told at"), required=False, input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=MomentInput(),
        error_messages={"invalid": _("This is not a time. Write it as 2026-03-09 10:30.")},
    )  # fmt: skip
    how = Words(label=_("How the citizen was told"), most=200)
