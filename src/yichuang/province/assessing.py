"""The door: score all windows of a folder of facts."""

from pathlib import Path

import pyarrow as pa

from yichuang.core.assessment import Quarter, Readings, Rulebook
from yichuang.province.engines import connected
from yichuang.province.facts import open_facts
from yichuang.province.results import Summary, tabled
from yichuang.province.scoring import count_windows, sheets


def assess(
    folder: Path, quarter: Quarter, rulebook: Rulebook, *, engine: str, readings: Readings | None = None,
    master: str = "local[*]",
) -> tuple[pa.Table, Summary]:  # fmt: skip
    """Score every window of a province (D2.0.3): counts by the engine, sheets by the core, equal on both engines.

    ProvinceError when the facts or the engine cannot be used, or a finding does not fit its rule.
    """
    facts = open_facts(folder)
    chosen = rulebook.readings if readings is None else readings
    with connected(engine, master=master) as connection:
        ready = count_windows(connection, facts, quarter, chosen.rate_basis)
    return tabled(rulebook, sheets(rulebook, chosen, ready))
