"""Reads on rulebooks written in the hall and on what it adopted."""

from django.db.models import QuerySet

from yichuang.apps.assessments.models import Adoption, RulebookText, RulebookVersion
from yichuang.apps.organization.models import Hall


def versions_known(hall: Hall) -> QuerySet[RulebookVersion]:
    """Drafts and versions of a hall with their people, the newest first; the text is not read."""
    found = RulebookVersion.objects.filter(hall=hall).select_related("author", "second").defer("text")
    return found.order_by("-drafted_at", "-id")


def version_of(hall: Hall, pk: int) -> RulebookVersion | None:
    return RulebookVersion.objects.filter(hall=hall, pk=pk).select_related("hall", "author", "second").first()


def drafts_waiting(hall: Hall) -> QuerySet[RulebookVersion]:
    """Drafts that are neither in force nor discarded, the longest waiting first."""
    found = RulebookVersion.objects.filter(hall=hall, state=RulebookVersion.State.DRAFT).defer("text")
    return found.select_related("author").order_by("written_at", "id")


def texts_of(version: RulebookVersion) -> QuerySet[RulebookText]:
    """Every text a version has had, with who wrote it, the newest first; the texts themselves are not read."""
    return version.texts.select_related("by").defer("text").order_by("-number")


def text_numbered(version: RulebookVersion, number: int) -> RulebookText | None:
    return version.texts.filter(number=number).select_related("by").first()


def adoptions_of(hall: Hall) -> QuerySet[Adoption]:
    """What the hall adopted from when on, the latest beginning first, of two for one day the later one."""
    return Adoption.objects.filter(hall=hall).select_related("by", "version").order_by("-from_day", "-id")
