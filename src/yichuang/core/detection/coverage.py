"""Which rule is found by what: nothing of section 5 of the clause table is left unsaid."""

from collections.abc import Mapping
from enum import StrEnum


class Found(StrEnum):
    """How findings under a rule come about."""

    AUTOMATIC = "automatic"
    PROPOSED = "proposed"
    # A share the sheet counts by itself; there is nothing to find.
    MEASURED = "measured"
    ENTERED = "entered"


def _each(found: Found, *rules: str) -> dict[str, Found]:
    return dict.fromkeys(rules, found)


# 3.1 and 8.2b are the assessor's; the hall's records propose some of them.
COVERAGE: Mapping[str, Found] = (
    _each(Found.AUTOMATIC, "1.3", "3.5", "5.1", "5.2")
    | _each(Found.MEASURED, "6.1", "8.1")
    | _each(Found.PROPOSED, "1.2a", "1.2b", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "3.7", "4.1", "4.2", "4.3",
            "5.3", "8.2b", "8.5", "8.6")
    | _each(Found.ENTERED, "1.1", "2.1", "3.6", "6.2", "7.1", "8.2a+", "8.2a-", "8.3", "8.4")
)  # fmt: skip
