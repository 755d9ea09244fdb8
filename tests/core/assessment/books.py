"""The rulebook, findings and measures that the properties draw from."""

from fractions import Fraction

from hypothesis import strategies as st

from yichuang.core.assessment import Finding, Measures, Readings, Share
from yichuang.rulebook.assessment import load_rulebook

BOOK = load_rulebook("wan-2017-49")
RULES = [rule for rule in BOOK.rules.values() if rule.steps is None]

FACTS = st.sampled_from(["", "f1", "f2", "f3", "f4", "f5"])


@st.composite
def findings(draw, rules=RULES, facts=FACTS):
    rule = draw(st.sampled_from(rules))
    points = None
    if rule.discretionary:
        points = draw(st.integers(int(rule.low * 100), int(rule.high * 100)).map(lambda cents: Fraction(cents, 100)))
    return Finding(
        rule=rule.id,
        times=draw(st.integers(1, 4)),
        points=points,
        fact=draw(facts),
        verified=True,
        level=draw(st.sampled_from(list(rule.levels))) if rule.levels else None,
        reason="样例",
    )


shares = st.integers(0, 60).flatmap(lambda den: st.integers(0, den).map(lambda num: Share(num, den)))
measures = st.builds(Measures, shares, shares)
readings = st.builds(
    Readings,
    dedupe=st.booleans(),
    step=st.sampled_from(["floor", "ceil", "prorata"]),
    other_deducts=st.booleans(),
    feedback_cap=st.none() | st.just(Fraction(3)),
    feedback_cap_mode=st.sampled_from(["each", "net"]),
    min_sample=st.integers(1, 10),
)
