"""May this happen to this case now? Each refusal names the clause behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from yichuang.apps.audit import Refusal, Refused, free_text, refuse, refuse_fault
from yichuang.apps.cases.models import Case, Outcome
from yichuang.apps.catalog.limits import longest_promise, may_promise
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_, Fault, Identity, check_identity, check_name, check_phone
from yichuang.core.lifecycle import Action, Checked, Decision, Mark, Proposal, State, Wrong, decide, next_state


@dataclass(frozen=True)
class Person:
    """An applicant as checked: name, identity and telephone in their normal form."""

    name: str
    identity: Identity
    phone: str
    organisation: str = ""


def person(name: str, identity: str, phone: str, organisation: str, on: date) -> Person:
    """Checks what was typed about an applicant; Refused names the first field at fault."""
    checked_name = check_name(name)
    if isinstance(checked_name, Fault):
        refuse_fault(checked_name, "name")
    checked_identity = check_identity(identity, on=on)
    if isinstance(checked_identity, Fault):
        refuse_fault(checked_identity, "identity")
    checked_phone = check_phone(phone)
    if isinstance(checked_phone, Fault):
        refuse_fault(checked_phone, "phone")
    return Person(
        checked_name,
        checked_identity,
        checked_phone.number,
        free_text(organisation, "organisation", most=100, needed=False),
    )


def require_item_of(item: ServiceItem, hall_id: int) -> None:
    """A hall takes cases of its own catalogue."""
    if item.hall_id != hall_id:
        refuse("item_elsewhere", N_("This item belongs to another hall."), N_("Choose an item of this hall."), "item")


def require_counter_item(item: ServiceItem, on: date) -> None:
    """Only an item the law offers on that day and a window takes in can become a case (C-37)."""
    if item.kind in ("consultation", "internal"):
        refuse("no_counter_item", N_("This item is answered as a consultation; it takes no case."),
               N_("Record a consultation."), "item")  # fmt: skip
    rules = item.rules
    if on.isoformat() < rules["valid_from"] or (rules["valid_to"] and on.isoformat() > rules["valid_to"]):
        refuse("item_not_in_force", N_("This item is not offered on this day."),
               N_("Explain this and record a consultation."), "item", "C-37")  # fmt: skip


def checked_materials(item: ServiceItem, marks: Mapping[str, tuple[str, str]]) -> tuple[Checked, ...]:
    """The item's materials with the clerk's marks; anything not in the catalogue is refused (lessons 30)."""
    known = {one["id"]: one for one in item.rules["materials"]}
    for key, (mark, _) in marks.items():
        if key not in known:
            refuse("material_unknown", N_("This material is not in the catalogue."), field="materials", clause="D3.4.4")
        if mark not in tuple(Mark):
            refuse("mark_unknown", N_("Mark every material as present, missing or not acceptable."), field="materials")
    return tuple(_checked(one, *marks.get(key, (Mark.UNMARKED, ""))) for key, one in known.items())


def _checked(rules: Mapping[str, object], mark: str, note: str) -> Checked:
    said = free_text(note, "materials", most=200, needed=False)
    if mark == Mark.UNACCEPTABLE and not said:
        refuse("note_missing", N_("Say why «%(name)s» is not acceptable."), N_("Write it beside the material."),
               "materials", "D3.4.4", name=rules["name"])  # fmt: skip
    return Checked(str(rules["id"]), str(rules["name"]), bool(rules["required"]), bool(rules["main"]), Mark(mark), said)


def proposal_for(item: ServiceItem, materials: Sequence[Checked]) -> Proposal:
    return decide(materials, consultation_only=item.kind in ("consultation", "internal"))


def require_complete(proposal: Proposal) -> None:
    """Formal acceptance is impossible while a required material is missing or unmarked (D3.4.2, D4.6.3)."""
    if proposal.decision is Decision.CHECK:
        refuse("not_all_marked", N_("These required materials have not been marked: %(names)s."),
               N_("Mark each as present, missing or not acceptable."), "materials", "D4.6.3",
               names=_names(proposal))  # fmt: skip
    if not proposal.may_accept:
        refuse("materials_lacking", N_("The case cannot be accepted; these materials are lacking: %(names)s."),
               N_("Issue a supplement notice, or return the application if the main document is missing."),
               "materials", "D3.4.2", names=_names(proposal))  # fmt: skip


def require_promise(item: ServiceItem, promise: int | None, on: date) -> None:
    """A promise stays within the longest limit allowed, and goes before no stronger limit (D3.4.7, C-03)."""
    if promise is None:
        return
    if not may_promise(item):
        refuse("no_promise", N_("The limit of this item is set by rule; no other is promised."),
               N_("Leave the promised limit empty."), "promise", "C-03")  # fmt: skip
    longest = longest_promise(item, on)
    if not 1 <= promise <= longest.amount:
        refuse("promise_too_long", N_("A promise may be %(most)s days at most, and one at least."),
               N_("Promise a shorter limit."), "promise", "D3.4.7", most=longest.amount)  # fmt: skip


def _names(proposal: Proposal) -> str:
    return "、".join(one.name for one in proposal.because)


def require_lacking(materials: Sequence[Checked]) -> list[Checked]:
    """A supplement list is never empty and names every lacking material at once (D3.4.4)."""
    if any(one.required and one.mark is Mark.UNMARKED for one in materials):
        require_complete(decide(materials))
    lacking = [one for one in materials if one.mark in (Mark.MISSING, Mark.UNACCEPTABLE) and (one.required or one.note)]
    if not lacking:
        refuse("nothing_lacking", N_("Nothing is lacking, so there is nothing to bring."), N_("Accept the case."),
               "materials", "D3.4.4")  # fmt: skip
    return lacking


def require_under_way(case: Case) -> None:
    """Accepted and not ended: the time in which work is done on a case."""
    state = State(case.state)
    if state.is_before_acceptance or state.is_final:
        code = "ended" if state.is_final else "too_early"
        raise Refused(Refusal(f"step_{code}", OUT_OF_ORDER[code], N_("Reload the page to see where the case stands.")))


OUT_OF_ORDER = {
    "ended": N_("The case has ended; nothing more can be done to it."),
    "too_early": N_("This step comes later; an earlier one has not been done."),
    "too_late": N_("This step has been done already."),
    "out": N_("The case is at the upper body; nothing can be done before its answer is recorded."),
}


def require_step(case: Case, action: Action) -> State:
    """The state the action leads to; refused when it is out of order (D1.7)."""
    reached = next_state(State(case.state), action)
    if isinstance(reached, State):
        return reached
    raise Refused(_wrong_step(reached))


def out_of_order(case: Case, action: Action) -> Refusal | None:
    """Why the action does not fit where the case stands, or None when it does."""
    reached = next_state(State(case.state), action)
    return _wrong_step(reached) if isinstance(reached, Wrong) else None


def _wrong_step(wrong: Wrong) -> Refusal:
    remedy = N_("Reload the page to see where the case stands.")
    return Refusal(f"step_{wrong.code}", OUT_OF_ORDER[wrong.code], remedy, clause="D1.7")


def forwarding_refusal(case: Case, action: Action) -> Refusal | None:
    """What a forwarded case still lacks for this act, or None; other cases are never sent up (D3.4.9)."""
    if case.kind != "forwarded":
        return NOT_FORWARDED if action in (Action.FORWARD, Action.TAKE_BACK) else None
    if action not in (Action.FORWARD, Action.APPROVE):
        return None
    sent = case.forwardings.filter(round=case.round).first()
    if action is Action.FORWARD:
        return SENT_ALREADY if sent is not None else None
    if sent is None or sent.returned_at is None:
        return NOT_SENT
    return None if sent.outcome == Outcome.GRANTED else NOT_GRANTED


def require_forwarding(case: Case, action: Action) -> None:
    refusal = forwarding_refusal(case, action)
    if refusal is not None:
        raise Refused(refusal)


NOT_FORWARDED = Refusal(
    "not_forwarded_kind", N_("Only a forwarded case is sent up."), N_("Decide it here."), clause="D3.4.9"
)
SENT_ALREADY = Refusal(
    "sent_already", N_("The upper body has answered already."),
    N_("Approve it, refuse it in writing, or send it back to be done again."), clause="D3.4.9",
)  # fmt: skip
NOT_SENT = Refusal(
    "not_sent", N_("The upper body has not decided yet."),
    N_("Send the case up, and record its answer when it comes back."), clause="D3.4.9",
)  # fmt: skip
NOT_GRANTED = Refusal(
    "not_granted", N_("The upper body has not consented."),
    N_("Refuse the case in writing, or send it back to be done again."), clause="D3.4.9",
)  # fmt: skip
UPPER_LIMIT = Refusal(
    "upper_limit", N_("The limit is the upper body's since the case was sent up."),
    N_("Ask the upper body about it and tell the citizen."), clause="D3.4.9",
)  # fmt: skip


def own_limit_refusal(case: Case) -> Refusal | None:
    """A limit that is no longer the hall's is not extended by it."""
    return UPPER_LIMIT if case.clock.get("upper") else None


def require_own_limit(case: Case) -> None:
    if (refusal := own_limit_refusal(case)) is not None:
        raise Refused(refusal)


def last_stamp(case: Case) -> datetime | None:
    return case.stamps.aggregate(last=Max("at"))["last"]


def require_not_own(identity_index: str, by: Staff) -> None:
    """Nobody handles his own matter (D4.4.4)."""
    if by.identity_index and by.identity_index == identity_index:
        refuse("own_matter", N_("This is your own matter."), N_("A colleague must deal with it."), clause="D4.4.4")


def require_not_before(now: datetime, last: datetime | None) -> None:
    """The five stamps of a case never run backwards, even when the clock of the machine does (D1.7)."""
    if last is not None and now < last:
        refuse("clock_behind", N_("The clock of this computer is behind the last step of the case."),
               N_("Ask the administrator to set the clock, then try again."), clause="D1.7")  # fmt: skip


def require_changed(count: int) -> None:
    if count != 1:
        refuse("case_moved", N_("Somebody else has just dealt with this case."),
               N_("Reload the page to see where it stands."))  # fmt: skip


NO_EXTENSION = Refusal(
    "too_short", N_("An extension is at least one day."), N_("Enter the number of days."), "days", "D5.2.3"
)
