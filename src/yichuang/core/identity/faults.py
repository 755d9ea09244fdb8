"""Why a typed value is refused: a code, the figures that belong to it, and the sentence and remedy a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yichuang.core.sentences import N_, noop

__all__ = ["FAULT_SENTENCES", "N_", "Fault", "FaultCode", "noop"]


class FaultCode(StrEnum):
    EMPTY = "empty"
    FULL_WIDTH = "full_width"
    INVISIBLE = "invisible"
    CONTROL = "control"
    BROKEN_TEXT = "broken_text"
    DIRECTION = "direction"
    INNER_SPACE = "inner_space"
    SPREADSHEET = "spreadsheet"
    OLD_NUMBER = "old_number"
    WRONG_LENGTH = "wrong_length"
    WRONG_CHARACTER = "wrong_character"
    UNKNOWN_REGION = "unknown_region"
    IMPOSSIBLE_DATE = "impossible_date"
    FUTURE_BIRTH = "future_birth"
    TOO_OLD = "too_old"
    WRONG_CHECK = "wrong_check"
    PHONE_SHAPE = "phone_shape"
    NAME_CHARACTER = "name_character"
    PRIVATE_CHARACTER = "private_character"
    TOO_LONG = "too_long"


# Sentence, then remedy. They name no field: the form prints its label before them.
FAULT_SENTENCES: Mapping[FaultCode, tuple[str, str]] = {
    FaultCode.EMPTY: (N_("Nothing has been filled in."), N_("Fill this in.")),
    FaultCode.FULL_WIDTH: (
        N_("Character %(position)s is full-width."),
        N_("Switch the input method to half-width and type it again."),
    ),
    FaultCode.INVISIBLE: (
        N_("Character %(position)s is invisible; it often comes along with copied text."),
        N_("Delete the content and type it by hand."),
    ),
    FaultCode.CONTROL: (
        N_("Character %(position)s is a control character that cannot be stored or printed."),
        N_("Delete the content and type it by hand."),
    ),
    FaultCode.BROKEN_TEXT: (
        N_("Character %(position)s was damaged before it reached this form."),
        N_("Type this character again, or copy the text once more from where it came from."),
    ),
    FaultCode.DIRECTION: (
        N_("Character %(position)s reverses the direction of writing and would make the text read differently."),
        N_("Delete the content and type it by hand."),
    ),
    FaultCode.INNER_SPACE: (N_("There is a space at character %(position)s."), N_("Delete the space.")),
    FaultCode.SPREADSHEET: (
        N_("A spreadsheet has shortened this number and its last digits are lost."),
        N_("Set the spreadsheet column to text and enter the number again from the document."),
    ),
    FaultCode.OLD_NUMBER: (
        N_("This is a 15-digit number of the first generation, which is no longer valid."),
        N_("Enter the 18-digit number on the present identity card or household register."),
    ),
    FaultCode.WRONG_LENGTH: (
        N_("The number has 18 characters; %(length)s were entered."),
        N_("Compare it with the document and enter it in full."),
    ),
    FaultCode.WRONG_CHARACTER: (
        N_("Character %(position)s cannot stand in this number."),
        N_("Enter digits only; the last character may be X. Compare it with the document."),
    ),
    FaultCode.UNKNOWN_REGION: (
        N_("The region code at the beginning of the number does not exist."),
        N_("Compare the first six digits with the document."),
    ),
    FaultCode.IMPOSSIBLE_DATE: (
        N_("The date of birth in the number does not exist in the calendar."),
        N_("Compare the digits of the date of birth with the document."),
    ),
    FaultCode.FUTURE_BIRTH: (
        N_("The date of birth in the number lies in the future."),
        N_("Compare the digits of the date of birth with the document, and the date of this computer."),
    ),
    FaultCode.TOO_OLD: (
        N_("By the date of birth in the number the person would be over %(limit)s years old."),
        N_("Compare the digits of the date of birth with the document."),
    ),
    FaultCode.WRONG_CHECK: (
        N_("The last character does not agree with the others; at least one character is wrong."),
        N_("Compare every character with the document."),
    ),
    FaultCode.PHONE_SHAPE: (
        N_("This is neither a mobile number nor a landline number with area code."),
        N_("Enter an 11-digit mobile number, or area code and number joined by -, such as 0719-2345678."),
    ),
    FaultCode.NAME_CHARACTER: (
        N_("Character %(position)s cannot stand in a name."),
        N_("Enter the name as on the document; put · between the parts of a name of a minority nationality."),
    ),
    FaultCode.PRIVATE_CHARACTER: (
        N_("Character %(position)s exists only in the fonts of one computer and cannot be printed elsewhere."),
        N_("Choose the standard form of this rare character from the input method."),
    ),
    FaultCode.TOO_LONG: (
        N_("The text has %(length)s characters; at most %(limit)s are possible."),
        N_("Shorten the text, or hand the rest in as an attachment."),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused value. Holds no part of what was typed, so it may be logged.

    `position` counts characters from 1 in the text as it was typed, leading spaces included.
    """

    code: FaultCode
    position: int | None = None
    length: int | None = None
    limit: int | None = None

    @property
    def sentence(self) -> str:
        """What is wrong, untranslated, with %(name)s places for `values`."""
        return FAULT_SENTENCES[self.code][0]

    @property
    def remedy(self) -> str:
        """What to do about it, untranslated."""
        return FAULT_SENTENCES[self.code][1]

    @property
    def values(self) -> dict[str, int]:
        """The figures for the places in `sentence`."""
        figures = {"position": self.position, "length": self.length, "limit": self.limit}
        return {name: figure for name, figure in figures.items() if figure is not None}
