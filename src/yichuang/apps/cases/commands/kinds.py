"""An instant item that cannot be finished on the spot: handled as promised, with its reason (C-33, D2.5.1)."""

from datetime import datetime

from yichuang.apps.audit import command, record, refuse, step
from yichuang.apps.cases import clock, permissions, policies, texts
from yichuang.apps.cases.commands.due import hold, renew
from yichuang.apps.cases.examining import reason_to_promise
from yichuang.apps.cases.models import Case, KindChange
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Action, State
from yichuang.integrations.site import sealer

# What a clock keeps of the limit it runs under.
LIMIT = ("amount", "unit", "clause", "ground", "local_only")


@step
def write_down(*, case: Case, reason: str, by: Staff, now: datetime) -> KindChange:
    """Keeps the reason, so that whoever assesses the window finds every such case with it (D2.5.1)."""
    return KindChange.objects.create(case=case, old="instant", new="promised", reason=reason, at=now, by=by)


@command
def promise_instead(*, case: Case, promised_because: str, by: Staff, now: datetime) -> tuple[Case, Notice]:
    """Turns an accepted instant case into a promised one, with its notice N05 (C-33, D2.5.1, D3.4.7).

    By its handler, before the thirty minutes are over; the general limit runs from the same acceptance.
    """
    permissions.require(by, Action.HANDLE, case)
    hold(case, Action.HANDLE)
    said = reason_to_promise(case, promised_because)
    if now > case.due_at:
        refuse("after_due", N_("The due time has passed."), N_("Apologise and finish at once."), clause="C-33")
    still = Case.objects.filter(pk=case.pk, state=State.ACCEPTED.value, kind="instant")
    policies.require_changed(still.update(kind="promised"))
    case.kind = "promised"
    general = clock.start(case.item, case.hall, case.accepted_at, as_promised=True).kept
    case.clock |= {name: general[name] for name in LIMIT}
    renew(case, cause="promised", ground=said, by=by, now=now)
    write_down(case=case, reason=said, by=by, now=now)
    identity = sealer().open("identity", case.applicant.identity)
    draft = texts.drafted(case, Kind.PROMISE, texts.promise(case, identity, said))
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    record(hall=case.hall.slug, verb="case.promised", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "new": case.due_at, "notice": notice.number})  # fmt: skip
    return case, notice
