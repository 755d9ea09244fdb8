"""Reads on what happens at the reception, split by subject."""

from yichuang.apps.reception.booking import HomeClass, classes_of, early, grace, rules_of, slots_at
from yichuang.apps.reception.permissions import appointments_of, may_pass, may_settle
from yichuang.apps.reception.queries.appointments import (
    Sought,
    appointment_for,
    arriving,
    away_entries_of,
    by_booking_code,
    by_booking_token,
    day_list,
    due_today,
    ends_with,
    is_telephone,
    no_shows_of,
    overdue,
    register,
    to_arrange,
    to_carry_out,
)
from yichuang.apps.reception.queries.counter import (
    answerable_by,
    call_for,
    calls_for,
    consultation_of_hall,
    consultations_of,
    hand_over_for,
    open_calls_of,
    open_visit_at,
    overtime_of,
    overtime_totals,
    replies_owed_by,
    serving_at,
    taken_over,
    to_confirm,
    unconfirmed_from,
    visit_of_hall,
    visits_of,
)
from yichuang.apps.reception.queries.roster import (
    DayOff,
    business_people,
    callout_of_hall,
    callouts_of,
    days_off,
    duty_people,
    on_duty_today,
    roster_entry,
    unfinished_callouts,
    unmanned,
)

__all__ = [
    "DayOff", "HomeClass", "Sought", "answerable_by", "appointment_for", "appointments_of", "arriving",
    "away_entries_of", "business_people", "by_booking_code", "by_booking_token", "call_for", "callout_of_hall",
    "callouts_of", "calls_for", "classes_of", "consultation_of_hall", "consultations_of", "day_list", "days_off",
    "due_today", "duty_people", "early", "ends_with", "grace", "hand_over_for", "is_telephone", "may_pass",
    "may_settle", "no_shows_of", "on_duty_today", "open_calls_of", "open_visit_at", "overdue", "overtime_of",
    "overtime_totals", "register", "replies_owed_by", "roster_entry", "rules_of", "serving_at", "slots_at",
    "taken_over", "to_arrange", "to_carry_out", "to_confirm", "unconfirmed_from", "unfinished_callouts", "unmanned",
    "visit_of_hall", "visits_of",
]  # fmt: skip
