import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.core.identity import Fault, clean_text

FOUR_DIGITS = re.compile(r"[0-9]{4}")


def tidy(text: str) -> str:
    """A number as it stands on paper: half-width, in capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


class ProgressForm(forms.Form):
    receipt = forms.CharField(
        label=_("Receipt number or acceptance number"), max_length=60,
        help_text=_("It stands on the paper you were given, for example S2026000001."),
        error_messages={"required": _("Enter the number on your paper.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    phone_end = forms.CharField(
        label=_("Last four digits of the telephone you gave"), max_length=20,
        error_messages={"required": _("Enter four digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": "6"}),
    )  # fmt: skip

    def clean_receipt(self) -> str:
        return tidy(self.cleaned_data["receipt"])

    def clean_phone_end(self) -> str:
        digits = tidy(self.cleaned_data["phone_end"])
        if not FOUR_DIGITS.fullmatch(digits):
            raise forms.ValidationError(_("Enter exactly four digits."))
        return digits


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=60, error_messages={"required": _("Enter the code on your paper.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        return re.sub(r"[^0-9A-Z]", "", tidy(self.cleaned_data["code"]))


class RatingForm(forms.Form):
    """Whether a grade was chosen, and whether it is one of the four, is the command's affair; none is chosen before."""

    grade = forms.CharField(label=_("How was the service"), required=False)
    remark = forms.CharField(
        label=_("Anything you would like to add"), required=False, strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )  # fmt: skip

    def clean_remark(self) -> str:
        said = clean_text(self.cleaned_data["remark"], max_length=500)
        if isinstance(said, Fault):
            raise forms.ValidationError(str(_("Write at most 500 plain characters.")))
        return said
