"""A notice as it will stand, to the last word but its numbers: laid out before anybody has to wait for it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.notices.kinds import FORMS, Kind, number_of
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.numbering import blank, filled
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.pdf import BadDocument, Block, NoticeDocument, missing_glyphs


@dataclass(frozen=True)
class Draft:
    """What a notice will say, before it has a number: whom it addresses, and its blocks in order."""

    kind: Kind
    subject: str
    addressee: str
    sections: Sequence[Block]
    signature: bool = False


def series(kind: Kind) -> str:
    """The series a kind of notice is numbered in."""
    return f"notice:{kind.value}"


def lay_out(draft: Draft, window: Window | None, by: Staff, now: datetime) -> Notice:
    """The notice of a draft, not yet stored, with blanks for its own number and those its text may hold.

    Without a window it is signed by the department of who issues it. Refused when a character cannot be printed.
    """
    hall, code, year = _hall(window, by), secrets.token_hex(8), now.astimezone(SHANGHAI).year
    number = number_of(hall.document_prefix, draft.kind, year, blank(series(draft.kind)))
    frozen = _document(draft, window, by, now, number, code).to_json()
    _require_printable(frozen)
    return Notice(
        hall=hall, kind=draft.kind.value, year=year, number=number, subject=draft.subject, window=window,
        document=frozen, code=code, issued_at=now, issued_by=by,
    )  # fmt: skip


def numbered(laid: Sequence[Notice], drawn: Mapping[str, int], subject: str = "") -> list[Notice]:
    """The same notices with their numbers, and frozen by their digest; `subject` where it was not known before."""
    for notice in laid:
        notice.sequence = drawn[series(Kind(notice.kind))]
        notice.number, notice.document = filled(notice.number, drawn), filled(notice.document, drawn)
        notice.digest = sm3_hex(notice.document.encode())
        notice.subject = subject or notice.subject
    return list(laid)


def _hall(window: Window | None, by: Staff) -> Hall:
    return window.hall if window is not None else by.hall


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
