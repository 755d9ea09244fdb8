"""What is typed about a rulebook: a draft or a file, its whole text, from which quarter on it is adopted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yichuang.apps.assessments.policies.rulebooks import LONGEST
from yichuang.apps.desk.forms.case_acts import text

Choices = Iterable[tuple[str, str]]


class DraftForm(forms.Form):
    """A new number, the rulebook it begins from, and the TOML if it was written elsewhere."""

    number = text(_("Number of the draft"), 40, rows=0,
                  help_text=_("Small letters, digits and hyphens, such as wan-2026-12"))  # fmt: skip
    based_on = forms.ChoiceField(label=_("Based on"))
    file = forms.FileField(label=_("TOML file"), required=False, allow_empty_file=True,
                           help_text=_("Empty: the text of the rulebook it is based on"),
                           widget=forms.FileInput(attrs={"accept": ".toml"}))  # fmt: skip

    def __init__(self, *given: Any, known: Choices, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["based_on"].choices = list(known)

    def clean_file(self) -> str | None:
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        try:
            # A character takes at most four bytes; what is longer is refused with its reason.
            return str(sent.read(4 * LONGEST + 1).decode())
        except UnicodeDecodeError:
            raise ValidationError(_("The file is no text in UTF-8. Save it as TOML in UTF-8.")) from None


class TextForm(forms.Form):
    """The whole text of a draft, every space as it was typed."""

    text = forms.CharField(label=_("Rulebook as TOML"), strip=False, required=False,
                           widget=forms.Textarea({"rows": 30, "class": "toml", "spellcheck": "false"}))  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        # The command says which characters cannot be stored, in the words of the house.
        self.fields["text"].validators = []

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class AdoptForm(forms.Form):
    number = forms.ChoiceField(label=_("Rulebook"))
    quarter = forms.ChoiceField(label=_("From the quarter"))
    document = text(_("Decided by"), 200, rows=0, help_text=_("Number and title of the decision"))

    def __init__(self, *given: Any, known: Choices, quarters: Choices, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["number"].choices, self.fields["quarter"].choices = list(known), list(quarters)
