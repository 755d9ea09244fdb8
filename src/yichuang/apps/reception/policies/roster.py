"""May this be written into the roster, or of a call-out, now?"""

from datetime import date, datetime

from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import ADMINISTRATORS, Role
from yichuang.apps.reception.models import Callout, RosterDay
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI, ClockError
from yichuang.rulebook.worktime import load_calendar

ON_DUTY = (Role.HALL_OFFICE, Role.DUTY)


def require_day_off(hall_slug: str, day: date, now: datetime) -> None:
    """The roster is of days off that have not passed (D3.3.4)."""
    if day < now.astimezone(SHANGHAI).date():
        refuse("day_past", N_("This day has passed."), N_("Choose a day that lies ahead."), "day", "D3.3.4")
    try:
        working = load_calendar(hall_slug).is_working(day)
    except ClockError:
        refuse("day_unknown", N_("The calendar does not reach this day."), N_("Choose a nearer day."), "day", "D3.3.4")
    if working:
        refuse("working_day", N_("The hall works on this day."), N_("Choose a day off."), "day", "D3.3.4")


def require_person(staff: Staff | None, by: Staff) -> Staff:
    """Somebody of the hall office, or another who keeps duty (D3.3.4)."""
    if staff is None or staff.hall_id != by.hall_id or not staff.is_active or not staff.has(*ON_DUTY):
        refuse("person_missing", N_("Nobody has been named who can be on duty."),
               N_("Choose a person of the hall office."), "staff", "D3.3.4")  # fmt: skip
    return staff


def require_not_twice(hall_id: int, day: date, staff: Staff) -> None:
    if RosterDay.objects.filter(hall=hall_id, day=day, staff=staff, withdrawn_at=None).exists():
        refuse("on_duty_already", N_("This person is on the roster for this day."), field="staff", clause="D3.3.4")


def require_withdrawn(count: int) -> None:
    if count != 1:
        refuse("withdrawn_already", N_("This person has been taken off the roster already."))


def require_called(staff: Staff | None, by: Staff) -> Staff:
    """Whoever is told to come is a named person of the hall (D3.3.4)."""
    if staff is None or staff.hall_id != by.hall_id or not staff.is_active or staff.has(*ADMINISTRATORS):
        refuse("staff_missing", N_("Nobody has been named who was told to come."),
               N_("Choose a member of the staff."), "staff", "D3.3.4")  # fmt: skip
    return staff


def require_not_ahead(moment: datetime | None, now: datetime, field: str) -> datetime:
    if moment is None:
        refuse("time_missing", N_("No time has been given."), N_("Enter day and hour."), field, "D3.3.4")
    if moment > now:
        refuse("time_ahead", N_("This time has not come yet."), N_("Enter a time that has passed."), field, "D3.3.4")
    return moment


def require_after_told(callout: Callout, arrived_at: datetime) -> None:
    if arrived_at < callout.told_at:
        refuse("before_told", N_("Nobody arrives before being told."),
               N_("Check both times."), "arrived_at", "D3.3.4")  # fmt: skip


def require_on_the_way(count: int) -> None:
    if count != 1:
        refuse("arrived_already", N_("The arrival has been written down already."))


def require_arrived(callout: Callout) -> None:
    if callout.arrived_at is None:
        refuse("not_arrived", N_("The arrival has not been written down yet."),
               N_("Write down first when the person was there."), clause="D3.3.4")  # fmt: skip
    if callout.outcome:
        refuse("outcome_there", N_("The outcome has been written down already."))
