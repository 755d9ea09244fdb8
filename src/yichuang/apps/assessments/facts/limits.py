"""Facts on kinds, due times and completions of cases (section 5)."""

from collections.abc import Iterator

from django.db.models import F, Q

from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.cases.models import OPEN, Case, JointPart
from yichuang.core.detection import CompletionFact, DueFact, KindFact
from yichuang.core.lifecycle import State

_CHUNK = 2_000


def kinds(period: Period) -> Iterator[KindFact]:
    """Promised cases of instant items accepted in the period; one query."""
    found = Case.objects.filter(hall=period.hall, kind="promised", item__kind="instant", **period.has("accepted_at"))
    rows = found.order_by("pk").values_list("pk", "number", "front_window", "handler", "accepted_at", "item__kind",
                                            "kind")  # fmt: skip
    for pk, *rest in rows.iterator(chunk_size=_CHUNK):
        yield KindFact(f"case:{pk}", *rest)


def dues(period: Period) -> Iterator[DueFact]:
    """Cases due in the period that ended after it or are open past it; one query."""
    late = Q(ended_at__gt=F("due_at")) | Q(state__in=OPEN, due_at__lt=period.now, standing=False)
    found = Case.objects.filter(late, hall=period.hall, accepted_at__isnull=False, **period.has("due_at"))
    rows = found.order_by("pk").values_list("pk", "number", "front_window", "handler", "due_at", "ended_at", "standing")
    for pk, *rest in rows.iterator(chunk_size=_CHUNK):
        yield DueFact(f"case:{pk}", *rest)


def completions(period: Period) -> Iterator[CompletionFact]:
    """Cases completed in the period while a department's part of them was not finished; one query."""
    ended = {f"joint__case__{name}": moment for name, moment in period.has("ended_at").items()}
    undone = Q(finished_at=None) | Q(finished_at__gt=F("joint__case__ended_at"))
    found = JointPart.objects.filter(undone, joint__case__hall=period.hall,
                                     joint__case__state=State.COMPLETED.value, **ended)  # fmt: skip
    parts: dict[int, tuple[Case, list[str]]] = {}
    for part in found.select_related("joint__case", "department").order_by("joint__case_id", "id"):
        parts.setdefault(part.joint.case_id, (part.joint.case, []))[1].append(part.department.name)
    for case, names in parts.values():
        yield CompletionFact(case.ref, case.number, case.front_window_id, case.handler_id, case.ended_at,
                             late_parts=tuple(names))  # fmt: skip
