"""The register of petitions (R14) and what of it waits, for a person."""

from django.db.models import QuerySet

from yichuang.apps.cases.models import Petition
from yichuang.apps.cases.permissions import visible_to
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import windows_served_by
from yichuang.core.lifecycle import State

RELATED = ("case__hall", "case__front_window", "department", "verified_by")


def petitions_for(staff: Staff) -> QuerySet[Petition]:
    """The petitions of cases this person may see, newest first."""
    seen = visible_to(staff).order_by().values("pk")
    found = Petition.objects.filter(case__in=seen).select_related(*RELATED)
    return found.order_by("-registered_at", "-id")


def petitions_to_decide(staff: Staff) -> QuerySet[Petition]:
    """Petitions registered at windows this person serves and not yet accepted or refused; the nearest day first."""
    windows = windows_served_by(staff).order_by().values("pk")
    found = Petition.objects.filter(case__front_window__in=windows, case__state=State.RECEIVED.value)
    return found.select_related("case").order_by("accept_due_at", "id")
