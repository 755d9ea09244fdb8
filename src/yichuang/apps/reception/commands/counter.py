"""Visits, first contact, hand-overs and consultations. Who was asked first answers until somebody confirms."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.commands import Draft
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.reception import permissions, texts
from yichuang.apps.reception.commands.overtime import note_overtime
from yichuang.apps.reception.models import (
    Consultation,
    ConsultationAnswer,
    FirstContact,
    FirstContactNote,
    HandOver,
    Visit,
)
from yichuang.apps.reception.policies import counter as policies
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import State, Ticket
from yichuang.core.identity import N_
from yichuang.integrations.site import sealer


@command
def open_visit(*, window: Window, matter: str, own_scope: bool, by: Staff, now: datetime, ticket: Ticket | None = None,
               item_code: str = "") -> Visit:  # fmt: skip
    """Begins a visit and writes down the first contact with it: person, window, time, matter (D3.1.2, D4.5.2, C-14).

    With a ticket its service begins too. Refused without a matter, or when the ticket is not called.
    """
    matter = free_text(matter, "matter", most=200, clause="D4.5.2")
    if ticket is not None:
        tickets.begin_service(ticket=ticket, by=by, now=now)
    visit = Visit.objects.create(hall=window.hall, window=window, ticket=ticket, staff=by, opened_at=now)
    FirstContact.objects.create(
        visit=visit, staff=by, window=window, at=now, matter=matter, item_code=item_code, own_scope=own_scope
    )
    record(hall=window.hall.slug, verb="visit.opened", by=by.ref, subject=visit.ref, now=now,
           detail={"window": window.code, "own_scope": own_scope, "item": item_code})  # fmt: skip
    return visit


@command
def note_first_contact(*, visit: Visit, text: str, by: Staff, now: datetime) -> FirstContactNote:
    """Adds a remark beside a first contact; the contact itself cannot be altered (D3.2.2)."""
    said = free_text(text, "text", most=300)
    note = FirstContactNote.objects.create(contact=visit.first_contact, text=said, by=by, at=now)
    record(hall=visit.hall.slug, verb="visit.first_contact_noted", by=by.ref, subject=visit.ref, now=now)
    return note


@command
def close_visit(*, visit: Visit, by: Staff, now: datetime) -> Visit:
    """Ends a visit; its ticket, served or on hold, counts as served.

    Refused while a matter of another window is neither handed over nor registered for an absent handler (D4.5.4),
    and to the second of two who end it at once. What was served past closing time is written down with it (D1.13).
    """
    policies.require_open(visit)
    own = visit.first_contact.own_scope or visit.consultations.exists() or visit.away_entries.exists()
    policies.require_handed_over(own, visit)
    if Visit.objects.filter(pk=visit.pk, closed_at=None).update(closed_at=now) != 1:
        policies.refuse_ended()
    if visit.ticket is not None and visit.ticket.state in (State.SERVING, State.HELD):
        tickets.end_service(ticket=visit.ticket, by=by, now=now)
    visit.closed_at = now
    label = visit.ticket.number if visit.ticket is not None else ""
    past = note_overtime(window=visit.window, subject=visit.ref, label=label, begun=visit.opened_at, by=by, now=now)
    record(hall=visit.hall.slug, verb="visit.closed", by=by.ref, subject=visit.ref, now=now,
           detail={"overtime": past.minutes} if past else {})  # fmt: skip
    return visit


@dataclass(frozen=True)
class Handing:
    """How a citizen is passed on. By phone, `person_called` and `outcome` are needed (D3.2.6)."""

    mode: str
    reason: str
    person_called: str = ""
    outcome: str = ""


@command
def hand_over(*, visit: Visit, to_staff: Staff | None, handing: Handing, by: Staff, now: datetime) -> HandOver:
    """Passes the citizen to a named person, who must confirm (D3.2.5, D3.2.6, D4.5.3, D5.1.4)."""
    policies.require_open(visit)
    receiver = policies.require_receiver(to_staff, by)
    reason = free_text(handing.reason, "reason", most=200)
    called = free_text(handing.person_called, "person_called", most=50, needed=False)
    outcome = free_text(handing.outcome, "outcome", most=200, needed=False)
    policies.require_phone_parts(handing.mode, called, outcome)
    made = HandOver.objects.create(
        visit=visit, from_staff=by, to_staff=receiver, to_window=receiver.window, mode=handing.mode, reason=reason,
        person_called=called, outcome=outcome, at=now,
    )  # fmt: skip
    record(hall=visit.hall.slug, verb="hand_over.made", by=by.ref, subject=made.ref, now=now,
           detail={"visit": visit.pk, "to": receiver.ref, "mode": handing.mode})  # fmt: skip
    return made


@command
def confirm_hand_over(*, hand_over: HandOver, by: Staff, now: datetime) -> HandOver:
    """The receiver takes the citizen over, once; from here the first person's duty ends (D5.1.4)."""
    policies.require_to_confirm(hand_over, by)
    if HandOver.objects.filter(pk=hand_over.pk, confirmed_at=None).update(confirmed_at=now) != 1:
        policies.refuse_confirmed()
    hand_over.confirmed_at = now
    record(hall=hand_over.visit.hall.slug, verb="hand_over.confirmed", by=by.ref, subject=hand_over.ref, now=now)
    return hand_over


@dataclass(frozen=True)
class Question:
    """What was asked and answered. Without an answer a reply date is owed (D5.1.5)."""

    question: str
    answer: str = ""
    reply_by: date | None = None
    satisfied: bool = False
    asker: str = ""
    phone: str = ""


@command
def consult(*, visit: Visit, asked: Question, by: Staff, now: datetime) -> tuple[Consultation, Notice]:
    """Writes down a consultation and issues its numbered notice N02 on the spot (D3.4.3, C-20)."""
    policies.require_open(visit)
    question = free_text(asked.question, "question", most=500, clause="D3.4.3")
    answer = free_text(asked.answer, "answer", most=2000, needed=False)
    if not answer and asked.reply_by is None:
        refuse("reply_owed", N_("There is neither an answer nor a day for the reply."),
                        N_("Answer now, or name the day of the reply."), "answer", "D5.1.5")  # fmt: skip
    asker = free_text(asked.asker, "asker", most=50, needed=False)
    phone = free_text(asked.phone, "phone", most=30, needed=False)
    made = Consultation.objects.create(
        visit=visit, hall=visit.hall, staff=by, asker=asker, phone=sealer().seal("phone", phone) if phone else "",
        question=question, answer=answer, reply_by=asked.reply_by, satisfied=asked.satisfied and bool(answer), at=now,
        answered_at=now if answer else None,
    )  # fmt: skip
    if answer:
        ConsultationAnswer.objects.create(consultation=made, answer=answer, satisfied=made.satisfied, at=now, by=by)
    draft = Draft(Kind.CONSULTATION, made.ref, asker or "来访群众", texts.consultation(made))
    notice = notices.issue(draft=draft, window=visit.window, by=by, now=now)
    record(hall=visit.hall.slug, verb="consultation.recorded", by=by.ref, subject=made.ref, now=now,
           detail={"notice": notice.number, "answered": bool(answer)})  # fmt: skip
    return made, notice


@command
def answer_consultation(
    *, consultation: Consultation, answer: str, satisfied: bool, by: Staff, now: datetime
) -> Consultation:
    """Gives the reply that was owed, or a fuller one, until the citizen is content (D3.4.3).

    By the window that was asked, by who wrote the question down, or by the hall office. Every answer is kept; the
    consultation carries the latest.
    """
    permissions.require_answerer(by, consultation)
    policies.require_unanswered_or_unsatisfied(consultation)
    said = free_text(answer, "answer", most=2000)
    as_read = Consultation.objects.filter(pk=consultation.pk, answered_at=consultation.answered_at, satisfied=False)
    policies.require_first_answer(as_read.update(answer=said, satisfied=satisfied, answered_at=now))
    ConsultationAnswer.objects.create(consultation=consultation, answer=said, satisfied=satisfied, at=now, by=by)
    consultation.answer, consultation.satisfied, consultation.answered_at = said, satisfied, now
    record(hall=consultation.hall.slug, verb="consultation.answered", by=by.ref, subject=consultation.ref, now=now,
           detail={"satisfied": satisfied})  # fmt: skip
    return consultation
