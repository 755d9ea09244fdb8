"""Asking for instruction, answering it, telling the citizen: the last of the three closes the question (D5.5.3)."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.cases import instructions, permissions
from yichuang.apps.cases.models import Case, Instruction
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.numbering import next_numbers
from yichuang.apps.reception.models import Visit
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

CLAUSE = "D5.5.3"


@dataclass(frozen=True)
class Ask:
    """What is asked, of a person of the hall or of an upper body (one of the two), about which case or visit."""

    question: str
    to_staff: Staff | None = None
    to_body: str = ""
    case: Case | None = None
    visit: Visit | None = None


@command
def ask_instruction(*, ask: Ask, by: Staff, now: datetime) -> Instruction:
    """Asks what to do where several units are concerned or the law is unclear (R40, D5.5.3)."""
    question = free_text(ask.question, "question", most=500, clause=CLAUSE, missing=N_("Nothing is asked."))
    body = free_text(ask.to_body, "to_body", most=100, needed=False)
    _require_one(ask.to_staff, body, by)
    _require_mine(ask, by)
    year = now.astimezone(SHANGHAI).year
    drawn = next_numbers(by.hall, ["instruction"], str(year))["instruction"]
    made = Instruction.objects.create(
        hall=by.hall, number=f"请示〔{year}〕{drawn}号", question=question, case=ask.case, visit=ask.visit,
        to_staff=ask.to_staff, to_body=body, asked_by=by, asked_at=now,
    )  # fmt: skip
    record(hall=by.hall.slug, verb="instruction.asked", by=by.ref, subject=ask.case.ref if ask.case else made.ref,
           now=now, detail={"instruction": made.number,
                            "to": ask.to_staff.ref if ask.to_staff else "upper body"})  # fmt: skip
    return made


def _require_one(to_staff: Staff | None, body: str, by: Staff) -> None:
    if (to_staff is None) is (not body):
        refuse("asked_of_one", N_("An instruction is asked of one person, or of one upper body."),
               N_("Choose a person or name the body, not both."), "to_staff", CLAUSE)  # fmt: skip
    if to_staff is None:
        return
    if to_staff.pk == by.pk:
        refuse("asked_of_oneself", N_("Nobody asks himself for an instruction."), N_("Choose somebody else."),
               "to_staff", CLAUSE)  # fmt: skip
    if to_staff.hall_id != by.hall_id or not to_staff.is_active or not to_staff.has(*instructions.ANSWER):
        refuse("cannot_answer", N_("This person gives no instructions in this hall."),
               N_("Choose a leader, a head of department or the hall office."), "to_staff", CLAUSE)  # fmt: skip


def _require_mine(ask: Ask, by: Staff) -> None:
    elsewhere = ask.visit is not None and ask.visit.hall_id != by.hall_id
    case = ask.case
    mine = case is None or (permissions.visible_to(by).filter(pk=case.pk).exists() and instructions.may_ask(by, case))
    if elsewhere or not mine:
        refuse("not_yours", N_("This case is not among those you may open."), N_("Leave it to the person in charge."),
               clause=CLAUSE)  # fmt: skip


@command
def reply_instruction(
    *, instruction: Instruction, reply: str, answerer: str = "", by: Staff, now: datetime
) -> Instruction:
    """Answers: who was asked; for an upper body who asked writes down its reply and who there gave it. Once."""
    said = free_text(reply, "reply", most=1000, clause=CLAUSE, missing=N_("There is no reply."))
    named = free_text(answerer, "answerer", most=100, needed=instruction.to_staff_id is None, clause=CLAUSE,
                      missing=N_("Say who of the upper body answered."))  # fmt: skip
    if not instructions.may_reply(by, instruction):
        refuse("not_yours", N_("Who was asked answers; the reply of an upper body is written down by who asked."),
               N_("Leave it to the person in charge."), clause=CLAUSE)  # fmt: skip
    unanswered = Instruction.objects.filter(pk=instruction.pk, replied_at=None)
    answerer = "" if instruction.to_staff_id else named
    if not unanswered.update(reply=said, answerer=answerer, replied_by=by, replied_at=now):
        refuse("replied_already", N_("This has been answered already."), N_("Reload the page to see the reply."))
    return _recorded(instruction, "instruction.replied", by, now)


@command
def tell_citizen(
    *, instruction: Instruction, told_at: datetime | None, how: str, by: Staff, now: datetime
) -> Instruction:
    """Closes an instruction: when and how the citizen was told the result (D5.5.3). Mandatory, after the reply."""
    said = free_text(how, "how", most=200, clause=CLAUSE, missing=N_("Say how the citizen was told."))
    if by.pk != instruction.asked_by_id:
        refuse("not_yours", N_("Who asked tells the citizen."), N_("Leave it to the person in charge."), clause=CLAUSE)
    if told_at is None:
        refuse("told_missing", N_("It is closed only when the citizen has been told."),
               N_("Enter when the citizen was told."), "told_at", CLAUSE)  # fmt: skip
    instruction.refresh_from_db()
    if instruction.replied_at is None:
        refuse("not_replied", N_("There is no reply to tell yet."), N_("Wait for the reply, or remind who was asked."),
               clause=CLAUSE)  # fmt: skip
    if not instruction.replied_at <= told_at <= now:
        refuse("told_when", N_("The citizen is told after the reply, and not in the future."), N_("Check the time."),
               "told_at", CLAUSE)  # fmt: skip
    untold = Instruction.objects.filter(pk=instruction.pk, told_at=None)
    if not untold.update(told_at=told_at, told_by=by, told_how=said):
        refuse("told_already", N_("The citizen has been told already."), N_("Reload the page to see how it stands."))
    return _recorded(instruction, "instruction.told", by, now)


def _recorded(instruction: Instruction, verb: str, by: Staff, now: datetime) -> Instruction:
    instruction.refresh_from_db()
    subject = instruction.case.ref if instruction.case else instruction.ref
    record(hall=instruction.hall.slug, verb=verb, by=by.ref, subject=subject, now=now,
           detail={"instruction": instruction.number})  # fmt: skip
    return instruction
