from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ThreeOfFourClasses:
    """Graded protection (GB/T 22239, 8.1.4.1) asks for complexity: three of lower, upper, digits, other signs."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
        if sum(any(kind(sign) for sign in password) for kind in kinds) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("Use at least three of: small letters, capital letters, digits, other signs.")
