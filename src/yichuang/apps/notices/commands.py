"""Issuing, printing and revoking notices. A number is given in the transaction that needs it, so none is ever lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.notices import texts
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.laying import Draft, lay_out, numbered, series
from yichuang.apps.notices.models import Notice, Print, Revocation
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.numbering import next_numbers
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

LONGEST_REASON = 300


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
    laid = [lay_out(one, window, by, now) for one in drafts]
    year = str(now.astimezone(SHANGHAI).year)
    return insert(numbered(laid, numbers or next_numbers(laid[0].hall, [series(one.kind) for one in drafts], year)))


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
