"""What Django itself says of a wrong field, for the catalogs: its own Chinese names no remedy, ours does.

A text of the house goes before Django's translation of the same text, so a form needs no words of its own for these.
"""

from django.utils.translation import ngettext_lazy

from yichuang.core.identity import N_

FRAMEWORK_WORDS = (
    N_("This field is required."),
    N_("Select a valid choice. %(value)s is not one of the available choices."),
    N_("Select a valid choice. That choice is not one of the available choices."),
    N_("“%(pk)s” is not a valid value."),
    N_("Enter a list of values."),
    N_("Enter a valid date."),
    N_("Enter a valid time."),
    N_("Enter a valid date/time."),
    N_("Enter a whole number."),
    N_("Enter a number."),
    N_("Ensure this value is less than or equal to %(limit_value)s."),
    N_("Ensure this value is greater than or equal to %(limit_value)s."),
    N_("Null characters are not allowed."),
)
TOO_LONG = ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
