"""What a citizen types to book, to look a booking up, and to call it off."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from yichuang.apps.audit.web import sentence
from yichuang.apps.portal.forms import FOUR_DIGITS, tidy
from yichuang.apps.reception.queries import HomeClass
from yichuang.core.identity import Fault, clean_text


class Plain(forms.CharField):
    """Free text that can be stored; a character that cannot is named with its place."""

    def __init__(self, *, most: int, missing: Any, attrs: dict[str, str] | None = None, **options: Any) -> None:
        widget = forms.TextInput(attrs={"maxlength": str(most)} | (attrs or {}))
        super().__init__(widget=widget, error_messages={"required": missing}, **options)
        self.most, self.validators = most, []

    def to_python(self, value: object) -> str:
        cleaned = clean_text(str(value or ""), max_length=self.most)
        if isinstance(cleaned, Fault):
            raise ValidationError(sentence(cleaned))
        return cleaned.strip()


class BookForm(forms.Form):
    """Name, telephone and matter: nothing else is asked for (D3.3.3)."""

    name = Plain(label=_("Your name"), most=50, missing=_("Enter your name."), attrs={"autocomplete": "name"})
    contact = Plain(
        label=_("Your telephone"), most=30, missing=_("Enter your telephone number."),
        attrs={"autocomplete": "tel", "inputmode": "tel"},
        help_text=_("A mobile number, or a landline with its area code."),
    )  # fmt: skip
    matter = Plain(label=_("What is it about"), most=200, missing=_("Say in a few words what it is about."))


class HomeForm(BookForm):
    """Service at home or on site, for those the hall names (D3.3.3)."""

    klass = forms.ChoiceField(
        label=_("Who needs it"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )  # fmt: skip
    address = Plain(label=_("Where to come"), most=100, missing="", required=False,
                    help_text=_("Village, group, house; or say it when we call you."))  # fmt: skip
    field_order = ("klass", "name", "contact", "matter", "address")

    def __init__(self, *args: Any, classes: Iterable[HomeClass], **options: Any) -> None:
        super().__init__(*args, **options)
        english = get_language() == "en"
        self.fields["klass"].choices = [(one.code, one.english if english else one.name) for one in classes]


class PhoneEnd(forms.CharField):
    """The last four digits of a telephone, typed carelessly."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Last four digits of the telephone you gave"), max_length=20,
            error_messages={"required": _("Enter four digits.")},
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": "6"}),
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        digits = tidy(super().clean(value))
        if not FOUR_DIGITS.fullmatch(digits):
            raise ValidationError(gettext("Enter exactly four digits."))
        return digits


class FindForm(forms.Form):
    code = forms.CharField(
        label=_("Booking code"), max_length=30, help_text=_("Eight digits, on your booking slip."),
        error_messages={"required": _("Enter the code of your booking.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )  # fmt: skip
    phone_end = PhoneEnd()

    def clean_code(self) -> str:
        return "".join(sign for sign in tidy(self.cleaned_data["code"]) if sign.isascii() and sign.isdigit())


class CancelForm(forms.Form):
    phone_end = PhoneEnd()
