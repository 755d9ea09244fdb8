"""Calls by telephone: written down, passed on promptly, and what the caller was told (R06, D5.1.8, D5.5.4, C-43).

Who takes a call is first asked. He may take it at any hour: a reply is counted from the day of the call.
"""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.organization.models import Department, Staff
from yichuang.apps.reception import permissions
from yichuang.apps.reception.models import CallKind, PhoneEntry
from yichuang.apps.reception.policies import counter as policies
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.site import sealer

# Who reports may keep his name to himself; the register says so in these words.
NOT_LEFT = "未留"


@dataclass(frozen=True)
class PhoneCall:
    """What a caller said, what he was told at once, and to whom the matter goes, if that is settled already."""

    kind: str
    matter: str
    caller: str = ""
    unit: str = ""
    contact: str = ""
    told: str = ""
    reply_by: date | None = None
    to_staff: Staff | None = None
    to_department: Department | None = None


@command
def register_call(*, call: PhoneCall, by: Staff, now: datetime) -> PhoneEntry:
    """Writes a call down (D5.1.8). A question answered at once, with no reply owed, is closed by that (D5.5.4).

    Refused without a matter; a consultation also needs name and contact, a reply that is owed a contact.
    """
    if call.kind not in CallKind.values:
        refuse("kind_missing", N_("Say whether it is a question or a report."), N_("Choose one."), "kind", "D5.1.8")
    entry = PhoneEntry(
        hall=by.hall, received_at=now, by=by, kind=call.kind, reply_by=call.reply_by,
        matter=free_text(call.matter, "matter", most=500, clause="D5.1.8"), caller=_caller(call),
        unit=free_text(call.unit, "unit", most=100, needed=False), contact=_contact(call),
        told=free_text(call.told, "told", most=1000, needed=False),
    )  # fmt: skip
    policies.require_reply_day(call.reply_by, now.astimezone(SHANGHAI).date())
    if call.to_staff is not None or call.to_department is not None:
        _pass(entry, call.to_staff, call.to_department, by, now)
    elif entry.kind == CallKind.CONSULTATION and entry.told and entry.reply_by is None:
        entry.passed_staff, entry.passed_at = by, now
        entry.outcome, entry.closed_at, entry.closed_by = entry.told, now, by
    entry.save(force_insert=True)
    record(hall=by.hall.slug, verb="call.registered", by=by.ref, subject=entry.ref, now=now,
           detail={"kind": entry.kind, "passed": entry.passed_at is not None,
                   "closed": entry.closed_at is not None})  # fmt: skip
    return entry


@command
def pass_call(
    *, entry: PhoneEntry, to_staff: Staff | None, to_department: Department | None, by: Staff, now: datetime
) -> PhoneEntry:
    """Passes a call on to a person or a department, once (D5.1.8); from then on it is on that list."""
    permissions.require_taker(by, entry)
    _pass(entry, to_staff, to_department, by, now)
    changed = {"passed_staff": entry.passed_staff, "passed_department": entry.passed_department, "passed_at": now}
    policies.require_call_open(PhoneEntry.objects.filter(pk=entry.pk, passed_at=None, closed_at=None).update(**changed))
    to = entry.passed_staff.ref if entry.passed_staff else f"department:{entry.passed_department_id}"
    record(hall=entry.hall.slug, verb="call.passed", by=by.ref, subject=entry.ref, now=now, detail={"to": to})
    return entry


@command
def settle_call(*, entry: PhoneEntry, outcome: str, by: Staff, now: datetime) -> PhoneEntry:
    """Records what became of a call and what the caller was told (D5.5.4). Refused while nobody was told of it.

    Who took a question and answers it himself need not pass it on: it is then his own.
    """
    said = free_text(outcome, "outcome", most=1000, clause="D5.5.4")
    permissions.require_settler(by, entry)
    changed = {"outcome": said, "closed_at": now, "closed_by": by}
    if entry.passed_at is None:
        policies.require_own_call(entry, by)
        changed |= {"passed_staff": by, "passed_at": now}
    open_as_read = PhoneEntry.objects.filter(pk=entry.pk, closed_at=None, passed_at=entry.passed_at)
    policies.require_call_open(open_as_read.update(**changed))
    for name, value in changed.items():
        setattr(entry, name, value)
    record(hall=entry.hall.slug, verb="call.settled", by=by.ref, subject=entry.ref, now=now)
    return entry


@command
def reveal_contact(*, entry: PhoneEntry, by: Staff, now: datetime) -> str:
    """Opens the caller's contact to who has to call back; every look leaves an entry (C-35)."""
    permissions.require_settler(by, entry)
    record(hall=entry.hall.slug, verb="call.contact_shown", by=by.ref, subject=entry.ref, now=now)
    return sealer().open("phone", entry.contact) if entry.contact else ""


def _caller(call: PhoneCall) -> str:
    needed = call.kind == CallKind.CONSULTATION
    said = free_text(call.caller, "caller", most=50, needed=needed, clause="D5.1.8",
                     missing=N_("The name of the caller is needed; only who reports may leave it out."))  # fmt: skip
    return said or NOT_LEFT


def _contact(call: PhoneCall) -> str:
    needed = call.kind == CallKind.CONSULTATION or call.reply_by is not None
    said = free_text(call.contact, "contact", most=60, needed=needed, clause="D5.1.8",
                     missing=N_("Without a contact nobody can be called back."))  # fmt: skip
    return sealer().seal("phone", said) if said else ""


def _pass(
    entry: PhoneEntry, to_staff: Staff | None, to_department: Department | None, by: Staff, now: datetime
) -> None:
    policies.require_call_receiver(entry, to_staff, to_department, by)
    entry.passed_staff, entry.passed_department, entry.passed_at = to_staff, to_department, now
