from django.db.models import QuerySet

from yichuang.apps.audit.chain import Break, first_break
from yichuang.apps.audit.models import ChainHead, Entry

__all__ = ["Break", "entries_of", "first_break", "halls_with_chain", "trail_of"]


def trail_of(hall: str, subject: str) -> QuerySet[Entry]:
    """What was done to one thing, oldest first."""
    return Entry.objects.filter(hall=hall, subject=subject).order_by("sequence")


def entries_of(hall: str, *, verb: str = "", actor: str = "", subject: str = "", before: int = 0) -> QuerySet[Entry]:
    """The audit trail of a hall, newest first, narrowed by what is given; `before` is a sequence for paging."""
    found = Entry.objects.filter(hall=hall)
    given = {"verb": verb, "actor": actor, "subject": subject}
    found = found.filter(**{name: value for name, value in given.items() if value})
    if before:
        found = found.filter(sequence__lt=before)
    return found.order_by("-sequence")


def halls_with_chain() -> list[str]:
    return list(ChainHead.objects.order_by("hall").values_list("hall", flat=True))
