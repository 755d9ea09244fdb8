"""Issuing, printing and revoking notices. A number is given in the transaction that needs it, so none is ever lost."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from yichuang.apps.audit import Refusal, Refused, command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.notices import texts
from yichuang.apps.notices.kinds import FORMS, Kind, number_of
from yichuang.apps.notices.models import Notice, Print, Revocation
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.numbering import next_numbers
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.pdf import BadDocument, Block, NoticeDocument, missing_glyphs

LONGEST_REASON = 300


@dataclass(frozen=True)
class Draft:
    """What a notice will say, before it has a number: whom it addresses, and its blocks in order."""

    kind: Kind
    subject: str
    addressee: str
    sections: Sequence[Block]
    signature: bool = False


@step
def issue(*, draft: Draft, window: Window | None, by: Staff, now: datetime) -> Notice:
    """Numbers a notice and freezes its text. Part of the command that needs it.

    Without a window it is signed by the department of who issues it. Refused when a character cannot be printed.
    """
    return issue_all(drafts=[draft], window=window, by=by, now=now)[0]


@step
def issue_all(
    *,
    drafts: Sequence[Draft],
    window: Window | None,
    by: Staff,
    now: datetime,
    numbers: Mapping[str, int] | None = None,
) -> list[Notice]:
    """Several notices of different kinds at once, in one insert; see `issue`.

    `numbers` may hold what `next_numbers` gave for each `series(kind)` when the command drew all its numbers together.
    """
    year = now.astimezone(SHANGHAI).year
    numbers = numbers or next_numbers(_hall(window, by), [series(one.kind) for one in drafts], str(year))
    made = [_notice(one, window, by, now, year, numbers[series(one.kind)]) for one in drafts]
    return insert(made)


def _hall(window: Window | None, by: Staff) -> Hall:
    return window.hall if window is not None else by.hall


def _notice(draft: Draft, window: Window | None, by: Staff, now: datetime, year: int, sequence: int) -> Notice:
    hall, code = _hall(window, by), secrets.token_hex(8)
    document = _document(draft, window, by, now, number_of(hall.document_prefix, draft.kind, year, sequence), code)
    frozen = document.to_json()
    _require_printable(frozen)
    return Notice(
        hall=hall, kind=draft.kind.value, year=year, sequence=sequence, number=document.number, subject=draft.subject,
        window=window, document=frozen, digest=sm3_hex(frozen.encode()), code=code, issued_at=now, issued_by=by,
    )  # fmt: skip


def series(kind: Kind) -> str:
    return f"notice:{kind.value}"


def _document(draft: Draft, window: Window | None, by: Staff, now: datetime, number: str, code: str) -> NoticeDocument:
    try:
        return _laid_out(draft, window, by, now, number, code)
    except BadDocument as error:
        raise Refused(Refusal("bad_text", N_("The text holds characters that cannot be printed."))) from error


def _laid_out(draft: Draft, window: Window | None, by: Staff, now: datetime, number: str, code: str) -> NoticeDocument:
    hall = _hall(window, by)
    place = ("受理窗口", str(window)) if window is not None else ("承办部门", str(by.department or hall.name))
    return NoticeDocument(
        kind=draft.kind.value,
        title=FORMS[draft.kind].title,
        hall_name=hall.name,
        number=number,
        addressee=draft.addressee,
        issued_on=now.astimezone(SHANGHAI).date(),
        sections=tuple(draft.sections),
        signers=(place, ("经办人", by.name), ("联系电话", by.phone or hall.complaint_phone)),
        seal_text="（印章）",
        recipient_signature=draft.signature,
        verify_url=f"{settings.PUBLIC_URL}/v/{code}/",
        verify_code=code,
        phones=(("举报电话", hall.report_phone), ("投诉电话", hall.complaint_phone)),
    )


def _require_printable(frozen: str) -> None:
    # What the frozen text has besides the document's own is ASCII, which every face prints.
    missing = missing_glyphs(frozen)
    if missing:
        raise Refused(Refusal(
            "cannot_print", N_("These characters cannot be printed here: %(signs)s."),
            N_("Ask the administrator to add a font that has them, or write them another way."),
            values={"signs": " ".join(missing)},
        ))  # fmt: skip


@command
def issue_notification(*, item: ServiceItem, window: Window, by: Staff, now: datetime, addressee: str = "") -> Notice:
    """Prints the one-time notification (N07) of an item: ground, limit, procedure and all materials (D5.5.1).

    Refused while one of the five parts is missing from the catalogue.
    """
    texts.require_five_parts(item)
    sections = texts.notification(item, now.astimezone(SHANGHAI).date())
    draft = Draft(Kind.NOTIFICATION, f"item:{item.code}", addressee or "来访群众", sections)
    notice = issue(draft=draft, window=window, by=by, now=now)
    Print.objects.create(notice=notice, at=now, by=by)
    record(hall=window.hall.slug, verb="notice.notified", by=by.ref, subject=f"notice:{notice.pk}", now=now,
           detail={"number": notice.number, "item": item.code})  # fmt: skip
    return notice


@command
def log_print(*, notice: Notice, by: Staff, now: datetime) -> int:
    """Notes one more printing of a notice; returns how many there have been."""
    Print.objects.create(notice=notice, at=now, by=by)
    count = notice.prints.count()
    record(hall=notice.hall.slug, verb="notice.printed", by=by.ref, subject=f"notice:{notice.pk}", now=now,
           detail={"number": notice.number, "time": count})  # fmt: skip
    return count


@command
def revoke(*, notice: Notice, reason: str, by: Staff, now: datetime) -> Revocation:
    """Declares a notice void; its public page says so from then on. Needs a reason, happens once."""
    said = free_text(reason, "reason", most=LONGEST_REASON, missing=N_("A reason is needed."))
    if Revocation.objects.filter(notice=notice).exists():
        refuse("revoked_already", N_("This notice has been revoked already."))
    revocation = Revocation.objects.create(notice=notice, reason=said, by=by, at=now)
    record(hall=notice.hall.slug, verb="notice.revoked", by=by.ref, subject=f"notice:{notice.pk}", now=now,
           detail={"number": notice.number})  # fmt: skip
    return revocation
