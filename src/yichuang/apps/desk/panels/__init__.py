"""Subjects on the page of a case, each with its facts and its template; the page shows those that concern the case."""

from yichuang.apps.desk.panels import (
    attachments,
    clock,
    followups,
    forwarding,
    instant,
    joint,
    lights,
    petition,
    supplements,
    survey,
)
from yichuang.apps.desk.panels.panel import Bound, Panel, Shown, shown_on, typed

__all__ = ["PANELS", "Bound", "Panel", "Shown", "shown_on", "typed"]

PANELS: tuple[Panel, ...] = (
    clock.PANEL,
    lights.PANEL,
    joint.PANEL,
    petition.PANEL,
    instant.PANEL,
    forwarding.PANEL,
    supplements.PANEL,
    attachments.PANEL,
    survey.PANEL,
    followups.PANEL,
)
