"""What the core says to people: English sentences with named places, kept apart from the facts that fill them.

The core knows no language but its own. A sentence stays in its two parts until it is shown; whoever shows it brings
the translation, and pages have one place for that (`yichuang.ui.wording`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def noop(message: str) -> str:
    """Mark a message for extraction; the interface translates it when it is shown."""
    return message


N_ = noop
_BETWEEN = N_(", ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template marked with N_ and its facts: plain values, sentences within the sentence, or tuples of them."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence with its places filled, in the language that `translate` puts templates into."""
        return translate(self.template) % {name: _told(fact, translate) for name, fact in self.facts.items()}

    def __str__(self) -> str:
        """In English, as programs and the command line read it."""
        return self.said(noop)


def _told(fact: object, translate: Callable[[str], str]) -> object:
    if isinstance(fact, Sentence):
        return fact.said(translate)
    if isinstance(fact, tuple):
        return translate(_BETWEEN).join(str(_told(one, translate)) for one in fact)
    return fact


def sentence(said: str | Sentence, facts: Mapping[str, object]) -> Sentence:
    """A template with its facts; a sentence that is one already keeps its own."""
    return said if isinstance(said, Sentence) else Sentence(said, facts)


class CoreError(ValueError):
    """A question that cannot be answered: a stable `code`, and one line with cause and remedy as a `sentence`."""

    def __init__(self, code: str, said: str | Sentence, /, **facts: object) -> None:
        """Keep the code and the sentence; the text of the error is the sentence in English."""
        self.code = code
        self.sentence = sentence(said, facts)
        super().__init__(str(self.sentence))
