"""What the clock says when it cannot answer, and when an act is not allowed."""

from dataclasses import dataclass


class ClockError(ValueError):
    """A question the clock cannot answer; `code` is stable, the text is one line with cause and remedy."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that the regulations do not allow: stable code, sentence, what to do instead, clause id."""

    code: str
    sentence: str
    remedy: str
    source: str
