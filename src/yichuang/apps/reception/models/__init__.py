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
    CallKind,
    Consultation,
    ConsultationAnswer,
    FirstContact,
    FirstContactNote,
    HandOver,
    Mode,
    OvertimeEntry,
    PhoneEntry,
    Visit,
)
from yichuang.apps.reception.models.roster import Callout, RosterDay

__all__ = [
    "OPEN_STANDINGS", "Appointment", "AppointmentEvent", "AwayEntry", "CallKind", "Callout", "Channel",
    "Consultation", "ConsultationAnswer", "FirstContact", "FirstContactNote", "HandOver", "Mode", "OvertimeEntry",
    "PhoneEntry", "Place", "RosterDay", "Standing", "Visit",
]  # fmt: skip
