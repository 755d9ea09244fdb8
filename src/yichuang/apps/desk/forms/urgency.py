"""What is typed to make a case urgent or to withdraw that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.forms.fields import MOMENT, MomentInput
from yichuang.core.identity import N_

GROUNDS = {
    "urgent": N_("Urgent matter"),
    "special": N_("Special matter"),
    "investment": N_("Large matter of an enterprise or project"),
}


class UrgentForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("What makes it urgent"), choices=[(code, _(word)) for code, word in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the grounds.")),
    )  # fmt: skip
    reason = text(_("Reason"), 300)
    new_due = forms.DateTimeField(
        label=_("New due time"), required=False, input_formats=[MOMENT],
        widget=MomentInput(),
        help_text=_("Earlier than the present one; empty leaves the limit as it is"),
        error_messages={"invalid": _("Enter day and time, such as 2026-03-06T16:30.")},
    )  # fmt: skip

    def __init__(self, *args: Any, accepted: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not accepted:
            # No clock runs yet, so there is nothing to shorten.
            del self.fields["new_due"]


class WithdrawUrgencyForm(forms.Form):
    reason = text(_("Reason"), 300)
