"""Under which rulebook and readings a quarter is scored again, to look at only."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from yichuang.apps.assessments.texts import quarter_words
from yichuang.apps.desk.rulebooks import READINGS
from yichuang.core.assessment import AssessmentError, Quarter, Readings

AS_IT_IS = ("", _("as in the rulebook"))
YES_NO = (("true", _("yes")), ("false", _("no")))
CHOICES: dict[str, tuple[tuple[str, Any], ...]] = {
    "score.dedupe": YES_NO,
    "score.step": (("floor", _("not at all")), ("ceil", _("as a whole one")), ("prorata", _("by its part"))),
    "score.other_deducts": YES_NO,
    "feedback.cap_mode": (("each", _("each way")), ("net", _("on the net"))),
    "rate.basis": (("due", _("due in the quarter")), ("closed", _("closed in the quarter"))),
}
HELP = {
    "score.total_floor": _("A number, or none"), "feedback.cap": _("A number, or none for the rulebook's own"),
    "rating.min_sample": _("A whole number of at least 1"),
}  # fmt: skip


class ReplayForm(forms.Form):
    """A reading that is left as it is keeps the value of the rulebook."""

    def __init__(self, *args: Any, quarters: Iterable[Quarter], books: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quarter"] = forms.ChoiceField(
            label=_("Quarter"), choices=[(str(one), quarter_words(str(one))) for one in quarters]
        )
        self.fields["rulebook"] = forms.ChoiceField(
            label=_("Rulebook"), required=False,
            choices=[("", _("the one on record")), *((name, name) for name in books)],
        )  # fmt: skip
        for name, label in READINGS.items():
            kind = {"label": now_(label), "required": False, "help_text": HELP.get(name, "")}
            if name in CHOICES:
                self.fields[_field(name)] = forms.ChoiceField(choices=[AS_IT_IS, *CHOICES[name]], **kind)
            else:
                self.fields[_field(name)] = forms.CharField(max_length=12, **kind)

    @property
    def settings(self) -> dict[str, object]:
        """The readings that were chosen, as the core takes them."""
        given = {name: self.cleaned_data.get(_field(name), "") for name in READINGS}
        return {name: {"true": True, "false": False}.get(text, text) for name, text in given.items() if text}

    def clean(self) -> dict[str, Any]:
        """Names the field of a reading that is none."""
        given = super().clean() or self.cleaned_data
        for name, value in self.settings.items():
            try:
                Readings().but({name: value})
            except AssessmentError:
                self.add_error(_field(name), _("Enter a number as described."))
        return given


def _field(setting: str) -> str:
    return setting.replace(".", "_")
