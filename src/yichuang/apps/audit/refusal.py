import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Why something may not happen, as a value.

    `code` is stable and for programs; `sentence` and `remedy` are English msgids for people, filled
    from `values`; `field` names the form field at fault, if one is; `clause` the rule behind it.
    """

    code: str
    sentence: str
    remedy: str = ""
    field: str = ""
    clause: str = ""
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """Raised by a command so that its transaction leaves no row changed; carries the Refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class SameKeyOtherBody(Exception):
    """A submission key came back with a different body: a conflict, not a repeat."""
