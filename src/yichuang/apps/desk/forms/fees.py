"""What is typed about fees, tickets, waivers and irregularities. The commands judge it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.models import Fee, FeeIrregularity, FeeWaiver
from yichuang.apps.cases.queries import fees
from yichuang.apps.desk import fee_words as words
from yichuang.apps.desk.forms.fields import Words
from yichuang.apps.organization.models import Staff, Window

CHOOSE = _("Nothing has been chosen. Choose one.")
DAY = _("This is not a day. Write it as 2026-03-09.")


def day(label: Any, *, needed: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=needed, help_text=help_text, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY, "required": DAY},
    )  # fmt: skip


def one_of(label: Any, choices: Iterable[tuple[str, Any]], **options: Any) -> forms.ChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), CHOOSE)
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=said, **options)


class ChargeForm(forms.Form):
    fee = one_of(_("Fee"), [])
    quantity = Words(label=_("Quantity"), most=20)
    amount = Words(label=_("Received, in yuan"), most=20, help_text=_("Exactly the standard times the quantity"))
    ticket = Words(label=_("Ticket number"), most=40, help_text=_("As printed on the ticket the citizen gets"))
    assessment = Words(
        label=_("Assessment"), most=200, required=False,
        help_text=_("Only for a fee assessed case by case: the paper that says how much"),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Sequence[fees.Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fee"].choices = [(one.standard.name, one.standard.name) for one in lines]
        for name in ("quantity", "amount"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"
        if not any(one.assessed for one in lines):
            del self.fields["assessment"]


class AskWaiverForm(forms.Form):
    fee = one_of(_("Fee"), [])
    kind = one_of(_("What is asked for"), [(code, _(said)) for code, said in words.WAIVERS.items()])
    quantity = Words(label=_("Quantity"), most=20, initial="1")
    amount = Words(label=_("To take off, in yuan"), most=20, required=False, help_text=_("Only for a reduction"))
    pay_by = day(_("To be paid by"), needed=False, help_text=_("Only for a deferral"))
    reason = Words(label=_("Reason"), most=300, rows=2)

    def __init__(self, *args: Any, lines: Sequence[fees.Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fee"].choices = [(one.standard.name, one.standard.name) for one in lines if not one.assessed]


class DecideWaiverForm(forms.Form):
    waiver = one_of(_("Asked for"), [])
    decision = one_of(_("Decision"), [("approve", _("Consent")), ("decline", _("Decline"))])
    remark = Words(label=_("Remark"), most=300, rows=2, required=False, help_text=_("Needed when it is declined"))

    def __init__(self, *args: Any, waiting: Sequence[FeeWaiver], **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting = {str(one.pk): one for one in waiting}
        self.fields["waiver"].choices = [
            (key, f"{_now(words.WAIVERS[one.kind])} · {one.name}") for key, one in self.waiting.items()
        ]


class ReverseFeeForm(forms.Form):
    fee = one_of(_("Entered wrongly"), [])
    reason = Words(label=_("Reason"), most=300, rows=2)

    def __init__(self, *args: Any, charged: Sequence[Fee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.charged = {str(one.pk): one for one in charged}
        self.fields["fee"].choices = [(key, f"{one.name} · {one.ticket}") for key, one in self.charged.items()]


class IssueForm(forms.Form):
    window = forms.ModelChoiceField(
        label=_("Window"), queryset=Window.objects.none(), empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )  # fmt: skip
    holder = forms.ModelChoiceField(
        label=_("Person"), queryset=Staff.objects.none(), required=False, empty_label=_("the whole window"),
        error_messages={"invalid_choice": CHOOSE},
    )  # fmt: skip
    first = Words(label=_("First number"), most=40, help_text=_("With its letters and noughts, as it is printed"))
    last = Words(label=_("Last number"), most=40)

    def __init__(self, *args: Any, windows: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["window"].queryset, self.fields["holder"].queryset = windows, people


class VoidForm(forms.Form):
    ticket = Words(label=_("Ticket number"), most=40)
    reason = Words(label=_("Reason"), most=200)


class IrregularityForm(forms.Form):
    window = forms.ModelChoiceField(
        label=_("Window"), queryset=Window.objects.none(), empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )  # fmt: skip
    kind = one_of(_("Kind"), [(kind, _(words.IRREGULARITIES[kind])) for kind in FeeIrregularity.KINDS])
    name = Words(label=_("Name of the fee"), most=60)
    amount = Words(label=_("Charged or let off, in yuan"), most=20)
    standard = Words(label=_("Standard, in yuan"), most=20, required=False, help_text=_("Needed for a raised fee"))
    on = day(_("Day"))
    evidence = Words(
        label=_("Evidence"), most=500, rows=3, help_text=_("What proves it: the receipt, who told it, when")
    )

    def __init__(self, *args: Any, windows: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["window"].queryset = windows
