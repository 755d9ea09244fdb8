"""Telling a citizen on paper that a recalculation moved his due time.

When the clerk of the case acts, never in the recalculation, which moves a hundred thousand cases at once.
"""

from datetime import datetime

from yichuang.apps.audit import command, record, refuse
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import permissions, texts
from yichuang.apps.cases.clock_facts import untold_changes
from yichuang.apps.cases.models import Case, DueTold
from yichuang.apps.notices import commands as notices
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_

CLAUSE = "D4.11.2"


@command
def tell_due_change(*, case: Case, by: Staff, now: datetime) -> Notice:
    """Issues the notice of a moved due time (N19): the old and the new one, the cause and its ground.

    By the handler of the case, while it is open. What several recalculations did stands on one paper. Refused when
    the citizen has been told of everything.
    """
    permissions.require_handler(by, case)
    # Of two who press at once the second one finds nothing left to tell.
    Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).values("pk").first()
    case.refresh_from_db(fields=["state", "due_at", "provisional"])
    changes = untold_changes(case)
    if not changes:
        refuse("nothing_to_tell", N_("The citizen has been told of every change that a recalculation made."),
               N_("Print the notice again if it was lost."), clause=CLAUSE)  # fmt: skip
    draft = texts.drafted(case, Kind.DUE_MOVED, texts.due_moved(case, changes))
    notice = notices.issue(draft=draft, window=case.front_window, by=by, now=now)
    insert([DueTold(change=one, notice=notice, at=now, by=by) for one in changes])
    record(hall=case.hall.slug, verb="case.due_change_told", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "old": changes[0].old_due_at, "new": changes[-1].new_due_at,
                   "notice": notice.number})  # fmt: skip
    return notice
