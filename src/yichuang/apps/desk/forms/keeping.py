"""What is typed about stock, archives and loans. The commands judge it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.models import Case
from yichuang.apps.desk import keeping_words as words
from yichuang.apps.desk.forms.fees import CHOOSE, one_of
from yichuang.apps.desk.forms.fields import Day, Words
from yichuang.apps.organization.models import Window

HALL = "hall"


class Count(forms.IntegerField):
    """A whole number in digits; how large it may be is the command's business."""

    def __init__(self, **options: Any) -> None:
        told = dict.fromkeys(("required", "invalid"), _("This is not a number. Enter it in digits, such as 120."))
        super().__init__(widget=forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"}), error_messages=told,
                         **options)  # fmt: skip


def pick(label: Any, choices: Sequence[tuple[str, Any]] = (), **options: Any) -> forms.ChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), CHOOSE)
    return forms.ChoiceField(label=label, choices=choices, error_messages=said, **options)


class CardForm(forms.Form):
    window = forms.ModelChoiceField(
        label=_("Window"), queryset=Window.objects.none(), empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )  # fmt: skip
    kind = one_of(_("Kind"), [(code, _(said)) for code, said in words.PAPERS.items()])
    name = Words(label=_("Name of the paper"), most=80)
    counted = Count(label=_("Counted now"))
    low_water = Count(label=_("Low-water mark"), help_text=_("From this many on you are told to get more"))

    def __init__(self, *args: Any, windows: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["window"].queryset = windows


class MoveForm(forms.Form):
    kind = one_of(_("What happens"), [(code, _(said)) for code, said in words.MOVES.items()])
    quantity = Count(label=_("Number of copies"), help_text=_("For a count, as many as there are"))
    note = Words(label=_("Remark"), most=200, required=False)


class LowWaterForm(forms.Form):
    low_water = Count(label=_("Low-water mark"))


class RetireForm(forms.Form):
    reason = Words(label=_("Why it is no longer used"), most=200)


def _secrecy() -> forms.ChoiceField:
    return pick(_("Secrecy"), [(code, _(said)) for code, said in words.SECRECY.items()],
                help_text=_("Anything but ordinary is hidden from the lists of others"))  # fmt: skip


class ArchiveCasesForm(forms.Form):
    cases = forms.MultipleChoiceField(
        label=_("Cases"), widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice", "invalid_list"), CHOOSE),
    )  # fmt: skip
    place = Words(label=_("Place"), most=80, help_text=_("Cabinet, shelf and box, as whoever looks for it would say"))
    secrecy = _secrecy()

    def __init__(self, *args: Any, waiting: Sequence[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting = {str(one.pk): one for one in waiting}
        self.fields["cases"].choices = [(key, str(one)) for key, one in self.waiting.items()]

    @property
    def chosen(self) -> list[Case]:
        return [self.waiting[key] for key in self.cleaned_data["cases"]]


class PaperForm(forms.Form):
    owner = pick(_("Whose archive"))
    category = pick(_("Category"))
    title = Words(label=_("Title of the archive"), most=200)
    dated = Day(label=_("Day it bears"))
    place = Words(label=_("Place"), most=80)
    secrecy = _secrecy()

    def __init__(self, *args: Any, windows: Sequence[Window], hall: bool, categories: Sequence[str],
                 **options: Any) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.windows = {one.code: one for one in windows}
        halls = [(HALL, _("The hall's archive"))] if hall else []
        self.fields["owner"].choices = [*halls, *((code, str(one)) for code, one in self.windows.items())]
        self.fields["category"].choices = [(code, _now(words.CATEGORIES[code])) for code in categories]

    @property
    def window(self) -> Window | None:
        return self.windows.get(self.cleaned_data["owner"])


class RearrangeForm(forms.Form):
    place = Words(label=_("Place"), most=80)
    secrecy = _secrecy()
    reason = Words(label=_("Reason"), most=200)


class LostForm(forms.Form):
    words = Words(label=_("What happened"), most=300, rows=2)


class LoanForm(forms.Form):
    kind = one_of(_("What is wanted"), [(code, _(said)) for code, said in words.LOANS.items()])
    borrower = Words(label=_("Borrower"), most=60, help_text=_("Name and unit"))
    what = Words(label=_("What of it"), most=200, help_text=_("The whole file, or which pages"))
    reason = Words(label=_("What it is needed for"), most=300, rows=2)
    due_on = Day(label=_("To be back by"), required=False, help_text=_("Only for a loan"))


class DecideLoanForm(forms.Form):
    decision = one_of(_("Decision"), [("approve", _("Consent")), ("decline", _("Decline"))])
    remark = Words(label=_("Remark"), most=300, rows=2, required=False, help_text=_("Needed when it is declined"))


class BackForm(forms.Form):
    note = Words(label=_("State of the file"), most=200, required=False,
                 help_text=_("What is missing or damaged, if anything"))  # fmt: skip
