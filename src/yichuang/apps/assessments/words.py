"""The arithmetic of a sheet in words: every step behind a figure as one short sentence, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from yichuang.apps.assessments.documents import Document
from yichuang.core.identity import N_

STEPS = {
    "floor": N_("%(a)s ÷ %(b)s gives %(result)s complete steps"),
    "ceil": N_("%(a)s ÷ %(b)s gives %(result)s steps, a started one counted whole"),
    "prorata": N_("%(a)s ÷ %(b)s gives %(result)s steps, a started one by its part"),
}
MEASURES = {"on_time": N_("On-time share"), "satisfaction": N_("Satisfaction share")}
WHYS = {
    "fact_counted": N_("The same fact is scored by rule %(rule)s; here it does not count again."),
    "no_data": N_("No data in this period, so nothing is deducted."),
    "small_sample": N_("Too few ratings in this period, so nothing is deducted."),
}
STANDINGS = {
    "live": (N_("Live"), "info"),
    "objections": (N_("Finalised, open to objections"), "warn"),
    "waiting": (N_("Finalised, to be published"), "warn"),
    "published": (N_("Published"), "good"),
}


def plain(figure: str) -> str:
    """A figure without a needless decimal: 5 for 5.0, 0.5 as it is."""
    return figure.removesuffix(".0")


def signed(figure: str) -> str:
    """A figure with its sign, true minus included: +1, −0.5, 0."""
    short = plain(figure)
    return "0" if short in ("0", "-0") else f"−{short[1:]}" if short.startswith("-") else f"+{short}"


def share(pair: Sequence[int]) -> str:
    """A share as it is asked: 27 of 28, and how much that is; nothing when there is no data."""
    num, den = pair
    if not den:
        return _("no data")
    tenths = (2000 * num + den) // (2 * den)
    return f"{num}/{den} = {tenths // 10}.{tenths % 10}%"


def step(one: Document, readings: Mapping[str, Any]) -> str:
    """One step as a sentence, such as "0.2 × 3 = 0.6"."""
    return _SAY[one["act"]](_parts(one), plain(one["result"]), readings)


def steps(found: Sequence[Document], readings: Mapping[str, Any]) -> list[str]:
    """The steps of a figure that say something: those that leave it as it was are left out, but for the last."""
    told = [one for one in found if not _idle(one)] or list(found[-1:])
    return [step(one, readings) for one in told]


def moved(told: Document) -> list[str]:
    """How the section without a base comes to what it adds and deducts, each sentence with what it is about."""
    named = {"added": _("Added"), "deducted": _("Deducted")}
    found = [one for one in told["other"]["steps"] if one["of"] in named or not _idle(one)]
    return [f"{named.get(one['of'], one['of'])} {step(one, told['readings'])}" for one in found]


def why(line: Document) -> str:
    """Why a line has no points of its own; empty where its arithmetic says it."""
    said = WHYS.get(line["why"])
    return _(said) % {"rule": line["counted_under"]} if said else ""


def _idle(one: Document) -> bool:
    if one["act"] in ("at_most", "at_least"):
        return one["result"] == one["parts"][0]
    if one["act"] == "less":
        return one["parts"][1] == "0.0"
    return one["act"] == "sum" and len(one["parts"]) < 2


def _parts(one: Document) -> list[str]:
    return [plain(part) for part in one["parts"]]


def _times(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return f"{parts[0]} × {parts[1]} = {result}"


def _percent(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return f"{parts[0]} ÷ {parts[1]} = {result}%"


def _less(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return f"{parts[0]} − {parts[1]} = {result}"


def _below(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    if result == "0":
        return _("%(share)s is not below %(target)s") % {"share": parts[1], "target": parts[0]}
    return _less(parts, result, readings)


def _counted(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return _(STEPS[str(readings["score.step"])]) % {"a": parts[0], "b": parts[1], "result": result}


def _sum(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    counted = [part for part in parts if part != "0"]
    return f"{' + '.join(counted)} = {result}" if len(counted) > 1 else result


def _at_most(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return _("%(a)s, at most %(b)s: %(result)s") % {"a": parts[0], "b": parts[1], "result": result}


def _at_least(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return _("%(a)s, not below %(b)s: %(result)s") % {"a": parts[0], "b": parts[1], "result": result}


def _not_counted(parts: list[str], result: str, readings: Mapping[str, Any]) -> str:
    return _("not counted: 0")


_SAY: Mapping[str, Callable[[list[str], str, Mapping[str, Any]], str]] = {
    "times": _times, "percent": _percent, "below": _below, "steps": _counted, "sum": _sum, "at_most": _at_most,
    "at_least": _at_least, "less": _less, "not_counted": _not_counted,
}  # fmt: skip
