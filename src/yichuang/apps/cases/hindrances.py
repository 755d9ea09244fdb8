"""What else stands in the way of a step of a case, besides its state and its people: one line a subject."""

from collections.abc import Callable, Mapping, Sequence

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.cases import joint, outside, urgency
from yichuang.apps.cases.models import Case
from yichuang.core.lifecycle import Action

HINDRANCES: Mapping[Action, Sequence[Callable[[Case], Refusal | None]]] = {
    Action.HANDLE: (joint.unfinished, outside.awaited),
    Action.REVIEW: (outside.awaited,),
    Action.FORWARD: (outside.awaited,),
    Action.APPROVE: (outside.awaited,),
    Action.REFUSE: (outside.awaited,),
    Action.EXTEND: (urgency.not_extended,),
}


def hindrance(case: Case, action: Action) -> Refusal | None:
    """The first thing that must be done before this step, or None."""
    found = (asked(case) for asked in HINDRANCES.get(action, ()))
    return next((refusal for refusal in found if refusal is not None), None)


def require_none(case: Case, action: Action) -> None:
    refusal = hindrance(case, action)
    if refusal is not None:
        raise Refused(refusal)
