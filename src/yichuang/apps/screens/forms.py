from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yichuang.apps.audit.web import sentence
from yichuang.core.identity import Fault, check_identity, clean_text
from yichuang.integrations.site import sealer


class TakeForm(forms.Form):
    """What the kiosk sends: a queue's letter, a ground for priority or none, an identity number or none."""

    queue = forms.CharField(max_length=2)
    ground = forms.CharField(max_length=40, required=False)
    identity = forms.CharField(label=gettext_lazy("Identity number"), required=False)

    def __init__(self, data: object, *, on: date) -> None:
        super().__init__(data)
        self._on = on

    def clean_identity(self) -> str:
        """The blind index of a valid number, "" for none: the number itself is kept nowhere."""
        typed = self.cleaned_data["identity"]
        if not typed:
            return ""
        checked = check_identity(typed, on=self._on)
        if isinstance(checked, Fault):
            raise forms.ValidationError(sentence(checked))
        return sealer().blind_index("identity", checked.number)


class BookedForm(forms.Form):
    """A booking's code, or the name with the last four digits of the telephone."""

    code = forms.CharField(label=gettext_lazy("Booking code"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), required=False)
    phone_end = forms.CharField(label=gettext_lazy("Last four digits of the telephone"), required=False)

    def _plain(self, name: str, most: int) -> str:
        cleaned = clean_text(self.cleaned_data[name], max_length=most)
        if isinstance(cleaned, Fault):
            raise forms.ValidationError(sentence(cleaned))
        return cleaned.strip()

    def clean_code(self) -> str:
        return "".join(sign for sign in self._plain("code", 30) if sign.isascii() and sign.isdigit())

    def clean_name(self) -> str:
        return self._plain("name", 50)

    def clean_phone_end(self) -> str:
        return self._plain("phone_end", 10)

    def clean(self) -> None:
        typed = self.cleaned_data
        if not self.errors and not typed.get("code") and not (typed.get("name") and typed.get("phone_end")):
            raise forms.ValidationError(_("Enter the code, or your name and four digits of your telephone."))
