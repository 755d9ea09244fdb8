"""Reads on what happens at the reception, split by subject."""

from yichuang.apps.reception.queries.counter import (
    answerable_by,
    consultation_of_hall,
    consultations_of,
    hand_over_for,
    open_visit_at,
    serving_at,
    taken_over,
    to_confirm,
    unconfirmed_from,
    visit_of_hall,
    visits_of,
)

__all__ = [
    "answerable_by", "consultation_of_hall", "consultations_of", "hand_over_for", "open_visit_at",
    "serving_at", "taken_over", "to_confirm", "unconfirmed_from", "visit_of_hall", "visits_of",
]  # fmt: skip
