"""What is typed at the desk around a visit. Forms read and bound the input; the commands decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk import words
from yichuang.apps.desk.forms.fields import Words
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import clerks_of

# With the code of the window in front it still fits the event of a transfer.
REASON_MOST = 90


class ReasonForm(forms.Form):
    """A ready-made reason, or one in the clerk's own words, which goes first."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect, required=False)
    reason_text = Words(label=_("In other words"), most=REASON_MOST, required=False)

    def __init__(self, *args: Any, act: str, **options: Any) -> None:
        options.setdefault("auto_id", f"{act}-%s")
        super().__init__(*args, **options)
        self.act = act
        self.fields["reason"].choices = words.reasons(act)

    @property
    def said(self) -> str:
        """The reason as it is kept; empty when none was given."""
        return self.cleaned_data["reason_text"] or words.stored(self.act, self.cleaned_data["reason"])


class TransferForm(ReasonForm):
    to_window = forms.ModelChoiceField(label=_("To which window"), queryset=Window.objects.none(), empty_label=None)
    field_order = ("to_window", "reason", "reason_text")

    def __init__(self, *args: Any, windows: Iterable[Window], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_window"].queryset = windows


class VisitForm(forms.Form):
    """Step 1: what the citizen has come for. `then` says which way it goes on."""

    item = Words(label=_("Service item"), most=40, required=False)
    matter = Words(label=_("Or in a few words"), most=200, required=False)
    scope = forms.ChoiceField(
        label=_("Whose matter is it"),
        choices=[("auto", _("as the item says")), ("own", _("of this window")), ("other", _("of another window"))],
        widget=forms.RadioSelect,
        initial="auto",
        required=False,
    )
    ticket = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class ConsultForm(forms.Form):
    question = Words(label=_("What is asked"), most=500, rows=2)
    answer = Words(label=_("Answer"), most=2000, rows=5, required=False)
    reply_by = forms.DateField(
        label=_("Or reply by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        input_formats=["%Y-%m-%d"],
        help_text=_("When the answer has to be found out first: the day the citizen hears from you."),
        error_messages={"invalid": _("This is not a day. Write it as 2026-03-09.")},
    )
    satisfied = forms.BooleanField(label=_("The citizen has understood and is content"), required=False)
    asker = Words(label=_("Name of who asks"), most=50, required=False)
    phone = Words(label=_("Telephone"), most=30, required=False)


class AnswerForm(forms.Form):
    answer = Words(label=_("Answer"), most=2000, rows=4)
    satisfied = forms.BooleanField(label=_("The citizen has understood and is content"), required=False)


class NoteForm(forms.Form):
    text = Words(label=_("Remark"), most=300)


class Receiver(forms.ModelChoiceField):
    def label_from_instance(self, person: Staff) -> str:
        return f"{person.window} · {person.name}"


class HandOverForm(forms.Form):
    to_staff = Receiver(
        label=_("Who receives the citizen"),
        queryset=Staff.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("A hand-over names the person who receives the citizen. Choose a person."),
            "invalid_choice": _("This person is not in the hall now. Choose another person."),
        },
    )
    mode = forms.ChoiceField(
        label=_("How"), choices=[(code, _(text)) for code, text in words.MODES.items()], widget=forms.RadioSelect,
        initial="escort", error_messages={"required": _("Choose how the citizen is handed over.")},
    )  # fmt: skip
    reason = Words(label=_("Reason"), most=200)
    person_called = Words(label=_("Who was called"), most=50, required=False, help_text=_("Only when settled by phone"))
    outcome = Words(label=_("What was agreed"), most=200, required=False, help_text=_("Only when settled by phone"))

    def __init__(self, *args: Any, hall: Hall, by: Staff, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_staff"].queryset = clerks_of(hall).exclude(pk=by.pk)
