"""Reading the question put to `yichuang score`, strictly: a misspelt key must not give a wrong score in silence."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yichuang.core.assessment import Finding, Level, Measured, Measures, Quarter, Readings, Rulebook, Share, exact
from yichuang.rulebook.assessment import load_rulebook
from yichuang.rulebook.questions import Malformed, a_text, an_object, members, parse, shown

_KEYS = {"rulebook", "window", "period", "findings", "measures", "readings"}
_FINDING = {"rule", "times", "points", "fact", "verified", "level", "reason"}
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the words of the core."""

    rulebook: Rulebook
    window: str
    period: Quarter
    findings: tuple[Finding, ...]
    measures: Measures
    readings: Readings


def read_question(text: str) -> Question:
    """Read one JSON object; Malformed, AssessmentError (period, readings) or RulebookError with one clear sentence."""
    asked = members(parse(text), "the input", _KEYS, needed=("rulebook", "window", "period"))
    rulebook = load_rulebook(a_text(asked["rulebook"], "'rulebook'"))
    findings = asked.get("findings")
    if findings is not None and not isinstance(findings, list):
        raise Malformed(f"'findings' must be a list, not {shown(findings)}")
    readings = asked.get("readings")
    return Question(
        rulebook=rulebook,
        window=a_text(asked["window"], "'window'"),
        period=Quarter.parse(a_text(asked["period"], "'period'")),
        findings=tuple(_finding(one, f"finding {place}") for place, one in enumerate(findings or (), start=1)),
        measures=_measures(asked.get("measures")),
        readings=rulebook.readings.but({} if readings is None else an_object(readings, "'readings'")),
    )


def _finding(value: object, name: str) -> Finding:
    given = members(value, name, _FINDING, needed=("rule",))
    times, verified = given.get("times", 1), given.get("verified")
    if type(times) is not int:
        raise Malformed(f"times of {name} must be a whole number of at least 1, not {shown(times)}")
    if verified is not None and not isinstance(verified, bool):
        raise Malformed(f"verified of {name} must be true or false, not {shown(verified)}")
    return Finding(
        rule=a_text(given["rule"], f"rule of {name}"),
        times=times,
        points=_points(given.get("points"), name),
        fact="" if given.get("fact") is None else a_text(given["fact"], f"fact of {name}"),
        verified=bool(verified),
        level=_level(given.get("level"), name),
        reason=_reason(given.get("reason"), name),
    )


def _points(value: object, name: str) -> Fraction | None:
    if value is None:
        return None
    points = exact(value) if isinstance(value, int | str | Decimal) else None
    if points is None:
        raise Malformed(f"points of {name} must be a figure such as 0.5, not {shown(value)}")
    return points


def _level(value: object, name: str) -> Level | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in set(Level):
        raise Malformed(f"level of {name} must be one of {', '.join(Level)}, not {shown(value)}")
    return Level(value)


def _reason(value: object, name: str) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise Malformed(f"reason of {name} must be a text, not {shown(value)}")
    return value


def _measures(value: object) -> Measures:
    given = {} if value is None else members(value, "'measures'", set(Measured))
    return Measures(**{name: _share(pair, name) for name, pair in given.items() if pair is not None})


def _share(pair: object, name: str) -> Share:
    whole = isinstance(pair, list) and len(pair) == 2 and all(type(one) is int and 0 <= one <= _MOST for one in pair)
    if not whole or pair[0] > pair[1]:
        raise Malformed(f"{name!r} must be two whole numbers such as [27, 28], the first not larger, not {shown(pair)}")
    return Share(*pair)
