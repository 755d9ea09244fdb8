import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yichuang.apps.audit.web import sentence
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.people import role_name, role_texts
from yichuang.apps.organization.queries import departments_of, windows_of
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import NAME_MAX_LENGTH, Fault, check_phone

USERNAME = RegexValidator(
    r"^[a-z][a-z0-9]*([._-][a-z0-9]+)*\Z",
    gettext_lazy("Use small letters and digits with a dot, a hyphen or an underscore between, such as minzheng.a."),
)
# Within the hall's own area people dial without its code, as the hall's list of staff has it.
LOCAL_PHONE = re.compile(r"[2-9][0-9]{6,7}\Z")
FAULTS = ("required", "min_length", "max_length", "null_characters_not_allowed")
USERNAME_FAULTS = dict.fromkeys(FAULTS, gettext_lazy("Enter a user name of 3 to 40 characters, such as minzheng.a."))
NAME_FAULTS = dict.fromkeys(FAULTS, gettext_lazy("Enter the name as the identity card has it, at most 50 characters."))


class PersonForm(forms.Form):
    """A new account. Roles are not on it: they are the security administrator's affair."""

    username = forms.CharField(
        label=gettext_lazy("User name"), min_length=3, max_length=40, validators=[USERNAME],
        error_messages=USERNAME_FAULTS,
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_MAX_LENGTH, error_messages=NAME_FAULTS)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=20, required=False)
    department = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Department"), required=False)
    window = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Window"), required=False)

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(hall)  # type: ignore[attr-defined]
        self.fields["window"].queryset = windows_of(hall)  # type: ignore[attr-defined]
        for name in ("department", "window"):
            self.fields[name].empty_label = _("None")  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        given = self.cleaned_data["phone"]
        if LOCAL_PHONE.match(given):
            return given
        checked = check_phone(given) if given else None
        if isinstance(checked, Fault):
            raise forms.ValidationError(sentence(checked))
        return checked.number if checked else ""


class IdentityForm(forms.Form):
    """A person's own identity number; empty to clear it. It is never shown again."""

    identity = forms.CharField(label=gettext_lazy("Own identity number"), max_length=40, required=False)


class RolesForm(forms.Form):
    """The roles of one person; which go together is asked in policies."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"roles": sorted(staff.role_set)})
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(code, role_name(code)) for code in role_texts()]  # type: ignore[attr-defined]

    def chosen(self) -> frozenset[Role]:
        return frozenset(Role(code) for code in self.cleaned_data["roles"])
