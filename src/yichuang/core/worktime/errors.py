"""What the clock says when it cannot answer, and when an act is not allowed."""

from dataclasses import dataclass

from yichuang.core.sentences import CoreError, Sentence


class ClockError(CoreError):
    """A question the clock cannot answer."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that the regulations do not allow: stable code, sentence, what to do instead, clause id."""

    code: str
    sentence: Sentence
    remedy: Sentence
    source: str
