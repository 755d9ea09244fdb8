from django.db.models import QuerySet

from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall
from yichuang.integrations.pdf import NoticeDocument

__all__ = ["by_code", "document_of", "newest", "notice_of_hall", "notices_about"]


def by_code(code: str) -> Notice | None:
    """The notice behind the code on its paper, for the public page."""
    return Notice.objects.filter(code=code).select_related("hall", "revocation").first()


def notice_of_hall(hall: Hall, pk: int) -> Notice | None:
    found = Notice.objects.filter(hall=hall, pk=pk)
    return found.select_related("hall", "window", "issued_by", "revocation").first()


def notices_about(hall: Hall, subject: str) -> QuerySet[Notice]:
    """The notices of one thing ("case:12", "item:MZ-04"), oldest first."""
    return Notice.objects.filter(hall=hall, subject=subject).select_related("revocation").order_by("issued_at", "id")


def newest(hall: Hall) -> QuerySet[Notice]:
    return Notice.objects.filter(hall=hall).select_related("issued_by", "revocation").order_by("-issued_at", "-id")


def document_of(notice: Notice) -> NoticeDocument:
    """The frozen text of a notice, as it was issued."""
    return NoticeDocument.from_json(notice.document)
