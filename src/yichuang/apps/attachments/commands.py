from datetime import datetime

from yichuang.apps.attachments import store
from yichuang.apps.attachments.intake import LONGEST_TITLE, Upload
from yichuang.apps.attachments.models import Attachment, Kind, Withdrawal
from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.audit.rows import insert, insert_unless_there
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.identity import N_

LONGEST_REASON = 300


@step
def keep(
    *, hall: Hall, subject: str, title: str, upload: Upload, by: Staff, now: datetime,
    kind: Kind = Kind.SCAN, part: str = "",
) -> Attachment:  # fmt: skip
    """Stores an examined file for a subject ("case:12"). Part of the command that needs it, which asks who may.

    Without a title it is called as its file was. The bytes are on disk before the row is; bytes known already are
    stored once. Refused when the disk takes no more.
    """
    said = free_text(title, "title", most=LONGEST_TITLE, needed=False) or upload.name
    try:
        store.put(upload.digest, upload.sealed)
        if upload.preview:
            store.put(upload.preview, upload.sealed_preview)
    except OSError:
        refuse("no_room", N_("The disk of the hall's computer takes no more files, so nothing was stored."),
               N_("Tell the administrator, and send the file again afterwards."), "files")  # fmt: skip
    row = Attachment(
        hall=hall, subject=subject, part=part, kind=kind.value, title=said, media_type=upload.media_type,
        size=upload.size, pages=upload.pages, width=upload.width, height=upload.height, digest=upload.digest,
        preview=upload.preview, at=now, by=by,
    )  # fmt: skip
    return insert([row])[0]


@step
def withdraw(*, attachment: Attachment, reason: str, by: Staff, now: datetime) -> Withdrawal:
    """Takes an attachment back with its reason, once; row and file stay. The command around it asks who may."""
    said = free_text(reason, "reason", most=LONGEST_REASON, missing=N_("A reason is needed."))
    withdrawal = Withdrawal(attachment=attachment, reason=said, at=now, by=by)
    if not insert_unless_there(withdrawal):
        refuse("withdrawn_already", N_("This attachment has been withdrawn already."))
    return withdrawal


@command
def note_opening(*, attachment: Attachment, by: Staff, now: datetime) -> None:
    """Notes that somebody opens the full scan or photo, before he gets it (trust 4: every look leaves a trace).

    Refused when it has been withdrawn.
    """
    if attachment.withdrawn:
        refuse("withdrawn", N_("This attachment has been withdrawn and is not opened any more."))
    record(hall=attachment.hall.slug, verb="attachment.opened", by=by.ref, subject=attachment.ref, now=now,
           detail={"of": attachment.subject})  # fmt: skip
