from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from yichuang.apps.attachments import store
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.attachments.store import FileFault
from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.organization.models import Hall

__all__ = [
    "FileFault", "attachment_of_hall", "content_of", "count_of_hall", "damaged_of_hall", "of_subject", "of_subjects",
    "preview_of", "sweep",
]  # fmt: skip

ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def of_subject(hall: Hall, subject: str) -> QuerySet[Attachment]:
    """The attachments of one thing ("case:12"), oldest first, withdrawn ones with their reason among them."""
    found = Attachment.objects.filter(hall=hall, subject=subject)
    return found.select_related("by", "withdrawal__by").order_by("id")


def of_subjects(hall: Hall, subjects: Sequence[str]) -> dict[str, list[Attachment]]:
    """The attachments of several things by their subjects, in one query; none for those that have none."""
    found: dict[str, list[Attachment]] = {subject: [] for subject in subjects}
    if subjects:
        rows = Attachment.objects.filter(hall=hall, subject__in=subjects)
        for one in rows.select_related("by", "withdrawal__by").order_by("id"):
            found[one.subject].append(one)
    return found


def attachment_of_hall(hall: Hall, pk: int) -> Attachment | None:
    """An attachment of this hall. Whether this person may see it is decided by the app of its subject."""
    if pk > LARGEST:
        return None
    return Attachment.objects.filter(hall=hall, pk=pk).select_related("hall", "by", "withdrawal").first()


def content_of(attachment: Attachment) -> bytes:
    """The stored bytes. Raises FileFault when the file is missing or damaged."""
    return store.get(attachment.digest)


def preview_of(attachment: Attachment) -> bytes:
    """The small picture of an image. Raises FileFault when it is missing or damaged, ValueError when there is none."""
    return store.get(attachment.preview)


def count_of_hall(hall_slug: str) -> int:
    return Attachment.objects.filter(hall__slug=hall_slug).count()


def damaged_of_hall(hall_slug: str) -> Iterator[tuple[Attachment, str]]:
    """Every attachment whose file or preview is missing or not what was stored, with what is wrong."""
    for one in Attachment.objects.filter(hall__slug=hall_slug).order_by("id").iterator():
        for digest in filter(None, (one.digest, one.preview)):
            try:
                store.get(digest)
            except FileFault as fault:
                yield one, str(fault)


def sweep(before: datetime) -> int:
    """Deletes files older than `before` that no row names, left by a command that did not come to its end."""
    return sum(store.drop_older(before, folder, _named_in(folder)) for folder in store.folders())


def _named_in(folder: str) -> set[str]:
    found = Attachment.objects
    digests = found.filter(digest__startswith=folder).values_list("digest", flat=True)
    previews = found.filter(preview__startswith=folder).values_list("preview", flat=True)
    return {*digests, *previews}
