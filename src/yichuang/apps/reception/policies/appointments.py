"""May this happen to this booking now? Each refusal names the clause behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from yichuang.apps.audit import free_text, refuse, refuse_fault
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.reception import booking
from yichuang.apps.reception.models import OPEN_STANDINGS, Appointment, Channel, Place, Standing
from yichuang.core.identity import N_, Fault, check_name, check_phone
from yichuang.core.queueing import Slot
from yichuang.core.worktime import SHANGHAI, ClockError
from yichuang.integrations.site import sealer

LONGEST_CONTACT = 100
# Who can be asked to give a telephone number; a letter or an e-mail has its own way back.
WRITTEN = (Channel.LETTER, Channel.EMAIL)


@dataclass(frozen=True)
class Booker:
    """Who books, as checked: name, how to reach him, and the indexes by which he is found again."""

    name: str
    contact: str
    contact_index: str
    person_index: str


def booker(name: str, contact: str, channel: str) -> Booker:
    """Name and contact in their normal form; a written request may give an address instead of a telephone (D3.3.3)."""
    checked = check_name(name)
    if isinstance(checked, Fault):
        refuse_fault(checked, "name")
    phone = check_phone(contact)
    if not isinstance(phone, Fault):
        reached = phone.number
    elif channel in WRITTEN:
        missing = N_("How the citizen can be reached is missing.")
        reached = free_text(contact, "contact", most=LONGEST_CONTACT, clause="D3.3.3", missing=missing)
    else:
        refuse_fault(phone, "contact")
    seal = sealer()
    return Booker(
        checked, reached, seal.blind_index("contact", reached), seal.blind_index("booker", f"{checked}\n{reached}")
    )


def require_channel(channel: str, by: Staff | None) -> None:
    """Citizens book on the page; what came by phone or in writing is registered by staff (C-22)."""
    if channel not in tuple(Channel) or (channel == Channel.PAGE) != (by is None):
        refuse("channel_unknown", N_("Choose how the citizen asked."), field="channel", clause="D3.3.3")


def require_place(hall: Hall, place: str, klass: str, now: datetime) -> None:
    """Service at home is for the classes the hall names (D3.3.3)."""
    if place not in tuple(Place):
        refuse("place_unknown", N_("Choose where the service is given."), field="place", clause="D3.3.1")
    known = {one.code for one in booking.classes_of(hall, now.astimezone(SHANGHAI).date())}
    if klass not in known and (klass or place == Place.HOME):
        refuse("class_missing", N_("Say on what ground the service is given at home or on site."),
               N_("Choose one of the classes shown."), "klass", "D3.3.3")  # fmt: skip


def require_slot(slots: tuple[Slot, ...], starts_at: datetime) -> Slot:
    """A time at the window is one of its slots: on an open day, in office hours, not past (D3.3.1)."""
    slot = next((one for one in slots if one.starts == starts_at), None)
    if slot is None:
        refuse("no_such_slot", N_("This time cannot be booked."),
               N_("Choose one of the times shown."), "starts_at", "D3.3.1")  # fmt: skip
    return slot


def refuse_full() -> NoReturn:
    refuse("slot_full", N_("The last place at this time has just been taken."),
           N_("Choose another time."), "starts_at", "D3.3.1")  # fmt: skip


def require_office_time(hall: Hall, moment: datetime, now: datetime) -> None:
    """A time agreed with a person at the hall lies ahead and in office hours."""
    require_ahead(moment, now)
    try:
        is_open = booking.is_office_time(hall, moment)
    except ClockError:
        is_open = False
    if not is_open:
        refuse("hall_closed", N_("The hall is closed at this time."),
               N_("Agree on a time in office hours."), "starts_at", "D4.11.2")  # fmt: skip


def require_ahead(moment: datetime, now: datetime) -> None:
    if moment <= now:
        refuse("time_past", N_("This time has passed."), N_("Choose a time that lies ahead."), "starts_at", "D3.3.1")


def refuse_what_stands(hall: Hall, who: Booker, starts_at: datetime | None, channel: str) -> None:
    """The same person at the same time, or a second open booking by the page: says which it was."""
    same = Appointment.objects.filter(hall=hall, person_index=who.person_index, state=Standing.BOOKED)
    if starts_at is not None and same.filter(starts_at=starts_at).exists():
        refuse("same_slot", N_("This person has booked this time already."),
               N_("Look the booking up, or choose another time."), "starts_at", "D3.3.1")  # fmt: skip
    mine = Appointment.objects.filter(hall=hall, contact_index=who.contact_index, state__in=OPEN_STANDINGS)
    if channel == Channel.PAGE and mine.filter(channel=Channel.PAGE).exists():
        refuse("open_booking", N_("There is an open booking with this telephone number."),
               N_("Cancel it first, or call the hall."), "contact", "D3.3.1")  # fmt: skip


def require_clerk(staff: Staff | None, hall: Hall) -> Staff:
    """Service at home is given by a person who is named (D3.3.3)."""
    if staff is None or staff.hall_id != hall.pk or not staff.is_active:
        refuse("clerk_missing", N_("Nobody has been named who goes there."),
               N_("Choose a member of the staff."), "staff", "D3.3.3")  # fmt: skip
    return staff


def refuse_clerk_taken() -> NoReturn:
    refuse("clerk_taken", N_("This person is expected elsewhere at that time."),
           N_("Choose another time or another person."), "starts_at", "D3.3.3")  # fmt: skip


def require_standing(appointment: Appointment, *standings: Standing) -> None:
    if appointment.state not in standings:
        refuse("booking_elsewhere", N_("Booking %(number)s is not in a state in which this can be done."),
               N_("Reload the page to see where it stands."), number=appointment.number)  # fmt: skip


def require_moved(count: int) -> None:
    if count != 1:
        refuse("booking_moved", N_("Somebody else has just dealt with this booking."),
               N_("Reload the page to see where it stands."))  # fmt: skip


def require_due(appointment: Appointment, now: datetime) -> None:
    if appointment.starts_at is not None and now < appointment.starts_at:
        refuse("not_yet", N_("The time of this booking has not come yet."),
               N_("Write the outcome down when it has."), clause="D3.3.1")  # fmt: skip


def require_check_in(appointment: Appointment, now: datetime) -> bool:
    """Whether the citizen is late; refused on another day, and long before the time."""
    require_standing(appointment, Standing.BOOKED, Standing.NO_SHOW)
    if appointment.at_home:
        refuse("at_home", N_("This service is given at home; it needs no number."), clause="D3.3.3")
    starts = appointment.starts_at.astimezone(SHANGHAI)
    if starts.date() != now.astimezone(SHANGHAI).date():
        refuse("other_day", N_("This booking is for another day: %(day)s."),
               N_("Come on that day, or take an ordinary number."), day=f"{starts:%Y-%m-%d %H:%M}")  # fmt: skip
    opens = starts - booking.early(appointment.hall)
    if now < opens:
        refuse("too_early", N_("This booking can be checked in from %(time)s on."),
               N_("Wait until then, or take an ordinary number."), time=f"{opens:%H:%M}")  # fmt: skip
    return now > starts + booking.grace(appointment.hall)
