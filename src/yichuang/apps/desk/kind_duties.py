"""What waits for a person because of the kind of a case: answers of upper bodies, replies, petitions, calls."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases.queries import light_between, out_above, petitions_to_decide
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.models import PhoneEntry
from yichuang.apps.reception.queries import open_calls_of, replies_owed_by
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light

# Who answers telephones and has a list of things to do.
PHONE = (
    Role.CLERK, Role.WINDOW_HEAD, Role.DEPARTMENT_HEAD, Role.HALL_OFFICE, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER,
    Role.PARTY_GOVERNMENT_OFFICE,
)  # fmt: skip


def answers_from_above(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [
        Owed(
            reverse("desk:case", args=[one.case_id]), f"{one.case} {one.case.item_name} · {one.body}", one.upper_due_at,
            light_between(staff.hall, one.sent_at, one.upper_due_at, now),
        )
        for one in out_above(staff)[:most]
    ]  # fmt: skip


def calls_waiting(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [
        Owed(reverse("desk:phone_entry", args=[one.pk]), f"{_of_call(one)} · {one.matter[:60]}", one.received_at,
             _day_light(one.reply_by, now))
        for one in open_calls_of(staff)[:most]
    ]  # fmt: skip


def _of_call(one: PhoneEntry) -> str:
    return one.caller if one.passed_at else _("not passed on")


def replies_waiting(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [
        Owed(f"{reverse('desk:consultations')}#owed", f"{one.reply_by} · {one.question[:60]}",
             light=_day_light(one.reply_by, now))
        for one in replies_owed_by(staff)[:most]
    ]  # fmt: skip


def _day_light(day: date | None, now: datetime) -> Light:
    """Red after the day, yellow on it, green before it."""
    today = business_day(now)
    if day is None:
        return Light.NONE
    return Light.RED if day < today else Light.YELLOW if day == today else Light.GREEN


def petitions_waiting(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    stages = {True: _("to be decided"), False: _("to be assessed")}
    return [
        Owed(
            reverse("desk:case", args=[one.case_id]),
            f"{one.case} {stages[bool(one.assessed)]} · {one.matter[:40]}",
            one.accept_due_at, light_between(staff.hall, one.registered_at, one.accept_due_at, now),
        )
        for one in petitions_to_decide(staff)[:most]
    ]  # fmt: skip


DUTIES = (
    Duty(
        "petitions", N_("Petitions to assess and decide"), (Role.CLERK,), petitions_waiting, "desk:petitions",
        N_("Petitions registered at your window appear here until it is decided whether they are accepted."),
        lambda staff, now: petitions_to_decide(staff),
    ),
    Duty(
        "calls", N_("Calls to deal with"), PHONE, calls_waiting, "desk:phone_entries",
        N_("Calls you took and have not passed on, and those passed on to you, appear here."),
        lambda staff, now: open_calls_of(staff),
    ),
    Duty(
        "replies", N_("Replies owed to citizens"), (Role.CLERK,), replies_waiting, "desk:consultations",
        N_("Questions asked at your windows that were promised a reply appear here with its day."),
        lambda staff, now: replies_owed_by(staff),
    ),
    Duty(
        "out_above", N_("Out at the upper body"), (Role.CLERK, Role.DEPARTMENT_HEAD), answers_from_above,
        "desk:forwardings", N_("Cases you sent up appear here until their answer is recorded."),
        lambda staff, now: out_above(staff),
    ),
)  # fmt: skip
