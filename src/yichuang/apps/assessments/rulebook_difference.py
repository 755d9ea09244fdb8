"""What a rulebook says otherwise than the one it is based on: rule by rule, base by base, reading by reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from yichuang.core.assessment import Rule, Rulebook, figure


@dataclass(frozen=True)
class Change:
    """One thing that differs, before and after; empty where there was or is none. `kind`: rule, base, reading, head."""

    kind: str
    name: str
    before: str
    after: str


def points_of(rule: Rule) -> str:
    """What one time moves, such as −5, −3–5, +1/3/5 by level, with the cap: ≤10."""
    sign = "+" if rule.adds else "−"
    if rule.levels:
        moved = "/".join(short(rule.levels[level]) for level in rule.levels)
    else:
        moved = f"{short(rule.low)}–{short(rule.high)}" if rule.discretionary else short(rule.low)
    return f"{sign}{moved}" + (f" (≤{short(rule.cap)})" if rule.cap is not None else "")


def short(value: Fraction) -> str:
    """A figure without a needless decimal."""
    return figure(value).removesuffix(".0")


def changes(before: Rulebook, after: Rulebook) -> list[Change]:
    """Everything that differs, heads first, then bases, rules in their order and readings; none for the same."""
    told = [_told(book) for book in (before, after)]
    found = []
    for kind in told[0]:
        old, new = told[0][kind], told[1][kind]
        for name in dict.fromkeys([*old, *new]):
            if old.get(name, "") != new.get(name, ""):
                found.append(Change(kind, name, old.get(name, ""), new.get(name, "")))
    return found


def _told(book: Rulebook) -> Mapping[str, Mapping[str, str]]:
    return {
        "head": dict(_heads(book)),
        "base": {one.id: f"{one.title} {short(one.base or Fraction(0))} {one.clause}" for one in book.sections},
        "rule": {rule.id: _rule(rule) for rule in book.rules.values()},
        "once": dict(_once(book)),
        "reading": {name: str(value).lower() for name, value in book.readings.as_mapping().items()},
    }


def _once(book: Rulebook) -> Iterator[tuple[str, str]]:
    for group in sorted(sorted(one) for one in book.across):
        yield " + ".join(group), "×1"
    for one in book.precedence:
        yield f"{one.rule} > {', '.join(sorted(one.over))}", f"{one.source}{' (always)' if one.always else ''}"


def _heads(book: Rulebook) -> Iterator[tuple[str, str]]:
    yield "document", f"{book.document} {book.title}"
    yield "effective", book.effective.isoformat()
    yield "total", short(book.total)
    yield "pass_mark", short(book.pass_mark)


def _rule(rule: Rule) -> str:
    steps = rule.steps
    parts = [rule.title, rule.text, points_of(rule), rule.unit.value]
    if steps is not None:
        parts.append(f"{steps.measured.value} {short(steps.target)}% / {short(steps.size)}%")
    flags = [name for name, on in (("verified", rule.verified), ("once", rule.once)) if on]
    return " · ".join([*parts, *flags, rule.clause])
