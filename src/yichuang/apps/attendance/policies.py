"""May this be filed, decided or noted now, and by this person (D2.1.2, D2.1.3, D4.11.4, C-15, C-19)?"""

from datetime import datetime, timedelta

from django.db.models import Q

from yichuang.apps.attendance.models import COVERING, OffPost, Slip
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import load_calendar, load_limits


def require_kind(kind: str) -> None:
    if kind not in Slip.Kind.values:
        refuse("kind_missing", N_("Say whether it is business, illness or a private matter."),
               N_("Choose one of them."), "kind", "D4.11.4")  # fmt: skip


def require_served(person: Staff, window: Window | None, clause: str) -> None:
    """A finding goes to the window he staffed then, so that it must be one he staffs (C-34)."""
    if window is not None and not windows_served_by(person).filter(pk=window.pk).exists():
        refuse("not_served", N_("This person does not staff that window."), N_("Choose a window where he is A or B."),
               "window", clause)  # fmt: skip


def require_span(begins: datetime, ends: datetime, now: datetime) -> None:
    if ends <= begins:
        refuse("ends_before", N_("The absence ends before it begins."), N_("Enter a later end."), "ends", "D2.1.3")
    days = _days("slip.longest_days", now)
    if ends - begins > days or begins < now - days or begins > now + days:
        refuse("too_far", N_("A slip covers at most %(days)s days and begins at most so many days from now."),
               N_("Check both dates."), "begins", "D2.1.3", days=days.days)  # fmt: skip


def require_explained(explanation: str) -> None:
    if not explanation:
        refuse("explanation_missing", N_("The absence has begun, so the slip is made up and needs an explanation."),
               N_("Say which circumstances kept it from being filed before."), "explanation", "D2.1.3b")  # fmt: skip


def require_free(person: Staff, begins: datetime, ends: datetime) -> None:
    """No two slips of one person cover the same time."""
    away = Slip.objects.filter(person=person, state__in=COVERING, begins__lt=ends, ends__gt=begins)
    for one in away.filter(Q(returned_at=None) | Q(returned_at__gt=begins)).order_by("begins")[:1]:
        refuse("covered_already", N_("Another slip of this person covers part of that time, from %(begins)s."),
               N_("Withdraw it first, or enter another time."), "begins", "D2.1.3",
               begins=f"{one.begins.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")  # fmt: skip


def require_made_up(earlier: Slip, person: Staff, now: datetime) -> None:
    """Only a slip of his that nobody decided on before he left is made up by another."""
    if earlier.person_id != person.pk or earlier.retro:
        refuse("not_made_up", N_("That slip cannot be made up by this one."), clause="D2.1.3b")
    if earlier.begins > now:
        refuse("not_begun", N_("The absence has not begun; the leader in charge may still approve the slip."),
               clause="D2.1.3a")  # fmt: skip


def require_before_leaving(slip: Slip, now: datetime) -> None:
    if not slip.retro and now >= slip.begins:
        refuse("begun", N_("The absence has begun, so that this slip can no longer be approved before leaving."),
               N_("The person makes it up, with an explanation, to the leader on duty."), clause="D2.1.3a")  # fmt: skip


def require_moved(changed: int) -> None:
    if not changed:
        refuse("decided_already", N_("This slip is past that step."), N_("Open it again to see how it stands."),
               clause="D2.1.3")  # fmt: skip


def require_return(slip: Slip, returned_at: datetime, now: datetime) -> None:
    if not slip.begins <= returned_at <= now:
        refuse("return_wrong", N_("The return lies between the beginning of the absence and now."),
               N_("Enter when he was back."), "returned_at", "D2.1.3a")  # fmt: skip


def require_seen(begins: datetime, ends: datetime | None, now: datetime) -> None:
    if ends is not None and ends <= begins:
        refuse("ends_before", N_("He was back before he left."), N_("Enter a later time, or none while he is away."),
               "ends", "D2.1.2")  # fmt: skip
    if begins >= now or (ends is not None and ends > now):
        refuse("not_yet", N_("What has not happened yet cannot be noted."), N_("Enter what was seen."),
               "begins" if begins >= now else "ends", "D2.1.2")  # fmt: skip
    days = _days("off_post.noted_within_days", now)
    if begins < now - days:
        refuse("too_long_ago", N_("This lies more than %(days)s days back."), N_("Check the date."), "begins", "D2.1.2",
               days=days.days)  # fmt: skip


def require_in_hours(by: Staff, begins: datetime) -> None:
    """Nobody is off his post on a day the hall is closed."""
    day = begins.astimezone(SHANGHAI).date()
    if not load_calendar(by.hall.slug).is_working(day):
        refuse("day_off", N_("The hall is closed on that day."), N_("Check the date."), "begins", "D4.11.1")


def require_standing(record: OffPost) -> None:
    if hasattr(record, "withdrawal"):
        refuse("withdrawn_already", N_("This record has been withdrawn."), N_("Its reason stands with it."),
               clause="D2.1.2")  # fmt: skip


def require_away(record: OffPost) -> None:
    require_standing(record)
    if record.until is not None:
        seen_already()


def seen_already() -> None:
    refuse("seen_already", N_("It is on record already when he was back."), N_("Open it again to see it."),
           clause="D2.1.2")  # fmt: skip


def require_seen_back(record: OffPost, seen_at: datetime, now: datetime) -> None:
    if not record.begins < seen_at <= now:
        refuse("seen_wrong", N_("He was seen back after he left and not in the future."), N_("Enter when it was."),
               "seen_at", "D2.1.2")  # fmt: skip


def _days(rule: str, now: datetime) -> timedelta:
    return timedelta(days=load_limits(now.astimezone(SHANGHAI).date())[rule].count or 0)
