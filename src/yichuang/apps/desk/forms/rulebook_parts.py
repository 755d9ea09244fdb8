"""The parts of a rulebook as somebody types them who does not write TOML; what they must be the validator says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.fields import Day, Words
from yichuang.apps.desk.rulebooks import DIRECTIONS, MEASURES, READINGS, UNITS
from yichuang.core.assessment import Readings
from yichuang.rulebook.assessment_outline import Outline

SPARE = 2  # empty lines for what is to be added


class Judged(Words):
    """A text that the validator of rulebooks judges, not the form: required is what it says to the reader."""

    def validate(self, value: str) -> None:
        """Left to the validator, so that a draft can be stored also with a gap."""


class Chosen(forms.ChoiceField):
    """One of a list, judged the same way."""

    def validate(self, value: str) -> None:
        """Left to the validator."""


def line(label: Any, most: int = 60, *, needed: bool = True, rows: int = 0, **more: Any) -> Judged:
    return Judged(label=label, most=most, rows=rows, required=needed, **more)


def figure(label: Any, *, needed: bool = False, **more: Any) -> Judged:
    made = line(label, 20, needed=needed, **more)
    made.widget.attrs["inputmode"] = "decimal"
    return made


class Part(forms.Form):
    """`seen`: the digest of the text that was on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class HeadForm(Part):
    document = line(_("Document"), 100, help_text=_("Its number"))
    title = line(_("Title"), 100)
    issuer = line(_("Issuing office"), 100)
    issued = Day(label=_("Day of issue"))
    effective = Day(label=_("Applies from"), help_text=_("A quarter is scored by what applies on its last day"))
    source = line(_("Clause"), 100, help_text=_("Where this stands, such as D2.0.1"))


def _choices(words: Mapping[str, Any], given: str, empty: Any) -> list[tuple[str, Any]]:
    """The words of a list, and what is written already even where it is none of them."""
    known = [("", empty), *((code, _(word)) for code, word in words.items())]
    return known if given in dict(known) else [*known, (given, given)]


class RowForm(Part):
    id = line(_("Number"), 20, help_text=_("The section and a number without a gap; parts of one rule a, b"))
    title = line(_("Title"), 100)
    text = line(_("Sentence of the document"), 1000, rows=3)
    clause = line(_("Clause"), 60)
    direction = forms.ChoiceField(label=_("Direction"), required=False)
    unit = Chosen(label=_("Unit"))
    low = figure(_("Points"), help_text=_("What one time moves, or the least of it; empty with levels"))
    high = figure(_("up to"), help_text=_("Only for a range, which the assessor decides in"))
    cap = figure(_("At most"), help_text=_("Only where the document says so, in the section without a base"))
    verified = forms.BooleanField(label=_("only when verified"), required=False)
    once = forms.BooleanField(label=_("only once"), required=False)
    county = figure(_("Points at county level"))
    city = figure(_("Points at city level"))
    province = figure(_("Points at province level"))
    measure = forms.ChoiceField(label=_("Share"), required=False)
    target = figure(_("Target in percent"))
    step = figure(_("Step in percent"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        lists = {"direction": (DIRECTIONS, _("takes points off")), "unit": (UNITS, "–"), "measure": (MEASURES, "–")}
        for name, (words, empty) in lists.items():
            self.fields[name].choices = _choices(words, str(self.initial.get(name, "")), empty)


class BasesForm(Part):
    """Total, pass mark, and of every section title, base and clause."""

    total = figure(_("Total"), needed=True, help_text=_("The bases sum up to it"))
    pass_mark = figure(_("Pass mark"), needed=True)

    def __init__(self, *given: Any, outline: Outline, **options: Any) -> None:
        super().__init__(*given, **options)
        self.lines = []
        for one in outline.sections:
            names = {name: f"{name}_{one.place}" for name in ("title", "base", "clause")}
            self.fields[names["title"]] = line(_("Title"), 100, initial=one.title)
            self.fields[names["base"]] = figure(_("Base"), initial=one.base)
            self.fields[names["clause"]] = line(_("Clause"), 60, initial=one.clause)
            self.lines.append((one, names))


class ReadingsForm(Part):
    """Every reading with its value and clause; without a value the usual one holds."""

    def __init__(self, *given: Any, outline: Outline, **options: Any) -> None:
        super().__init__(*given, **options)
        self.lines = []
        written = {one["name"]: one for one in outline.readings}
        for name, values in Readings.choices().items():
            one = written.get(name, {"value": "", "source": ""})
            key = name.replace(".", "_")
            self.fields[f"value_{key}"] = self._value(name, values, one["value"])
            self.fields[f"source_{key}"] = line(_("Clause"), 60, needed=False, initial=one["source"])
            self.lines.append((name, f"value_{key}", f"source_{key}"))

    def _value(self, name: str, values: Sequence[bool | str] | None, given: str) -> forms.Field:
        if values is None:
            return line(_(READINGS[name]), 20, needed=False, initial=given)
        shown = [str(one).lower() for one in values]
        shown += [given] if given not in ("", *shown) else []
        return forms.ChoiceField(label=_(READINGS[name]), required=False, initial=given,
                                 choices=[("", _("as usual")), *((one, one) for one in shown)])  # fmt: skip


class OnceForm(Part):
    """Which sections score a fact together once, which rule goes before which others."""

    source = line(_("Clause"), 60)

    def __init__(self, *given: Any, outline: Outline, **options: Any) -> None:
        super().__init__(*given, **options)
        self.groups, self.lines = [], []
        for place, sections in enumerate([*outline.across, *[()] * SPARE]):
            name = f"group_{place}"
            self.fields[name] = line(_("Sections"), 60, needed=False, initial=" ".join(sections))
            self.groups.append(name)
        empty = {"rule": "", "over": (), "always": False, "source": ""}
        for place, one in enumerate([*outline.precedence, *[empty] * SPARE]):
            names = {name: f"{name}_{place}" for name in empty}
            self.fields[names["rule"]] = line(_("Rule"), 20, needed=False, initial=one["rule"])
            self.fields[names["over"]] = line(_("Before which rules"), 100, needed=False, initial=" ".join(one["over"]))
            self.fields[names["always"]] = forms.BooleanField(
                label=_("whatever the reading"), required=False, initial=one["always"])  # fmt: skip
            self.fields[names["source"]] = line(_("Clause"), 60, needed=False, initial=one["source"])
            self.lines.append(names)
