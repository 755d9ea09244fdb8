"""Reads on what was detected when, and on findings that wait to be settled."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from yichuang.apps.assessments.models import COUNTED, DetectionRun, Doubt, Finding, Sheet
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Quarter

Key = tuple[int, str, str]
_STANDING = (*COUNTED, "draft")


def runs_of(hall: Hall) -> QuerySet[DetectionRun]:
    """The looks that brought something, newest first."""
    return DetectionRun.objects.filter(hall=hall).order_by("-at", "-id")


def doubted(hall: Hall) -> QuerySet[Doubt]:
    """Findings that stand although the records no longer show them, the longest waiting first."""
    found = Doubt.objects.filter(finding__hall=hall, finding__state__in=_STANDING, cleared_at=None)
    return found.select_related("finding__window", "finding__person").order_by("at", "id")


def detected_before(hall: Hall) -> dict[Key, tuple[str, datetime]]:
    """State and moment of every finding of a hall by window, rule and fact: what is stored is not stored again."""
    rows = Finding.objects.filter(hall=hall, corrects=None)
    return {(window, rule, fact): (state, at) for window, rule, fact, state, at in
            rows.values_list("window", "rule", "fact", "state", "happened_at")}  # fmt: skip


def standing_detections(hall: Hall, begin: datetime, end: datetime) -> dict[Key, int]:
    """The findings the records themselves gave for a period that stand, by window, rule and fact."""
    found = Finding.objects.filter(hall=hall, happened_at__gte=begin, happened_at__lt=end, state__in=_STANDING,
                                   corrects=None).exclude(origin="entered")  # fmt: skip
    return {(window, rule, fact): pk for pk, window, rule, fact in found.values_list("pk", "window", "rule", "fact")}


def doubts_of(keys: Iterable[int]) -> tuple[set[int], set[int]]:
    """Of these findings, those in doubt now, and those somebody has kept although the records do not show them."""
    rows = list(Doubt.objects.filter(finding__in=list(keys)).values_list("finding", "cleared_at", "kept_by"))
    return {one for one, cleared, _ in rows if cleared is None}, {one for one, _, kept in rows if kept is not None}


def finalised(hall: Hall, quarter: Quarter) -> set[int]:
    """The windows whose sheet of a quarter is finalised."""
    return set(Sheet.objects.filter(hall=hall, quarter=str(quarter)).values_list("window", flat=True))
