"""How unclear sentences of the regulations are read (clause table, section 1); each reading is a setting."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from yichuang.core.sentences import N_
from yichuang.core.worktime.errors import ClockError

# Attribute → name of the setting, and every value it may take; the first value is the default.
_NAMES: dict[str, tuple[str, tuple[bool | str, ...]]] = {
    "count_first_day": ("limit.count_first_day", (False, True)),
    "roll": ("limit.roll", (True, False)),
    "due_at": ("limit.due_at", ("closing", "24:00")),
    "instant_clock": ("instant.clock", ("wall", "business")),
    "pause_after_accept": ("clock.pause_after_accept", (False, True)),
    "extension_from": ("ext.from", ("nominal", "rolled")),
}
_ATTRIBUTES = {setting: (attribute, values) for attribute, (setting, values) in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class Readings:
    """One choice for every unclear point: C-05 (days), C-06 (pause), C-07 (30 minutes), T3 (extension).

    count_first_day: the day of acceptance is day 1 (else day 0). roll: an end on a day off moves to the next working
    day. due_at: closing time of the last day, or its midnight (24:00, which is 0:00 of the day after).
    instant_clock: minutes run by the wall clock or in office hours only. pause_after_accept: a supplement asked for
    after acceptance stops the clock. extension_from: an extension is counted on from the nominal or the rolled end.
    """

    count_first_day: bool = False
    roll: bool = True
    due_at: str = "closing"
    instant_clock: str = "wall"
    pause_after_accept: bool = False
    extension_from: str = "nominal"

    def __post_init__(self) -> None:
        """Refuse a value no reading has."""
        for attribute, (setting, values) in _NAMES.items():
            _check(setting, getattr(self, attribute), values)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> "Readings":
        """Build from settings such as `{"limit.roll": False}`; ClockError on an unknown name or value."""
        chosen: dict[str, object] = {}
        for setting, value in mapping.items():
            if setting not in _ATTRIBUTES:
                said = N_("unknown reading '%(setting)s'; known are %(known)s")
                raise ClockError("unknown_reading", said, setting=setting, known=tuple(_ATTRIBUTES))
            attribute, values = _ATTRIBUTES[setting]
            _check(setting, value, values)
            chosen[attribute] = value
        return cls(**chosen)  # type: ignore[arg-type]

    def as_mapping(self) -> dict[str, bool | str]:
        """Return every reading under the name of its setting."""
        return {_NAMES[field.name][0]: getattr(self, field.name) for field in fields(self)}


def _check(setting: str, value: object, values: tuple[bool | str, ...]) -> None:
    # 1 == True in Python, but a setting of 1 is a slip of the pen.
    if not any(type(value) is type(known) and value == known for known in values):
        wanted = tuple(str(known).lower() if isinstance(known, bool) else known for known in values)
        said = N_("reading '%(setting)s' cannot be %(value)s; it may be %(wanted)s")
        raise ClockError("unknown_reading", said, setting=setting, value=repr(value), wanted=wanted)
