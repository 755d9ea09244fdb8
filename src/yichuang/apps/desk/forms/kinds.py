"""What is typed about the kind of a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.fields import Words


class PromiseForm(forms.Form):
    """Why an instant case is handled as promised (C-33)."""

    promised_because = Words(
        label=_("Why it cannot be finished on the spot"), most=300, rows=2,
        help_text=_("A survey or a review that is needed. The general limit then runs from the same acceptance."),
    )  # fmt: skip
