"""How unclear sentences of the assessment are read (clause table, section 1); each reading is a setting."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.figures import ZERO, exact, figure
from yichuang.core.sentences import N_, Sentence

# Name of the setting → attribute, and the values it may take; a number has None for its values.
_CHOICES: dict[str, tuple[str, tuple[bool | str, ...] | None]] = {
    "score.dedupe": ("dedupe", (True, False)),
    "score.step": ("step", ("floor", "ceil", "prorata")),
    "score.total_floor": ("total_floor", None),
    "score.other_deducts": ("other_deducts", (True, False)),
    "feedback.cap": ("feedback_cap", None),
    "feedback.cap_mode": ("feedback_cap_mode", ("each", "net")),
    "rate.basis": ("rate_basis", ("due", "closed")),
    "rating.min_sample": ("min_sample", None),
}
# Where "none" is an answer: no floor under the total, the cap as the rulebook writes it.
_NONE_ALLOWED = {"score.total_floor", "feedback.cap"}


@dataclass(frozen=True, slots=True)
class Readings:
    """One choice for every unclear point.

    dedupe: one fact is scored once (C-08). step: a started step of a share counts not at all, wholly or by its part
    (C-11). total_floor: what a total cannot fall below, None for nothing (C-10). other_deducts: the section without a
    base may lower the total (C-10). feedback_cap: another cap on praise and criticism than the rulebook's, which is
    taken each way or on the net (C-12). rate_basis: the on-time share is of the cases due or of those closed in the
    period (C-21). min_sample: the ratings from which on their share is scored (C-36).
    """

    dedupe: bool = True
    step: str = "floor"
    total_floor: Fraction | None = ZERO
    other_deducts: bool = True
    feedback_cap: Fraction | None = None
    feedback_cap_mode: str = "each"
    rate_basis: str = "due"
    min_sample: int = 1

    def but(self, mapping: Mapping[str, object]) -> "Readings":
        """These readings with the settings given, such as `{"score.step": "ceil"}`; AssessmentError on a wrong one."""
        chosen: dict[str, object] = {}
        for setting, value in mapping.items():
            if setting not in _CHOICES:
                said = N_("unknown reading '%(setting)s'; known are %(known)s")
                raise AssessmentError("unknown_reading", said, setting=setting, known=tuple(_CHOICES))
            attribute, values = _CHOICES[setting]
            chosen[attribute] = _number(setting, value) if values is None else _choice(setting, value, values)
        return replace(self, **chosen)  # type: ignore[arg-type]

    @staticmethod
    def choices() -> dict[str, tuple[bool | str, ...] | None]:
        """Every setting with the values it may take; None where it is a figure."""
        return {setting: values for setting, (_, values) in _CHOICES.items()}

    def as_mapping(self) -> dict[str, bool | str]:
        """Return every reading under the name of its setting, figures as text."""
        names = {attribute: setting for setting, (attribute, _) in _CHOICES.items()}
        return {names[one.name]: _written(getattr(self, one.name)) for one in fields(self)}


def _choice(setting: str, value: object, values: tuple[bool | str, ...]) -> bool | str:
    # 1 == True in Python, but a setting of 1 is a slip of the pen.
    for known in values:
        if type(value) is type(known) and value == known:
            return known
    raise _unfit(setting, value, tuple(str(known).lower() if isinstance(known, bool) else known for known in values))


def _number(setting: str, value: object) -> Fraction | int | None:
    if setting in _NONE_ALLOWED and (value is None or value == "none"):
        return None
    whole = setting == "rating.min_sample"
    number = exact(value)
    if number is None or (whole and (number < 1 or number.denominator != 1)):
        wanted = N_("a whole number of at least 1") if whole else N_('a number not below 0, or "none"')
        raise _unfit(setting, value, Sentence(wanted))
    return int(number) if whole else number


def _written(value: object) -> bool | str:
    if isinstance(value, Fraction):
        return figure(value)
    return value if isinstance(value, bool) else "none" if value is None else str(value)


def _shown(value: object) -> str:
    text = ascii(value) if isinstance(value, str | bool | None) else str(value)[:60]
    return text if len(text) <= 60 else text[:57] + "..."


def _unfit(setting: str, value: object, wanted: object) -> AssessmentError:
    said = N_("reading '%(setting)s' cannot be %(value)s; it may be %(wanted)s")
    return AssessmentError("unknown_reading", said, setting=setting, value=_shown(value), wanted=wanted)
