"""Rules as JSON can hold them."""

from datetime import date
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """The same value with dates and exact amounts as text and tuples as lists, at every depth."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, date | Decimal) else value
