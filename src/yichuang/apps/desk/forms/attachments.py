"""Files from a scanner or a telephone. They are examined and made anew here, before any transaction begins."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yichuang.apps.attachments import intake
from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import sentence
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.forms.fields import MomentInput

PICTURES = "image/jpeg,image/png"
LONGEST = 300


class Chooser(forms.FileInput):
    """An input for files; with `camera` a telephone opens its camera at once, one photo at a time."""

    def __init__(self, *, camera: bool = False, accept: str = intake.ACCEPT) -> None:
        self.allow_multiple_selected = not camera
        super().__init__({"accept": PICTURES, "capture": "environment"} if camera else {"accept": accept})
        if not camera:
            self.attrs["multiple"] = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class Files(forms.Field):
    """Any number of files as they were sent."""

    def clean(self, value: list[Any]) -> list[Any]:
        return value


class FilesForm(forms.Form):
    """A form that brings files: once all else is right they are examined, and stand as `uploads` in what was typed."""

    def __init__(self, data: Any = None, files: Any = None, *, on: date, **options: Any) -> None:
        super().__init__(data, files, **options)
        self._on, most = on, intake.most(on)
        self.fields["files"].help_text = _(
            "PDF, JPEG or PNG; at most %(files)s files at once, %(megabytes)s MB each. Stored encrypted."
        ) % {"files": most.files, "megabytes": most.megabytes}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        sent = [*typed.pop("files", []), *typed.pop("camera", [])]
        if self.errors:
            return typed
        try:
            typed["uploads"] = intake.read_all(sent, on=self._on)
        except Refused as refused:
            # What the examination says is about the files alone.
            raise ValidationError({"files": sentence(refused.refusal)}) from None
        return typed


class ScansForm(FilesForm):
    """Scans of the papers of a case."""

    camera = Files(label=gettext_lazy("Take a photo"), required=False, widget=Chooser(camera=True))
    files = Files(label=gettext_lazy("Choose scans or photos"), required=False, widget=Chooser())
    material = forms.ChoiceField(label=gettext_lazy("Material it shows"), required=False)
    title = text(gettext_lazy("Name of the scan"), intake.LONGEST_TITLE, needed=False, rows=0,
                 help_text=gettext_lazy("Empty: the name of the material, else of the file"))  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, files, **options)
        materials: list[Mapping[str, Any]] = case.item.rules["materials"]
        self.fields["material"].choices = [
            ("", _("Of no single material")), *((one["id"], one["name"]) for one in materials),
        ]  # fmt: skip


class SurveyForm(FilesForm):
    """What was seen on the spot, written down there on a telephone."""

    camera = Files(label=gettext_lazy("Take a photo"), required=False, widget=Chooser(camera=True))
    files = Files(label=gettext_lazy("Choose photos"), required=False, widget=Chooser(accept=PICTURES))
    place = text(gettext_lazy("Place surveyed"), 200, rows=0)
    at = forms.DateTimeField(
        label=gettext_lazy("Surveyed at"),
        widget=MomentInput(),
        error_messages=dict.fromkeys(
            ("required", "invalid"), gettext_lazy("This is no day with a time. Choose both from the field.")
        ),
    )
    present = text(gettext_lazy("People present"), 200, rows=0, help_text=gettext_lazy("At least one, by name"))
    findings = text(gettext_lazy("What was found"), 1000, rows=4)
    ground = text(gettext_lazy("Which rule asks for it"), 300, needed=False, rows=0)
    field_order = ("place", "at", "present", "findings", "ground", "camera", "files")


class WithdrawForm(forms.Form):
    said = gettext_lazy("Kept beside it; nobody opens it any more")
    reason = text(gettext_lazy("Reason"), LONGEST, rows=0, help_text=said)
