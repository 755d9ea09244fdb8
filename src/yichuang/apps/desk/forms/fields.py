from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from yichuang.apps.audit.web import sentence
from yichuang.core.identity import Fault, clean_text
from yichuang.ui.filters import sentences

MOMENT = "%Y-%m-%dT%H:%M"


class Words(forms.CharField):
    """Free text that can be stored and printed; a character that cannot is named with its place."""

    def __init__(self, *, most: int, rows: int = 0, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
        options.setdefault("widget", widget)
        super().__init__(**options)
        self.most = most
        # Django's own check of NUL speaks in jargon; ours says which character it is and what to do.
        self.validators = []

    def to_python(self, value: object) -> str:
        text = str(value or "")
        cleaned = clean_text(text, max_length=self.most)
        if isinstance(cleaned, Fault):
            raise ValidationError(sentence(cleaned))
        return cleaned.strip()

    def validate(self, value: str) -> None:
        if self.required and not value:
            raise ValidationError(sentences((_("Nothing has been filled in."), _("Fill this in."))))


class Typed(forms.CharField):
    """A number or a name as it was typed; the commands' own checks say which character of it is at fault."""

    def __init__(self, **options: Any) -> None:
        told = {"required": _lazy("Nothing has been filled in. Fill this in.")}
        super().__init__(strip=False, error_messages=told, widget=forms.TextInput(attrs={"autocomplete": "off"}),
                         **options)  # fmt: skip
        # Django's would only say "invalid".
        self.validators = []


class Fixed(dict[str, forms.Field]):
    """The fields of a form whose instances change none: shared, as copying them takes longer than checking them."""

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        return dict(self)


class Day(forms.DateField):
    """A day, picked or written as 2026-03-09."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        told = {"required": _lazy("Nothing has been filled in. Fill this in."),
                "invalid": _lazy("This is not a day. Write it as 2026-03-09.")}  # fmt: skip
        super().__init__(input_formats=["%Y-%m-%d"], error_messages=told, **options)


class MomentInput(forms.DateTimeInput):
    """Day and time in the browser's own field, in the hall's time."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format=MOMENT)
