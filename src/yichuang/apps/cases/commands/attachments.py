"""Scans of the papers of a case, and photos of its surveys: added, and withdrawn with a reason."""

from collections.abc import Sequence
from datetime import datetime

from yichuang.apps.attachments import commands as attachments
from yichuang.apps.attachments.intake import LONGEST_TITLE, Upload
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.audit import command, record, refuse
from yichuang.apps.cases import permissions
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_


@command
def add_scans(
    *, case: Case, uploads: Sequence[Upload], by: Staff, now: datetime, material: str = "", title: str = ""
) -> list[Attachment]:
    """Keeps scans of the papers of a case, all of them or none; `material` is the id of one of its materials (D3.4.4).

    Also after the end of the case, when the receipt comes back signed. Without a title a scan is called as its
    material, else as its file.
    """
    permissions.require_attaching(by, case)
    if not uploads:
        refuse("no_file", N_("No file has been chosen."), N_("Choose a scan or take a photo."), "files")
    named = {str(one["id"]): str(one["name"]) for one in case.item.rules["materials"]}
    if material and material not in named:
        refuse("material_unknown", N_("This material is not in the catalogue."), field="material", clause="D3.4.4")
    called = title.strip() or named.get(material, "")[:LONGEST_TITLE]
    about = {"hall": case.hall, "subject": case.ref, "part": material, "title": called}
    kept = [attachments.keep(**about, upload=upload, by=by, now=now) for upload in uploads]
    record(hall=case.hall.slug, verb="case.scans_added", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "material": material, "attachments": [one.pk for one in kept]})  # fmt: skip
    return kept


@command
def withdraw_scan(*, case: Case, attachment: Attachment, reason: str, by: Staff, now: datetime) -> None:
    """Takes a scan or photo of a case back with its reason; who added it may, and the heads of window and department.

    Row and file stay, but nobody opens it any more.
    """
    permissions.require_withdrawing(by, case, attachment)
    attachments.withdraw(attachment=attachment, reason=reason, by=by, now=now)
    record(hall=case.hall.slug, verb="case.scan_withdrawn", by=by.ref, subject=case.ref, now=now,
           detail={"receipt": case.receipt, "attachment": attachment.pk})  # fmt: skip
