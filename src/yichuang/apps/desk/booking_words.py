"""Words of bookings, the duty roster and follow-ups: English msgids, shown through gettext."""

from collections.abc import Mapping

from django.utils.translation import get_language

from yichuang.apps.cases.models import FollowUpKind, Way
from yichuang.apps.reception.models import Channel, Place, Standing
from yichuang.apps.reception.queries import HomeClass
from yichuang.core.identity import N_

STANDINGS: Mapping[str, str] = {
    Standing.REQUESTED: N_("To be arranged"),
    Standing.BOOKED: N_("Booked"),
    Standing.ARRIVED: N_("Has come"),
    Standing.DONE: N_("Carried out"),
    Standing.NO_SHOW: N_("Did not come"),
    Standing.CANCELLED: N_("Cancelled"),
}
TONES: Mapping[str, str] = {
    Standing.REQUESTED: "warn", Standing.ARRIVED: "good", Standing.DONE: "good", Standing.NO_SHOW: "bad",
    Standing.CANCELLED: "quiet",
}  # fmt: skip
CHANNELS: Mapping[str, str] = {
    Channel.PHONE: N_("Telephone call"),
    Channel.LETTER: N_("Letter"),
    Channel.EMAIL: N_("E-mail"),
    Channel.PAGE: N_("Public page"),
    Channel.COUNTER: N_("At the counter"),
}
# What staff register by hand; the page is the citizens' own.
BY_HAND = (Channel.PHONE, Channel.LETTER, Channel.EMAIL, Channel.COUNTER)
PLACES: Mapping[str, str] = {Place.HALL: N_("In the hall"), Place.HOME: N_("At home or on site")}
EVENTS: Mapping[str, str] = {
    "made": N_("taken"),
    "arranged": N_("given a time"),
    "moved": N_("moved"),
    "confirmed": N_("confirmed"),
    "cancelled": N_("cancelled"),
    "arrived": N_("arrived"),
    "no_show": N_("did not come; the place was freed"),
    "done": N_("carried out"),
}
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
DAY_KINDS: Mapping[str, str] = {"holiday": N_("holiday"), "weekend": N_("weekend")}
FOLLOW_UPS: Mapping[str, str] = {
    FollowUpKind.VISIT: N_("Visit after the certificate"),
    FollowUpKind.RENEWAL: N_("Certificate about to end"),
}
WAYS: Mapping[str, str] = {
    Way.PHONE: N_("by telephone"),
    Way.HOME: N_("at home"),
    Way.COUNTER: N_("at the counter"),
}


def class_name(one: HomeClass) -> str:
    """A class of people served at home, in the reader's language where the hall gives one."""
    return one.english if get_language() == "en" else one.name
