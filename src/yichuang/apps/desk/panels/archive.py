"""Where the file of a closed case lies, or by when it is archived (D4.8.2)."""

from django.http import HttpRequest

from yichuang.apps.cases.models import Case
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel
from yichuang.apps.keeping import queries
from yichuang.apps.tickets.queries import business_day


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    if case.state not in queries.CLOSED or case.ended_at is None:
        return None
    archive = queries.visible_archives(request.user).filter(case=case).first()
    if archive is None and queries.archived_of([case]):
        return None
    return {"archive": archive, "archiving": queries.archiving_of(case.hall, business_day(case.ended_at)),
            "may_archive": queries.keeps(request.user, case.hall_id, case.front_window_id)}  # fmt: skip


PANEL = Panel("archive", facts, aside=True)
