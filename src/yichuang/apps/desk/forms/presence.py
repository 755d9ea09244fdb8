"""What is typed on a slip, about its fate, and about a post found left. The commands judge it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.attendance import queries
from yichuang.apps.desk.forms.attachments import PICTURES, Chooser, Files, FilesForm
from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.forms.fees import CHOOSE, one_of
from yichuang.apps.desk.forms.fields import MOMENT, MomentInput
from yichuang.apps.desk.presence import KINDS
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.queries import windows_of

NO_MOMENT = _("This is no day with a time. Choose both from the field.")


def moment(label: Any, *, needed: bool = True, help_text: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, required=needed, help_text=help_text, input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=MomentInput(),
        error_messages=dict.fromkeys(("required", "invalid"), NO_MOMENT),
    )  # fmt: skip


class Person(forms.ModelChoiceField):
    def __init__(self, **options: Any) -> None:
        told = dict.fromkeys(("required", "invalid_choice"), CHOOSE)
        super().__init__(queryset=Staff.objects.none(), label=_("Person"), error_messages=told, **options)

    def label_from_instance(self, person: Staff) -> str:
        return f"{person.window} · {person.name}" if person.window else person.name


class SlipForm(forms.Form):
    """For oneself; a head and the hall office choose for whom."""

    person = Person(empty_label=None)
    kind = one_of(_("Kind"), [(code, _(word)) for code, word in KINDS.items()])
    reason = text(_("Reason for leave"), 200)
    destination = text(_("Destination"), 100, rows=0, help_text=_("Shown on the whereabouts board"))
    begins = moment(_("Away from"))
    ends = moment(_("Due back at"))
    window = forms.ModelChoiceField(
        Window.objects.none(), label=_("Window"), required=False, empty_label=_("his own"),
        error_messages={"invalid_choice": CHOOSE}, help_text=_("Only if he staffs another one at that time"),
    )  # fmt: skip
    explanation = text(
        _("Explanation"), 300, needed=False,
        help_text=_("Needed once the absence has begun: which circumstances kept it from being filed before"),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Staff, **options: Any) -> None:
        super().__init__(*args, **options)
        people = queries.people_filed_for(by)
        self.fields["person"].queryset = people
        self.fields["person"].initial = by.pk
        self.fields["window"].queryset = windows_of(by.hall)
        if not by.has(*queries.FILES_FOR_OTHERS):
            del self.fields["person"]


class RemarkForm(forms.Form):
    remark = text(_("Remark"), 300, needed=False, help_text=_("Who stands in, where a post would be left empty"))


class RefuseSlipForm(forms.Form):
    reason = text(_("Reason"), 300)


class ReturnForm(forms.Form):
    returned_at = moment(_("Back at"))


class OffPostForm(FilesForm):
    camera = Files(label=_("Take a photo"), required=False, widget=Chooser(camera=True))
    files = Files(label=_("Choose photos"), required=False, widget=Chooser(accept=PICTURES))
    person = Person(empty_label=_("Choose"))
    window = forms.ModelChoiceField(
        Window.objects.none(), label=_("Window"), empty_label=_("Choose"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )  # fmt: skip
    begins = moment(_("Away from"))
    ends = moment(_("Back at"), needed=False, help_text=_("Empty while he has not been seen back"))
    words = text(_("What was seen"), 300)
    field_order = ("person", "window", "begins", "ends", "words", "camera", "files")

    def __init__(self, data: Any = None, files: Any = None, *, by: Staff, on: date, **options: Any) -> None:
        super().__init__(data, files, on=on, **options)
        self.fields["person"].queryset = queries.whom_to_note(by)
        windows = windows_of(by.hall)
        self.fields["window"].queryset = windows if by.has(*queries.NOTERS) else windows.filter(pk=by.window_id)


class SeenBackForm(forms.Form):
    seen_at = moment(_("Seen back at"))


class WithdrawRecordForm(forms.Form):
    reason = text(_("Reason"), 300, help_text=_("Stands beside the record, which counts no more"))
