"""The tables of reception, split by subject."""

from yichuang.apps.reception.models.counter import (
    Consultation,
    ConsultationAnswer,
    FirstContact,
    FirstContactNote,
    HandOver,
    Mode,
    Visit,
)

__all__ = [
    "Consultation", "ConsultationAnswer", "FirstContact", "FirstContactNote", "HandOver", "Mode", "Visit",
]  # fmt: skip
