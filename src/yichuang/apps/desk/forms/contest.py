"""What is typed about a contest and a year: why a ranking is revised; a final value and its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.forms.fields import Words


class RevisionForm(forms.Form):
    why = text(_("Why the ranking is revised"), 300, help_text=_("Stands beside the new ranking, for everybody"))


class YearForm(forms.Form):
    value = Words(label=_("Final value of the year"), most=10,
                  help_text=_("From 0 to 999, two decimals at most, such as 92.5"),
                  widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}))  # fmt: skip
    reason = text(_("Reason"), 300, rows=3, help_text=_("Why this value, with reference to the quarters"))
