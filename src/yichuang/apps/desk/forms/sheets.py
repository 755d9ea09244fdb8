"""What is typed about a score sheet: an objection, its answer, why it is scored again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.case_acts import text


class ObjectionForm(forms.Form):
    words = text(_("What is wrong with this sheet"), 1000, rows=4,
                 help_text=_("Name the rule or the finding, and what speaks against it"))  # fmt: skip


class AnswerForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Answer"), choices=[("", _("Choose")), ("yes", _("The objection is right")),
                                    ("no", _("The objection is not right"))],
        error_messages={"required": _("Say whether the objection is right.")},
    )  # fmt: skip
    answer = text(_("Reason"), 1000, rows=3)


class RescoreForm(forms.Form):
    why = text(_("Why it is scored again"), 300, help_text=_("Stands beside the difference, for everybody who sees it"))
