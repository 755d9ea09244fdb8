"""Every rule of the rulebook is found somehow, and every reason belongs to a detector."""

from datetime import datetime

import pytest

from yichuang.core.detection import COVERAGE, Detection, Found, Reason
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.assessment import load_rulebook

AT = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)


def test_every_rule_of_the_rulebook_is_named():
    rules = {rule.id for section in load_rulebook("wan-2017-49").sections for rule in section.rules}
    # 31 rows in the clause table; 8.2a adds or deducts, which makes two rules of its row.
    assert set(COVERAGE) == rules and len(rules) == 32


def test_measured_rules_are_those_the_rulebook_measures():
    measured = {rule.id for section in load_rulebook("wan-2017-49").sections for rule in section.rules if rule.steps}
    assert {rule for rule, found in COVERAGE.items() if found is Found.MEASURED} == measured


@pytest.mark.parametrize("changes", [
    {"fact": ""}, {"proofs": ()}, {"times": 0}, {"at": datetime(2026, 3, 4)},
])  # fmt: skip
def test_nothing_is_detected_without_fact_proof_and_moment(changes):
    whole = {"rule": "5.2", "fact": "case:7", "window": 3, "at": AT, "reason": Reason.ENDED_LATE, "proofs": ("case:7",)}
    assert Detection(**whole)
    with pytest.raises(ValueError, match="5.2"):
        Detection(**(whole | changes))
