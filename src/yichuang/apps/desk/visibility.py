"""Which notices a person may see: of cases and matters from above he may see, and those his own windows gave out."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Substr

from yichuang.apps.cases.queries import assignments, sees_all, visible_to
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.queries import newest
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.queries import windows_served_by

OF_A_CASE = "case:"


def notices_for(staff: Staff) -> QuerySet[Notice]:
    """The notices this person may open, newest first."""
    notices = newest(staff.hall).select_related("issued_by", "window", "revocation", "hall")
    if sees_all(staff):
        return notices
    windows = windows_served_by(staff).order_by().values("pk")
    # Only a subject that begins like a case's holds a number; the database must not read it from any other.
    number = Cast(Substr("subject", len(OF_A_CASE) + 1), BigIntegerField())
    of_case = Choose(
        When(subject__startswith=OF_A_CASE, then=number), default=Value(None), output_field=BigIntegerField()
    )
    seen = Exists(visible_to(staff).filter(pk=OuterRef("case_pk")))
    reports = Q(assignment__in=assignments.visible_to(staff).order_by().values("pk"))
    return notices.alias(case_pk=of_case).filter(Q(window__in=windows) | seen | reports)


def notice_for(staff: Staff, pk: int) -> Notice | None:
    """A notice this person may open; None when there is none for him."""
    return notices_for(staff).filter(pk=pk).first()
