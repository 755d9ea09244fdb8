"""What is typed for an act on a case. Whether it is enough is judged by the command; a form only reads it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.commands import Purpose
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.case_words import OUTCOMES, PURPOSES
from yichuang.apps.desk.forms.fields import Day, Words
from yichuang.apps.desk.forms.intake import IntakeForm, Row
from yichuang.core.lifecycle import Action


def text(label: Any, most: int, *, needed: bool = True, rows: int = 2, help_text: Any = "") -> Words:
    return Words(label=label, most=most, rows=rows, required=needed, help_text=help_text)


class NoteForm(forms.Form):
    """Handling, review, approval: a note, if there is something to say."""

    note = text(_("Note"), 500, needed=False)


class SendBackForm(forms.Form):
    reason = text(_("Reason"), 500, help_text=_("What has to be done again, and why"))


class RefuseForm(forms.Form):
    """A written refusal: reason and ground are printed on the decision (D1.12, D4.6.4)."""

    reason = text(_("Reason"), 500, help_text=_("Printed on the decision as it stands here"))
    ground = text(_("Legal ground"), 300, rows=0, help_text=_("Law or rule with its article"))
    remedy = text(_("What the citizen can do"), 300, needed=False)


DAYS = _("The days are a whole number from 1 on. Write it in digits.")


class ExtendForm(forms.Form):
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=9999, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), DAYS),
    )  # fmt: skip
    reason = text(_("Reason"), 500, help_text=_("Printed on the notice to the citizen"))


class CompleteForm(forms.Form):
    """The result and who took it (D2.5.3)."""

    result = text(_("Result"), 500, help_text=_("What was decided or handed over"))
    recipient = text(_("Received by"), 50, rows=0)


class ForwardForm(forms.Form):
    """To whom a case is sent up, and by when that body decides (D3.4.9)."""

    body = text(_("Upper body"), 100, rows=0)
    upper_due = Day(label=_("It decides by"), help_text=_("The end of its published limit; printed on the notice"))
    document = text(_("Number of our paper"), 60, rows=0, needed=False)


class TakeBackForm(forms.Form):
    """What came back from the upper body (D3.4.9)."""

    outcome = forms.ChoiceField(
        label=_("What it decided"), choices=[(code, _(word)) for code, word in OUTCOMES.items()],
        widget=forms.RadioSelect, error_messages={"required": _("Choose what the upper body decided.")},
    )  # fmt: skip
    result = text(_("Gist of the answer"), 300, help_text=_("Printed on the notice of the result"))
    document = text(_("Number of its paper"), 60, rows=0, needed=False)


class RevealForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What the number is needed for"),
        choices=[("", _("Choose")), *((one.value, _(PURPOSES[one.value])) for one in Purpose)],
    )


class RevokeForm(forms.Form):
    reason = text(_("Reason"), 300, help_text=_("Kept with the notice; the citizen sees only that it is revoked"))


def form_for(action: Action) -> type[forms.Form]:
    """The form of an act on a case."""
    return {
        Action.HANDLE: NoteForm, Action.REVIEW: NoteForm, Action.SEND_BACK: SendBackForm, Action.REFUSE: RefuseForm,
        Action.FORWARD: ForwardForm, Action.TAKE_BACK: TakeBackForm, Action.APPROVE: NoteForm,
        Action.EXTEND: ExtendForm, Action.COMPLETE: CompleteForm,
    }[action]  # fmt: skip


def initial_for(action: Action, case: Case) -> dict[str, str]:
    """What a blank form of an act can already say."""
    return {"body": case.item.rules["upper_body"] or ""} if action is Action.FORWARD else {}


class DecideAgainForm(IntakeForm):
    """The materials as they are now, over how they were found last time; the applicant is known already."""

    card = identity = name = phone = organisation = None
    cause = text(_("Why it was not asked for the first time"), 300, needed=False)

    def __init__(
        self, data: Mapping[str, str] | None = None, *, case: Case, earlier: Mapping[str, tuple[str, str]]
    ) -> None:
        super().__init__(data, item=case.item)
        self.earlier = earlier

    def _row(self, index: int, rules: Mapping[str, Any]) -> Row:
        row = super()._row(index, rules)
        mark, note = self.earlier.get(str(rules["id"]), ("", ""))
        return row if self.is_bound else replace(row, mark="" if mark == "unmarked" else mark, note=note)
