"""Bookings, days off and follow-ups that wait for somebody, as lists of the To-do page."""

from datetime import datetime, time

from django.urls import reverse

from yichuang.apps.cases.queries import follow_ups_due
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception import queries as reception
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light
from yichuang.core.worktime import SHANGHAI


def _late(at: datetime | None, now: datetime) -> Light:
    return Light.RED if at is not None and at < now else Light.NONE


def bookings_to_arrange(staff: Staff, now: datetime, most: int) -> list[Owed]:
    found = reception.to_arrange(staff)[:most]
    return [Owed(reverse("desk:booking", args=[one.pk]), f"{one.number} {one.matter}", one.made_at) for one in found]


def bookings_of_mine(staff: Staff, now: datetime, most: int) -> list[Owed]:
    """At home, on site, or agreed while this person was away; late ones show red until their outcome is recorded."""
    return [
        Owed(reverse("desk:booking", args=[one.pk]), f"{one.number} {one.matter}", one.starts_at, _late(one.ends_at
             or one.starts_at, now))
        for one in reception.to_carry_out(staff)[:most]
    ]  # fmt: skip


def days_without_duty(staff: Staff, now: datetime, most: int) -> list[Owed]:
    """Coming holidays without a person on duty (D3.3.4)."""
    address = f"{reverse('desk:roster')}?day="
    return [
        Owed(f"{address}{one.day}#add", one.mark.name, datetime.combine(one.day, time(), SHANGHAI), Light.YELLOW)
        for one in reception.unmanned(staff.hall, now)
    ]


def call_outs(staff: Staff, now: datetime, most: int) -> list[Owed]:
    found = reception.unfinished_callouts(staff)[:most]
    return [Owed(reverse("desk:callout", args=[one.pk]), one.matter, one.told_at) for one in found]


def follow_ups(staff: Staff, now: datetime, most: int) -> list[Owed]:
    return [
        Owed(reverse("desk:follow_up", args=[one.pk]), f"{one.case.number} {one.case.item_name}",
             datetime.combine(one.due_on, time(), SHANGHAI))
        for one in follow_ups_due(staff, now)[:most]
    ]  # fmt: skip


DUTIES: tuple[Duty, ...] = (
    Duty("bookings-arrange", N_("Bookings to be given a time"), (Role.CLERK, Role.HALL_OFFICE), bookings_to_arrange,
         "desk:bookings_register", N_("Requests by telephone, letter or e-mail without a time appear here."),
         lambda staff, now: reception.to_arrange(staff)),
    Duty("bookings-mine", N_("Bookings I carry out"), (Role.CLERK,), bookings_of_mine, "desk:bookings",
         N_("Service at home, and times agreed while you were away, appear here."),
         lambda staff, now: reception.to_carry_out(staff)),
    Duty("follow-ups", N_("Follow-ups that are due"), (Role.CLERK,), follow_ups, "desk:follow_ups",
         N_("Visits after a certificate appear here on their day."), follow_ups_due),
    Duty("duty-roster", N_("Holidays without a person on duty"), (Role.HALL_OFFICE,), days_without_duty, "desk:roster",
         N_("Every coming holiday has its person on duty.")),
    Duty("call-outs", N_("Call-outs to be written up"), (Role.DUTY, Role.HALL_OFFICE), call_outs, "desk:roster",
         N_("Call-outs appear here until arrival and outcome are written down."),
         lambda staff, now: reception.unfinished_callouts(staff)),
)  # fmt: skip
