"""What people type on the pages of this app; whether it may happen is asked in policies."""

from yichuang.apps.organization.forms.people import IdentityForm, PersonForm, RolesForm
from yichuang.apps.organization.forms.signing import PasswordForm, SignInForm

__all__ = ["IdentityForm", "PasswordForm", "PersonForm", "RolesForm", "SignInForm"]
