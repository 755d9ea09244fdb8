"""What waits for the principal leaders because somebody is to be let off a fee."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from yichuang.apps.cases.models import FeeWaiver
from yichuang.apps.cases.queries import fees
from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_


def _open(staff: Staff, now: datetime) -> QuerySet[FeeWaiver]:
    """Fees to be reduced, waived or deferred, the one asked first on top (D2.4.3)."""
    found = fees.visible_waivers(staff).filter(approved=None)
    return found.select_related("case").order_by("asked_at", "id")


def _waiting(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [Owed(f"{reverse('desk:case', args=[one.case_id])}#fees", f"{one.case} · {one.name}", one.asked_at)
            for one in _open(staff, now)[:most]]  # fmt: skip


WAIVERS = Duty(
    "waivers", N_("Waivers to decide"), (Role.PRINCIPAL_LEADER,), _waiting, "desk:fee_waivers",
    N_("A fee that somebody is to be let off appears here; only your consent makes it count."), _open,
)  # fmt: skip
