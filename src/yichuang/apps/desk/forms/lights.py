"""What is typed about a late or nearly late case: the word on its light, the apology, why it was serious."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.accountability.models import Cause, Way
from yichuang.apps.desk.forms.case_acts import text
from yichuang.core.identity import N_

WAYS = {Way.IN_PERSON: N_("in person"), Way.PHONE: N_("by telephone"), Way.WRITING: N_("in writing")}
CAUSES = {Cause.NEGLECT: N_("neglect"), Cause.OTHER: N_("another cause")}
DAY = _("Write the day as 2026-03-05.")


def _choices(words: dict[str, str]) -> list[tuple[str, object]]:
    return [("", _("Choose")), *((code.value, _(word)) for code, word in words.items())]


class WordForm(forms.Form):
    """Cause and plan (D3.1.3)."""

    cause = text(_("Why it is late or nearly so"), 300)
    plan = text(_("What is being done, until when"), 300)


class ApologyForm(forms.Form):
    """When and how somebody apologised, and why the limit was passed (R17, D5.2.4)."""

    done_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=dict.fromkeys(("required", "invalid"), DAY),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("How"), choices=_choices(WAYS))
    cause = forms.ChoiceField(label=_("Cause"), choices=_choices(CAUSES))
    explanation = text(_("What is said about it"), 300, help_text=_("Printed on the apology as it stands here"))
    acknowledgement = text(_("What the citizen said"), 200, needed=False, rows=0)


class SeriousForm(forms.Form):
    reason = text(_("Why this lateness was serious"), 300)
