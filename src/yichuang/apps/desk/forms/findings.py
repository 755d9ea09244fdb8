"""What is typed about a finding: its entry, and every act on it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.findings import LEVELS
from yichuang.apps.desk.forms.attachments import Chooser, Files, FilesForm
from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.forms.fields import MOMENT, MomentInput
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.core.assessment import Rulebook

FROM_THE_LIST = {name: _("Choose from the list.") for name in ("required", "invalid_choice")}


def _points() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Points of one time"), required=False, max_digits=8, decimal_places=3, min_value=0,
        help_text=_("Only where the rule leaves them to discretion, with a reason"),
        error_messages={"invalid": _("Enter the points in digits, such as 3.5.")},
    )  # fmt: skip


def _verification() -> Any:
    help_text = _("Needed where the rule asks for it to be verified")
    return text(_("How it was verified"), 300, needed=False, help_text=help_text)


class Scored(forms.Form):
    """What the rule asks to know of a fact: whose it is, how often, and points or level where it leaves them open."""

    rule = forms.ChoiceField(label=_("Rule of assessment"), error_messages=FROM_THE_LIST)
    person = forms.ModelChoiceField(Staff.objects.none(), label=_("Person"), required=False, empty_label=_("nobody"),
                                    help_text=_("Who served the window that day"),
                                    error_messages=FROM_THE_LIST)  # fmt: skip
    times = forms.IntegerField(label=_("Times"), min_value=1, max_value=999, initial=1)
    points = _points()
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("none")), *LEVELS.items()],
                              help_text=_("Only for rule 8.4"))  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, book: Rulebook, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rule"].choices = [
            ("", _("Choose")),
            *((f"{section.id} {section.title}", [(one.id, f"{one.id} {one.title}") for one in section.rules
                                                 if one.steps is None]) for section in book.sections),
        ]  # fmt: skip
        # Everybody: whom it is about may have left his window since, or the hall.
        self.fields["person"].queryset = Staff.objects.filter(hall=hall).order_by("username")
        levels = ((code, _(name)) for code, name in LEVELS.items())
        self.fields["level"].choices = [("", _("none")), *levels]


class FindingForm(FilesForm, Scored):
    field_order = (
        "rule", "window", "person", "happened_at", "fact", "times", "points", "level", "reason", "number", "minute",
        "camera", "files", "verification",
    )  # fmt: skip
    camera = Files(label=_("Take a photo"), required=False, widget=Chooser(camera=True))
    files = Files(label=_("Choose scans or photos"), required=False, widget=Chooser())
    window = forms.ModelChoiceField(Window.objects.none(), label=_("Window"), empty_label=_("Choose"),
                                    error_messages=FROM_THE_LIST)  # fmt: skip
    happened_at = forms.DateTimeField(
        label=_("When it happened"), input_formats=[MOMENT],
        widget=MomentInput(),
        error_messages=dict.fromkeys(("required", "invalid"), _("Enter day and time, such as 2026-03-06T16:30.")),
    )  # fmt: skip
    fact = text(_("The fact in a few words"), 80, rows=0, help_text=_("The same fact is scored once"))
    reason = text(_("Reason"), 300, needed=False)
    number = text(_("Case number"), 40, needed=False, rows=0, help_text=_("The case that proves it, if one does"))
    minute = text(_("What was seen, and by whom"), 300, needed=False,
                  help_text=_("Needed without a case, scan or photo"))  # fmt: skip
    verification = _verification()

    def __init__(self, *args: Any, hall: Hall, book: Rulebook, **options: Any) -> None:
        super().__init__(*args, hall=hall, book=book, **options)
        self.fields["window"].queryset = Window.objects.filter(hall=hall).order_by("number")

    @property
    def happened(self) -> datetime:
        return self.cleaned_data["happened_at"]


class ConfirmFindingForm(forms.Form):
    verification = _verification()
    points = _points()
    reason = text(_("Reason"), 300, needed=False)


class RejectFindingForm(forms.Form):
    reason = text(_("Reason"), 300)


class ContestForm(forms.Form):
    words = text(_("What is wrong with it"), 300, rows=3)


class SettleForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("Decision"), choices=[("", _("Choose")), ("yes", _("It is upheld")), ("no", _("It is withdrawn"))],
        error_messages=FROM_THE_LIST,
    )  # fmt: skip
    reason = text(_("Reason"), 300)


class CorrectionForm(Scored):
    """Another entry in place of a finding, or none."""

    what = forms.ChoiceField(
        label=_("What is to become of it"), error_messages=FROM_THE_LIST,
        choices=[("", _("Choose")), ("withdraw", _("It is withdrawn")), ("replace", _("It counts as stated below"))],
    )  # fmt: skip
    why = text(_("Reason"), 300)
    field_order = ("what", "why", "rule", "person", "times", "points", "level")

    def clean(self) -> dict[str, Any]:
        """Withdrawn altogether, nothing below is asked for."""
        given = super().clean() or self.cleaned_data
        if given.get("what") == "withdraw":
            for name in ("rule", "person", "times", "points", "level"):
                self.errors.pop(name, None)
        return given


class TakeBackForm(forms.Form):
    why = text(_("Reason"), 300)


class SecondForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Decision"), error_messages=FROM_THE_LIST,
        choices=[("", _("Choose")), ("yes", _("The correction is right")), ("no", _("The finding stays as it is"))],
    )  # fmt: skip
    words = text(_("Reason"), 300)
