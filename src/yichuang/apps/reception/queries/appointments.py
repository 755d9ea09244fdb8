"""Reads on bookings. Names on lists are masked; contact and address stay sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.reception import booking
from yichuang.apps.reception.models import Appointment, AwayEntry, Place, Standing
from yichuang.apps.reception.permissions import appointments_of
from yichuang.core.identity import Fault, Phone, check_phone, clean_text, last_four, mask_name
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

RELATED = ("hall", "window", "staff", "item", "ticket", "made_by")
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Sought:
    """What the register is narrowed by; empty fields narrow nothing, values that do not exist find nothing."""

    words: str = ""
    state: str = ""
    channel: str = ""
    place: str = ""
    window: str = ""


def overdue(hall: Hall, now: datetime) -> QuerySet[Appointment]:
    """Bookings at the hall whose citizen has not come within the grace."""
    gone = Q(state=Standing.BOOKED, place=Place.HALL, starts_at__lt=now - booking.grace(hall))
    return Appointment.objects.filter(gone, hall=hall).order_by("pk")


def appointment_for(staff: Staff, pk: int) -> Appointment | None:
    """A booking this person may open."""
    if pk > LARGEST:
        return None
    return appointments_of(staff).filter(pk=pk).select_related(*RELATED, "window__hall").first()


def by_booking_token(token: str) -> Appointment | None:
    """The citizen's own view of his booking; the token is in the address he was given and nowhere else."""
    return Appointment.objects.filter(token=token).select_related(*RELATED, "window__hall").first()


def by_booking_code(hall: Hall, code: str, phone_end: str) -> Appointment | None:
    """The booking behind a code, for whoever also knows the last four digits of its telephone."""
    found = Appointment.objects.filter(hall=hall, code=code).select_related(*RELATED, "window__hall").first()
    return found if found is not None and ends_with(found, phone_end) else None


def ends_with(appointment: Appointment, phone_end: str) -> bool:
    """Whether these are the last four digits of the booking's telephone; never of what is no telephone."""
    phone = check_phone(sealer().open("contact", appointment.contact))
    return isinstance(phone, Phone) and last_four(phone.number) == phone_end


def due_today(hall: Hall, now: datetime) -> QuerySet[Appointment]:
    """Bookings at the hall that may be checked in on this day, also late."""
    first, last = day_span(now.astimezone(SHANGHAI).date())
    here = Q(place=Place.HALL, state__in=(Standing.BOOKED, Standing.NO_SHOW), starts_at__gte=first, starts_at__lt=last)
    return Appointment.objects.filter(here, hall=hall).select_related(*RELATED, "window__hall").order_by("starts_at")


def arriving(hall: Hall, now: datetime, *, code: str = "", name: str = "", phone_end: str = "") -> Appointment | None:
    """Today's booking of who is at the door: by its code, or by name and the last four digits of the telephone."""
    today = due_today(hall, now)
    if code:
        return today.filter(code=code).first()
    if not name or not phone_end:
        return None
    return next((one for one in today.filter(name=name) if ends_with(one, phone_end)), None)


def day_span(day: date) -> tuple[datetime, datetime]:
    first = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
    return first, first + timedelta(days=1)


def day_list(hall: Hall, day: date, window: Window | None = None) -> Sequence[Appointment]:
    """What is booked on a day, by window and time; with a window its own alone."""
    first, last = day_span(day)
    kept = Appointment.objects.filter(hall=hall, starts_at__gte=first, starts_at__lt=last)
    kept = kept.exclude(state=Standing.CANCELLED)
    if window is not None:
        kept = kept.filter(window=window)
    return list(kept.select_related(*RELATED).order_by("window__number", "starts_at", "pk"))


def to_arrange(staff: Staff) -> QuerySet[Appointment]:
    """Requests without a time, of the windows this person serves; the earliest first."""
    return appointments_of(staff).filter(state=Standing.REQUESTED).select_related("window").order_by("made_at", "pk")


def to_carry_out(staff: Staff) -> QuerySet[Appointment]:
    """Bookings this person is to carry out himself: at home, or agreed while he was away (D3.3.3, D4.5.4)."""
    mine = Appointment.objects.filter(staff=staff, state=Standing.BOOKED)
    return mine.select_related("window").order_by("starts_at", "pk")


def register(hall: Hall, sought: Sought) -> QuerySet[Appointment]:
    """The register R09, not yet in any order."""
    found = Appointment.objects.filter(hall=hall).select_related(*RELATED)
    given = {"state": sought.state, "channel": sought.channel, "place": sought.place, "window__code": sought.window}
    found = found.filter(**{name: value for name, value in given.items() if value})
    words = clean_text(sought.words.strip(), max_length=LONGEST_QUERY)
    if isinstance(words, Fault):
        return found.none()
    return _matching(found, words) if words else found


def is_telephone(words: str) -> bool:
    """Whether the words are a whole telephone number, which stands in no address."""
    return isinstance(check_phone(words), Phone)


def _matching(found: QuerySet[Appointment], words: str) -> QuerySet[Appointment]:
    """By number, code, matter or clerk; a whole name finds whoever carries it, a telephone by its blind index."""
    phone = check_phone(words)
    if isinstance(phone, Phone):
        return found.filter(contact_index=sealer().blind_index("contact", phone.number))
    named = Q(name=words) | Q(name_masked__in={words, mask_name(words)} if len(words) > 1 else {words})
    numbered = Q(number__iexact=words) | Q(code=words.replace(" ", ""))
    return found.filter(named | numbered | Q(matter__icontains=words) | Q(staff__name__icontains=words))


def no_shows_of(appointment: Appointment) -> int:
    """How often this person has booked and not come."""
    missed = Appointment.objects.filter(hall=appointment.hall_id, contact_index=appointment.contact_index)
    return missed.filter(state=Standing.NO_SHOW).count()


def away_entries_of(hall: Hall) -> QuerySet[AwayEntry]:
    """The register of citizens whose handler was away (R08), newest first."""
    related = ("handler__window", "appointment__item", "by", "visit__window")
    return AwayEntry.objects.filter(hall=hall).select_related(*related).order_by(F("at").desc(), "-id")
