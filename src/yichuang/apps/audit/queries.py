from datetime import datetime

from django.db.models import QuerySet

from yichuang.apps.audit.chain import Break, first_break
from yichuang.apps.audit.models import ChainHead, Entry, Submission

__all__ = [
    "Break",
    "chain_length",
    "entries_of",
    "first_break",
    "forget_submissions",
    "halls_with_chain",
    "latest_entry_time",
    "trail_of",
]


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
    """Every hall that has a head or an entry: a deleted head hides nothing."""
    heads = set(ChainHead.objects.values_list("hall", flat=True))
    return sorted(heads | set(Entry.objects.order_by().values_list("hall", flat=True).distinct()))


def latest_entry_time() -> datetime | None:
    """When the last act of any hall was recorded; None in an empty database."""
    return Entry.objects.order_by("-id").values_list("at", flat=True).first()


def forget_submissions(before: datetime) -> int:
    """Drops the answers kept for repeated submissions of long ago; returns how many."""
    return Submission.objects.filter(at__lt=before).delete()[0]


def chain_length(hall: str) -> int:
    """How many entries the chain of a hall has by its head."""
    head = ChainHead.objects.filter(hall=hall).first()
    return head.sequence if head else 0
