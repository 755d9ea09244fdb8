from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yichuang.apps.organization.models import Staff

# Longer than any password a person types; hashing a megabyte would be a gift to whoever wants to keep us busy.
LONGEST_PASSWORD = 128


def password_field(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    """A password is taken as typed: nothing is stripped, and nothing is sent back to the page."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    made = forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, **options)
    made.error_messages["required"] = _("Nothing has been filled in. Fill this in.")
    return made


WRONG = _("User name or password is wrong. Check both and try again; capital and small letters differ.")


class SignInForm(AuthenticationForm):
    """Says the same words for an unknown name, a wrong password and a closed account."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].error_messages["required"] = _("Nothing has been filled in. Fill this in.")
        self.fields["username"].widget.attrs["spellcheck"] = "false"
        self.fields["password"] = password_field(_("Password"), "current-password")


class PasswordForm(forms.Form):
    """The own password, proved by the old one and typed twice."""

    old_password = password_field(_("Present password"), "current-password")
    new_password = password_field(_("New password"), "new-password")
    repeated = password_field(_("New password once more"), "new-password")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        """Asks the same door as signing in, so that guessing at an open desk locks as well."""
        old, staff = self.cleaned_data["old_password"], self.request.user
        known = authenticate(self.request, username=staff.get_username(), password=old)
        if not isinstance(known, Staff) or known.pk != staff.pk:
            raise forms.ValidationError(_("This is not your present password. Type it again."), code="wrong")
        return old

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        new = given.get("new_password")
        if new and "repeated" in given and new != given["repeated"]:
            self.add_error("repeated", _("The two new passwords differ. Type the same one twice."))
        if new and new == given.get("old_password"):
            self.add_error("new_password", _("This is the present password. Choose another one."))
        return given
