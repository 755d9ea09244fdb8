"""Facts on kinds, due times and completions of cases (section 5)."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.cases.models import OPEN, Case, Forwarding, JointPart
from yichuang.core.detection import CompletionFact, DueFact, KindFact, Sent
from yichuang.core.lifecycle import State

_CHUNK = 2_000
_CASE = ("pk", "number", "front_window", "handler")


def kinds(period: Period) -> Iterator[KindFact]:
    """Promised cases of instant items accepted in the period, each with the reason noted for that; one query."""
    found = Case.objects.filter(hall=period.hall, kind="promised", item__kind="instant", **period.has("accepted_at"))
    rows = found.order_by("pk").values_list(*_CASE, "accepted_at", "item__kind", "kind", "kind_change__reason")
    for pk, *rest, why in rows.iterator(chunk_size=_CHUNK):
        yield KindFact(f"case:{pk}", *rest, why=why or "")


def dues(period: Period) -> Iterator[DueFact]:
    """Cases due in the period that ended after it or are open past it, and those sent up late in it; two queries."""
    accepted, seen = Case.objects.filter(hall=period.hall, accepted_at__isnull=False), set()
    late = Q(ended_at__gt=F("due_at")) | Q(state__in=OPEN, due_at__lt=period.now, standing=False)
    sent = Exists(Forwarding.objects.filter(case=OuterRef("pk"), sent_at__gt=F("local_due_at"),
                                            **period.has("local_due_at")))  # fmt: skip
    for found in (accepted.filter(late, **period.has("due_at")), accepted.filter(sent)):
        for one in _due_facts(found):
            if one.case not in seen:
                seen.add(one.case)
                yield one


def _due_facts(found: QuerySet[Case]) -> Iterator[DueFact]:
    sendings = Forwarding.objects.filter(case=OuterRef("pk"))
    first, last = sendings.order_by("round"), sendings.order_by("-round")
    rows = found.order_by("pk").annotate(
        local=Subquery(first.values("local_due_at")[:1]), sent=Subquery(first.values("sent_at")[:1]),
        back=Subquery(last.values("returned_at")[:1]),
    ).values_list(*_CASE, "due_at", "ended_at", "standing", "local", "sent", "back")  # fmt: skip
    for pk, *rest, local, sent, back in rows.iterator(chunk_size=_CHUNK):
        yield DueFact(f"case:{pk}", *rest, sent=None if sent is None else Sent(local, sent, back))


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
