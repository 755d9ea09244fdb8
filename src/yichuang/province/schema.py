"""The facts a hall hands on: five tables of Parquet files, one folder each (docs/domain/facts.md)."""

from collections.abc import Mapping
from enum import StrEnum

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")


class Outcome(StrEnum):
    """How a case ended; none while it is open."""

    COMPLETED = "completed"
    REFUSED = "refused"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    # Marked as completed and found not to be (D2.5.3): never on time, whenever it was marked.
    FALSE_COMPLETION = "false_completion"


class Grade(StrEnum):
    GOOD = "good"
    FAIRLY_GOOD = "fairly_good"
    FAIR = "fair"
    POOR = "poor"


# Not asked in the on-time share (C-21), and what D2.8.1 counts as satisfied.
LEFT_OUT = (Outcome.RETURNED, Outcome.WITHDRAWN)
FAVOURABLE = (Grade.GOOD, Grade.FAIRLY_GOOD)
CONSULTATION = "consultation"


def _table(*columns: tuple[str, pa.DataType], optional: tuple[str, ...] = ()) -> pa.Schema:
    return pa.schema([pa.field(name, kind, nullable=name in optional) for name, kind in columns])


TEXT, WHOLE, FLAG = pa.string(), pa.int32(), pa.bool_()
TABLES: Mapping[str, pa.Schema] = {
    "halls": _table(("hall", TEXT), ("name", TEXT)),
    "windows": _table(("hall", TEXT), ("window", TEXT), ("name", TEXT)),
    "cases": _table(
        ("hall", TEXT), ("window", TEXT), ("case", TEXT), ("kind", TEXT), ("received_at", MOMENT),
        ("accepted_at", MOMENT), ("due_at", MOMENT), ("ended_at", MOMENT), ("outcome", TEXT),
        optional=("ended_at", "outcome"),
    ),
    "ratings": _table(("hall", TEXT), ("window", TEXT), ("case", TEXT), ("grade", TEXT), ("rated_at", MOMENT)),
    "findings": _table(
        ("hall", TEXT), ("window", TEXT), ("rule", TEXT), ("times", WHOLE), ("points", TEXT), ("fact", TEXT),
        ("verified", FLAG), ("level", TEXT), ("reason", TEXT), ("found_at", MOMENT),
        optional=("points", "level"),
    ),
}  # fmt: skip
# Without these there is nothing to score; the others may have no file when nothing happened.
NEEDED = ("halls", "windows")
