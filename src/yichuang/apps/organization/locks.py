"""Accounts locked after failed sign-ins: where, and how the security administrator opens them again."""

from datetime import datetime, timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings

from yichuang.apps.audit import command, record
from yichuang.apps.organization.models import Staff


def locked_at(staff: Staff, now: datetime) -> list[str]:
    """The sources from which this account is locked now, as network addresses."""
    since = now - (get_cool_off() or timedelta.max)
    failed = AccessAttempt.objects.filter(
        username=staff.username, attempt_time__gte=since, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )  # fmt: skip
    return sorted({attempt.ip_address or "" for attempt in failed})


@command
def unlock(*, staff: Staff, by: Staff, now: datetime) -> None:
    """Forgets the failed sign-ins of an account, wherever they came from."""
    forgotten = reset(username=staff.username)
    record(hall=staff.hall.slug, verb="staff.unlocked", by=by.ref, subject=staff.ref, now=now,
           detail={"sources": forgotten})  # fmt: skip
