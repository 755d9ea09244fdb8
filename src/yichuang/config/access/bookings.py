"""Bookings, absent handlers, duty on days off, follow-ups."""

from yichuang.config.access.rules import ANYONE, BUSINESS, CASEWORK, WINDOW, Rule, public, staff
from yichuang.rulebook.hall_values import Role

OFFICE = frozenset({Role.HALL_OFFICE})
# Who is on duty on days off calls others in.
CALLS = frozenset({Role.HALL_OFFICE, Role.DUTY})
# Whoever is named for a booking at home deals with it, whatever his role; the object rule says which.
NAMED = CASEWORK

ROUTES: dict[str, Rule] = {
    # bookings
    "desk:bookings": staff(CASEWORK),
    "desk:arrival": staff(None, WINDOW),
    "desk:booking_new": staff(WINDOW, WINDOW),
    "desk:bookings_register": staff(CASEWORK, CASEWORK),
    "desk:bookings_xlsx": staff(CASEWORK),
    "desk:booking": staff(NAMED),
    "desk:booking_arrange": staff(None, NAMED),
    "desk:booking_confirm": staff(None, NAMED),
    "desk:booking_cancel": staff(None, NAMED),
    "desk:booking_outcome": staff(None, NAMED),
    "desk:booking_check_in": staff(None, WINDOW),
    "desk:booking_contact": staff(None, NAMED),
    # the handler is away
    "desk:away": staff(CASEWORK),
    "desk:away_new": staff(WINDOW, WINDOW),
    # duty on days off
    "desk:roster": staff(BUSINESS),
    "desk:roster_add": staff(None, OFFICE),
    "desk:roster_remove": staff(None, OFFICE),
    "desk:callout_new": staff(None, CALLS),
    "desk:callout": staff(BUSINESS),
    "desk:callout_there": staff(None, BUSINESS),
    "desk:callout_close": staff(None, BUSINESS),
    # after the certificate
    "desk:follow_ups": staff(CASEWORK),
    "desk:follow_ups_xlsx": staff(CASEWORK),
    "desk:follow_up": staff(CASEWORK, WINDOW),
    # the public pages and the kiosk
    "portal:book": public(),
    "portal:book_window": public(ANYONE, ANYONE),
    "portal:book_home": public(ANYONE, ANYONE),
    "portal:book_find": public(ANYONE, ANYONE),
    "portal:booking": public(),
    "portal:booking_cancel": public(None, ANYONE),
    "portal:roster": public(),
    "screens:booked": public(ANYONE, ANYONE),
}
