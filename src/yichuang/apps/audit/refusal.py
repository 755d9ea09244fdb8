import dataclasses
from collections.abc import Mapping
from typing import Any, NoReturn

from yichuang.core import worktime
from yichuang.core.identity import N_, Fault, clean_text
from yichuang.core.sentences import Sentence


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Why something may not happen, as a value.

    `code` is stable and for programs; `sentence` and `remedy` are English msgids for people, filled from `values`,
    which may hold sentences of the core; `problem` and `advice` are the two so filled, to be translated when shown.
    `field` names the form field at fault, if one is; `clause` the rule behind it.
    """

    code: str
    sentence: str
    remedy: str = ""
    field: str = ""
    clause: str = ""
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def problem(self) -> Sentence:
        return Sentence(self.sentence, self.values)

    @property
    def advice(self) -> Sentence:
        return Sentence(self.remedy, self.values)


class Refused(Exception):
    """Raised by a command so that its transaction leaves no row changed; carries the Refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class SameKeyOtherBody(Exception):
    """A submission key came back with a different body: a conflict, not a repeat."""


def refuse(code: str, sentence: str, remedy: str = "", field: str = "", clause: str = "", **values: Any) -> NoReturn:
    """Says no: raises Refused with a Refusal of these parts; further keywords fill its sentences."""
    raise Refused(Refusal(code, sentence, remedy, field=field, clause=clause, values=values))


def of_clock(refused: worktime.Refusal, field: str = "") -> Refusal:
    """What the core's clock says against an act."""
    said, remedy = refused.sentence, refused.remedy
    return Refusal(refused.code, said.template, remedy.template, field, refused.source, {**said.facts, **remedy.facts})


def refuse_fault(fault: Fault, field: str) -> NoReturn:
    """Says no because of what the core found wrong with something typed into `field`."""
    raise Refused(Refusal(fault.code.value, fault.sentence, fault.remedy, field=field, values=fault.values))


def free_text(
    value: str, field: str, *, most: int, needed: bool = True, clause: str = "",
    missing: str = N_("Nothing has been filled in."),
) -> str:  # fmt: skip
    """Free text without outer spaces; Refused when it cannot be stored or printed, or is needed and empty."""
    cleaned = clean_text(value, max_length=most)
    if isinstance(cleaned, Fault):
        refuse_fault(cleaned, field)
    cleaned = cleaned.strip()
    if needed and not cleaned:
        refuse("words_missing", missing, N_("Say it in a few words."), field, clause)
    return cleaned
