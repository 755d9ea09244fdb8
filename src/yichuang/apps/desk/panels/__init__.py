"""Subjects on the page of a case, each with its facts and its template; the page shows those that concern the case."""

from yichuang.apps.desk.panels import (
    agency,
    archive,
    attachments,
    clock,
    fees,
    followups,
    forwarding,
    instant,
    instructions,
    joint,
    lights,
    petition,
    supplements,
    survey,
    urgency,
)
from yichuang.apps.desk.panels.panel import Bound, Panel, Shown, shown_on, typed

__all__ = ["PANELS", "Bound", "Panel", "Shown", "shown_on", "typed"]

PANELS: tuple[Panel, ...] = (
    urgency.PANEL,
    clock.PANEL,
    lights.PANEL,
    joint.PANEL,
    agency.PANEL,
    petition.PANEL,
    instant.PANEL,
    forwarding.PANEL,
    supplements.PANEL,
    fees.PANEL,
    instructions.PANEL,
    attachments.PANEL,
    survey.PANEL,
    followups.PANEL,
    archive.PANEL,
)
