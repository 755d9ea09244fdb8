"""How often somebody may guess or book on the public pages."""

from yichuang.ui.limits import Limit, count, is_spent, source_of

__all__ = [
    "BOOKINGS_BY_CODE", "BOOKINGS_BY_SOURCE", "CODES_BY_SOURCE", "PROGRESS_BY_NUMBER", "PROGRESS_BY_SOURCE",
    "TRIES_BY_SOURCE", "Limit", "count", "is_spent", "source_of",
]  # fmt: skip

# A hall's own network shares one address, so a source may fail more often than one receipt number may.
PROGRESS_BY_SOURCE = Limit("progress-source", 30, 600)
PROGRESS_BY_NUMBER = Limit("progress-number", 5, 900)
CODES_BY_SOURCE = Limit("codes-source", 30, 600)
# Bookings that were taken; and wrong codes, by source and by code.
BOOKINGS_BY_SOURCE = Limit("bookings-source", 20, 3600)
TRIES_BY_SOURCE = Limit("booking-tries-source", 30, 600)
BOOKINGS_BY_CODE = Limit("booking-code", 5, 900)
