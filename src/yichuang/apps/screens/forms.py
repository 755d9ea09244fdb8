from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yichuang.core.identity import Fault, check_identity
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
            raise forms.ValidationError(f"{_(checked.sentence)} {_(checked.remedy)}" % dict(checked.values))
        return sealer().blind_index("identity", checked.number)
