"""What is wrong with a draft in the reader's words: where it stands, what it is, what to do and on which page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.core.identity import N_
from yichuang.core.sentences import Sentence
from yichuang.rulebook.assessment_outline import Outline
from yichuang.rulebook.errors import RulebookError, advice
from yichuang.rulebook.toml_reader import A_TEXT
from yichuang.ui.wording import say

FIELDS = {
    "number": N_("Number"), "document": N_("Document"), "title": N_("Title"), "issuer": N_("Issuing office"),
    "issued": N_("Day of issue"), "effective": N_("Applies from"), "source": N_("Clause"), "total": N_("Total"),
    "pass_mark": N_("Pass mark"), "halls": N_("Halls"), "id": N_("Number"), "text": N_("Sentence of the document"),
    "unit": N_("Unit"), "direction": N_("Direction"), "points": N_("Points"), "levels": N_("Points by level"),
    "measure": N_("Share"), "target": N_("Target in percent"), "step": N_("Step in percent"), "cap": N_("At most"),
    "verified": N_("only when verified"), "once": N_("only once"), "clause": N_("Clause"), "base": N_("Base"),
    "rules": N_("Rules"), "name": N_("Reading"), "value": N_("Value"), "over": N_("Before which rules"),
    "rule": N_("Rule"), "always": N_("whatever the reading"), "file": N_("Text"),
}  # fmt: skip
# In a form nobody writes quotes.
_IN_FORMS = {
    A_TEXT: N_("Fill this in"),
    'Write a figure in quotes, such as "0.5"': N_("Write a figure such as 0.5"),
    'Write one figure, or two such as ["3", "5"]': N_("Write a figure such as 0.5"),
    "Write a figure in quotes": N_("Write a figure such as 0.5"),
    "Write one of: %(known)s": N_("Choose one of the list"),
}
_PLACE = re.compile(
    r"(sections|readings|once|precedence|across)(?:\[(\d+)\])?(?:\.(rules)\[(\d+)\])?(?:\.(.+))?", re.ASCII
)


@dataclass(frozen=True)
class Told:
    """A defect as the page lists it; `url` is where it is put right, "" for the text itself."""

    key: str
    place: str
    sentence: str
    url: str


def sentence(defect: RulebookError, *, in_form: bool = False) -> str:
    """What is wrong and what to do about it, in the reader's language."""
    problem, remedy = defect.sentences
    shorter = _IN_FORMS.get(remedy.template) if in_form else None
    return say(advice(problem, Sentence(shorter)) if shorter else defect.advice)


def told(defects: Sequence[RulebookError], pk: int, outline: Outline | None) -> list[Told]:
    """Every defect with its place in words; without an outline only the text can be corrected."""
    found = []
    for one in defects:
        name, url = _place(one.key, pk, outline) if outline else (_field(one.key), "")
        found.append(Told(one.key, name, sentence(one), url))
    return found


def _field(key: str) -> str:
    """The last part of a key that has a name: points of sections[2].rules[0].points."""
    for name in reversed(re.findall(r"[a-z_]+", key)):
        if name in FIELDS:
            return _(FIELDS[name])
    return key


def _place(key: str, pk: int, outline: Outline) -> tuple[str, str]:
    match = _PLACE.fullmatch(key)
    if match is None:
        page = "rulebook_bases" if key in ("total", "pass_mark") else "rulebook_head"
        return _field(key), "" if key in ("number", "halls", "file") else reverse(f"desk:{page}", args=[pk])
    kind, place, rules, row, _rest = match.groups()
    if kind == "readings":
        return _("Readings"), reverse("desk:rulebook_readings", args=[pk])
    if kind != "sections":
        return _("One fact once"), reverse("desk:rulebook_once", args=[pk])
    if rules is None:
        section = outline.sections[int(place)] if place else None
        name = f"{section.id} {section.title}" if section else _("Bases")
        return name, reverse("desk:rulebook_bases", args=[pk])
    found = outline.row(int(place), int(row))
    url = reverse("desk:rulebook_row", args=[pk, int(place) + 1, int(row) + 1])
    return f"{found['id'] or '?'} {found['title']} · {_field(key)}" if found else key, url
