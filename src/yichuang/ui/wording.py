"""The one place where a sentence of the core becomes one of the reader's language."""

from django.utils.translation import gettext

from yichuang.core.sentences import Sentence


def say(sentence: Sentence) -> str:
    """The sentence translated and filled, sentences within it too."""
    return sentence.said(gettext)
