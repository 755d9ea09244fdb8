"""What is typed about a call: what was said, whom it goes to, what became of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.fields import Day, Words
from yichuang.apps.desk.words import CALLS
from yichuang.apps.organization.models import Department, Hall, Staff
from yichuang.apps.organization.queries import departments_of, people_at_work


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Staff) -> str:
        return f"{person.name} · {person.window or person.department or ''}".rstrip(" ·")


class PassForm(forms.Form):
    """To whom a call goes on: a person or a department."""

    to_staff = Person(
        label=_("To a person"), queryset=Staff.objects.none(), empty_label=_("nobody yet"), required=False,
        error_messages={"invalid_choice": _("This person is not in the hall now. Choose another person.")},
    )  # fmt: skip
    to_department = forms.ModelChoiceField(
        label=_("Or to a department"), queryset=Department.objects.none(), empty_label=_("none yet"), required=False,
        error_messages={"invalid_choice": _("This department belongs to another hall. Choose another one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_staff"].queryset = people_at_work(hall)
        self.fields["to_department"].queryset = departments_of(hall)


class CallForm(PassForm):
    """A call as it comes in; everything but the matter can wait for what the caller says."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(code, _(word)) for code, word in CALLS.items()], widget=forms.RadioSelect,
        initial="consultation", error_messages={"required": _("Choose whether it is a question or a report.")},
    )  # fmt: skip
    matter = Words(label=_("What the caller says"), most=500, rows=3)
    caller = Words(label=_("Name of the caller"), most=50, required=False,
                   help_text=_("Who reports may leave it out; then the register says so."))  # fmt: skip
    unit = Words(label=_("Unit"), most=100, required=False, help_text=_("Where the caller works, if he says"))
    contact = Words(label=_("Contact"), most=60, required=False,
                    help_text=_("Kept sealed; shown only to who calls back"))  # fmt: skip
    told = Words(
        label=_("What you told the caller"), most=1000, rows=3, required=False,
        help_text=_("A question answered now, with no reply owed, is closed by that."),
    )  # fmt: skip
    reply_by = Day(label=_("A reply is owed by"), required=False)
    field_order = ("kind", "matter", "caller", "unit", "contact", "told", "reply_by", "to_staff", "to_department")


class SettleForm(forms.Form):
    outcome = Words(label=_("What became of it, and what the caller was told"), most=1000, rows=3)
