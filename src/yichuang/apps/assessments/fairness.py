"""What stands beside a score, never in it: how many did not rate, and what kind of cases a window had (C-36)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from yichuang.apps.assessments.measures import CONSULTATION
from yichuang.apps.assessments.quarters import span_of
from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Quarter
from yichuang.core.lifecycle import State


@dataclass(frozen=True)
class Mix:
    """The cases a window completed in a quarter, how many of them were rated; `joint` and `urgent` are among them."""

    completed: int = 0
    rated: int = 0
    joint: int = 0
    urgent: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)

    @property
    def unrated(self) -> int:
        return self.completed - self.rated

    def joined(self, other: "Mix") -> "Mix":
        """Both together."""
        kinds = {name: self.kinds.get(name, 0) + other.kinds.get(name, 0) for name in {*self.kinds, *other.kinds}}
        return Mix(self.completed + other.completed, self.rated + other.rated, self.joint + other.joint,
                   self.urgent + other.urgent, kinds)  # fmt: skip


NO_CASES = Mix()


def mixes_of(hall: Hall, quarter: Quarter) -> dict[int, Mix]:
    """The mix of every window of a hall by its key, those that completed nothing left out; one query.

    Cases completed in the quarter, consultations left out; a rating given after the quarter counts as one.
    """
    begin, end = span_of(quarter)
    ended = Case.objects.filter(hall=hall, ended_at__gte=begin, ended_at__lt=end, state=State.COMPLETED.value)
    counted = ended.exclude(kind=CONSULTATION).order_by().values("front_window", "kind").annotate(
        n=Count("pk"), rated=Count("rating"), joined=Count("joint"), hurried=Count("pk", filter=Q(urgent=True)),
    )  # fmt: skip
    found: dict[int, Mix] = {}
    for row in counted:
        one = Mix(row["n"], row["rated"], row["joined"], row["hurried"], {row["kind"]: row["n"]})
        found[row["front_window"]] = found.get(row["front_window"], NO_CASES).joined(one)
    return found


def together(mixes: Iterable[Mix]) -> Mix:
    """The mix of all of them, to hold one window against."""
    whole = NO_CASES
    for one in mixes:
        whole = whole.joined(one)
    return whole
