"""May this happen to this visit, hand-over or consultation now?"""

from datetime import date
from typing import NoReturn

from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Department, Staff
from yichuang.apps.reception.models import CallKind, Consultation, HandOver, Mode, PhoneEntry, Visit
from yichuang.core.identity import N_


def require_open(visit: Visit) -> None:
    if visit.closed_at is not None:
        refuse_ended()


def refuse_ended() -> NoReturn:
    refuse("visit_closed", N_("This visit has ended."), N_("Open a new visit for a new matter."))


def require_receiver(to_staff: Staff | None, by: Staff) -> Staff:
    """A hand-over names who receives (D4.5.3): a present person of the hall, not oneself."""
    if to_staff is None:
        refuse("receiver_missing", N_("A hand-over names the person who receives the citizen."),
               N_("Choose a person."), "to_staff", "D4.5.3")  # fmt: skip
    if to_staff.pk == by.pk:
        refuse("receiver_is_self", N_("You cannot hand over to yourself."), N_("Choose another person."), "to_staff")
    if to_staff.hall_id != by.hall_id or not to_staff.is_active or to_staff.absent:
        refuse("receiver_away", N_("This person is not in the hall now."),
               N_("Choose the stand-in, or register the absence and agree a time."), "to_staff", "D4.5.4")  # fmt: skip
    return to_staff


def require_phone_parts(mode: str, person_called: str, outcome: str) -> None:
    if mode not in Mode.values:
        refuse("mode_unknown", N_("Choose how the citizen is handed over."), field="mode")
    if mode == Mode.PHONE and not person_called:
        refuse("person_called_missing", N_("Say who was called."), N_("Enter the name of the person."),
               "person_called", "D3.2.6")  # fmt: skip
    if mode == Mode.PHONE and not outcome:
        refuse("outcome_missing", N_("Say what was agreed on the phone."), field="outcome", clause="D3.2.6")


def require_to_confirm(hand_over: HandOver, by: Staff) -> None:
    """Only the named receiver confirms, once; until then the first person answers (C-14)."""
    if hand_over.to_staff_id != by.pk:
        refuse("not_receiver", N_("Only the person named in the hand-over confirms it."), clause="D5.1.4")
    if hand_over.confirmed_at is not None:
        refuse_confirmed()


def refuse_confirmed() -> NoReturn:
    refuse("confirmed_already", N_("This hand-over has been confirmed already."))


def require_handed_over(own_scope: bool, visit: Visit) -> None:
    """A matter of another window ends with a hand-over to a named person (D3.1.2).

    The next citizen need not wait for the confirmation: until it comes the hand-over stays on the first person's
    list, and so does the duty (C-14, D5.1.4).
    """
    if not own_scope and not visit.hand_overs.exists():
        refuse("not_handed_over", N_("The matter belongs to another window and nobody has been named for it."),
               N_("Hand the citizen over to a named person, or answer as a consultation."),
               clause="D3.1.2")  # fmt: skip


def require_first_answer(count: int) -> None:
    if count != 1:
        refuse("answered_meanwhile", N_("Somebody else has just answered this consultation."),
               N_("Read that answer, then add to it if something is missing."))  # fmt: skip


def require_unanswered_or_unsatisfied(consultation: Consultation) -> None:
    if consultation.satisfied:
        refuse("consultation_closed", N_("This consultation has been closed already."))


def require_reply_day(day: date | None, today: date) -> None:
    """A reply is promised for today or a later day."""
    if day is not None and day < today:
        refuse("reply_day_past", N_("This day is already over."), N_("Name the day by which you reply."), "reply_by",
               "D5.1.5")  # fmt: skip


def require_call_receiver(
    entry: PhoneEntry, to_staff: Staff | None, to_department: Department | None, by: Staff
) -> None:
    """A call goes to one person or one department of the hall, a report never to who took it (D5.1.8)."""
    if (to_staff is None) == (to_department is None):
        refuse("receiver_missing", N_("A call is passed on to one person or to one department."),
               N_("Choose one of the two."), "to_staff", "D5.1.8")  # fmt: skip
    if to_department is not None and to_department.hall_id != entry.hall_id:
        refuse("receiver_elsewhere", N_("This department belongs to another hall."), N_("Choose another one."),
               "to_department")  # fmt: skip
    if to_staff is None:
        return
    if to_staff.hall_id != entry.hall_id or not to_staff.is_active:
        refuse("receiver_away", N_("This person is not in the hall now."), N_("Choose another person."), "to_staff")
    if to_staff.pk == by.pk and entry.kind == CallKind.REPORT:
        refuse("receiver_is_self", N_("A report goes on to a leader or a department."), N_("Choose another person."),
               "to_staff", "D5.1.8")  # fmt: skip


def require_own_call(entry: PhoneEntry, by: Staff) -> None:
    """Only a question ends with who took it; a report is passed on first (D5.1.8)."""
    if entry.kind == CallKind.REPORT or entry.by_id != by.pk:
        refuse("not_passed", N_("Nobody has been told of this call yet."),
               N_("Pass it on to a leader or a department first."), "outcome", "D5.1.8")  # fmt: skip


def require_call_open(count: int) -> None:
    if count != 1:
        refuse("call_moved", N_("Somebody else has just dealt with this call."),
               N_("Reload the page to see how it stands."))  # fmt: skip
