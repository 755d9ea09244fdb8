"""The tables of reception, split by subject."""

from yichuang.apps.reception.models.appointments import (
    OPEN_STANDINGS,
    Appointment,
    AppointmentEvent,
    AwayEntry,
    Channel,
    Place,
    Standing,
)
from yichuang.apps.reception.models.counter import (
    Consultation,
    ConsultationAnswer,
    FirstContact,
    FirstContactNote,
    HandOver,
    Mode,
    Visit,
)
from yichuang.apps.reception.models.roster import Callout, RosterDay

__all__ = [
    "OPEN_STANDINGS", "Appointment", "AppointmentEvent", "AwayEntry", "Callout", "Channel", "Consultation",
    "ConsultationAnswer", "FirstContact", "FirstContactNote", "HandOver", "Mode", "Place", "RosterDay", "Standing",
    "Visit",
]  # fmt: skip
