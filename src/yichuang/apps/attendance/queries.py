"""Reads on slips, on who is away, and on posts found left."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from yichuang.apps.attendance.models import COVERING, OffPost, Slip
from yichuang.apps.attendance.permissions import (
    FILES_FOR_OTHERS,
    NOTERS,
    WITHDRAWERS,
    may_decide,
    may_file_for,
    may_note_off_post,
    may_note_return,
    may_note_seen_back,
    may_withdraw,
    may_withdraw_off_post,
    off_posts_visible_to,
    slips_visible_to,
)
from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.organization.models import Hall, Post, Staff
from yichuang.apps.organization.queries import people_at_work
from yichuang.apps.organization.roles import Role
from yichuang.core.worktime import SHANGHAI
from yichuang.core.worktime.opening import first_day_back
from yichuang.rulebook.worktime import load_calendar

__all__ = [
    "FILES_FOR_OTHERS", "NOTERS", "WITHDRAWERS", "away_now", "day_back", "filed_in_time", "may_decide", "may_file_for",
    "may_note_off_post", "may_note_return", "may_note_seen_back", "may_withdraw", "may_withdraw_off_post",
    "off_post_for", "off_posts_between", "off_posts_visible_to", "people_filed_for", "slip_for", "slips_between",
    "slips_of_span", "slips_to_decide", "slips_to_see_to", "slips_visible_to", "to_make_up", "uncovered_by",
    "whom_to_note",
]  # fmt: skip

RELATED = ("hall", "person", "window", "filed_by", "decided_by", "return_noted_by", "makes_up", "made_up_by")
RECORD = ("hall", "person", "window", "by", "seen_back__by", "withdrawal__by")


def slip_for(staff: Staff, pk: int) -> Slip | None:
    return slips_visible_to(staff).select_related(*RELATED).filter(pk=pk).first() if pk <= LARGEST else None


def off_post_for(staff: Staff, pk: int) -> OffPost | None:
    return off_posts_visible_to(staff).select_related(*RECORD).filter(pk=pk).first() if pk <= LARGEST else None


def people_filed_for(staff: Staff) -> QuerySet[Staff]:
    """For whom this person may file a slip, himself among them."""
    found = people_at_work(staff.hall)
    if staff.has(Role.HALL_OFFICE):
        return found
    headed = Q(window=staff.window_id) if staff.has(Role.WINDOW_HEAD) and staff.window_id else Q(pk=None)
    return found.filter(Q(pk=staff.pk) | headed)


def whom_to_note(staff: Staff) -> QuerySet[Staff]:
    """People with a window of whom this person may note that they are off their post; a head: those of his window."""
    found = people_at_work(staff.hall).filter(window__isnull=False).exclude(pk=staff.pk)
    if staff.has(*NOTERS):
        return found
    at_window = (
        Q(window=staff.window_id) | Q(posts_as_a__window=staff.window_id) | Q(posts_as_b__window=staff.window_id)
    )
    return found.filter(at_window).distinct() if staff.has(Role.WINDOW_HEAD) and staff.window_id else found.none()


def slips_to_decide(staff: Staff, now: datetime) -> QuerySet[Slip]:
    """What waits for this leader, the earliest first (C-19); not a slip whose absence began before anybody decided."""
    charge, duty = Role.LEADER_IN_CHARGE.value, Role.LEADER_ON_DUTY.value
    before, afterwards = Q(retro=False, begins__gt=now), Q(retro=True)
    mine = Q(pk=None)
    if staff.has(Role.LEADER_IN_CHARGE):
        mine |= before & ~Q(person__roles__contains=charge)
    if staff.has(Role.LEADER_ON_DUTY):
        mine |= afterwards & ~Q(person__roles__contains=duty)
    if staff.has(Role.PRINCIPAL_LEADER):
        mine |= (before & Q(person__roles__contains=charge)) | (afterwards & Q(person__roles__contains=duty))
    found = Slip.objects.filter(mine, hall=staff.hall_id, state=Slip.State.WAITING)
    return found.exclude(Q(person=staff) | Q(filed_by=staff)).select_related("person").order_by("begins", "id")


def slips_to_see_to(staff: Staff, now: datetime) -> QuerySet[Slip]:
    """Slips of this person to be made up, since nobody decided before he left, and those whose return is not noted."""
    make_up = Q(state=Slip.State.WAITING, retro=False, begins__lte=now)
    come_back = Q(state=Slip.State.APPROVED, returned_at=None, ends__lte=now)
    found = Slip.objects.filter(make_up | come_back, person=staff)
    return found.select_related("person").order_by("ends", "id")


def away_now(hall: Hall, now: datetime) -> QuerySet[Slip]:
    """Who is away by an approved slip and not back, the earliest to return first (D2.1.3a)."""
    found = Slip.objects.filter(hall=hall, state=Slip.State.APPROVED, returned_at=None, begins__lte=now)
    return found.select_related("person__department", "window").order_by("ends", "id")


def to_make_up(staff: Staff, slip: Slip, now: datetime) -> bool:
    """Whether this person may make up a slip that nobody decided on before the absence began (D2.1.3b)."""
    begun = slip.state == Slip.State.WAITING and not slip.retro and slip.begins <= now
    return begun and may_file_for(staff, slip.person)


def day_back(slip: Slip) -> date:
    """The first day he worked again: by when a slip is made up (D2.1.3b)."""
    return first_day_back(load_calendar(slip.hall.slug), slip.returned_at or slip.ends)


def filed_in_time(slip: Slip) -> bool:
    """Whether it was filed before he left, or made up on the first day back at the latest."""
    return not slip.retro or slip.filed_at.astimezone(SHANGHAI).date() <= day_back(slip)


def slips_of_span(person_id: int, begins: datetime, ends: datetime) -> QuerySet[Slip]:
    """Slips of one person that touch a stretch of time, whatever became of them."""
    return Slip.objects.filter(person=person_id, begins__lt=ends, ends__gt=begins).order_by("begins", "id")


def uncovered_by(slip: Slip, now: datetime) -> list[str]:
    """Posts nobody would be left for while this slip runs (C-15): the other of A and B is gone or has a slip too."""
    held = list(Post.objects.filter(Q(a=slip.person_id) | Q(b=slip.person_id), hall=slip.hall_id)
                .select_related("a", "b").order_by("code"))  # fmt: skip
    others = [post.b if post.a_id == slip.person_id else post.a for post in held]
    away = set(
        Slip.objects.filter(person__in=[one.pk for one in others if one], state=Slip.State.APPROVED,
                            begins__lt=slip.ends, ends__gt=slip.begins)
        .filter(Q(returned_at=None) | Q(returned_at__gt=slip.begins)).values_list("person", flat=True)
    )  # fmt: skip
    today = slip.begins.astimezone(SHANGHAI).date() <= now.astimezone(SHANGHAI).date()

    def left(other: Staff | None) -> bool:
        return other is not None and other.is_active and other.pk not in away and not (today and other.absent)

    return [post.name for post, other in zip(held, others, strict=True) if not left(other)]


def slips_between(hall: Hall, begin: datetime, end: datetime) -> QuerySet[Slip]:
    """Slips that touch a stretch of time and stand, or were made up and refused, by person and beginning."""
    standing = Q(state__in=COVERING) | Q(state=Slip.State.REFUSED, retro=True)
    found = Slip.objects.filter(standing, hall=hall, begins__lt=end, ends__gt=begin)
    return found.order_by("person_id", "begins", "id")


def off_posts_between(hall: Hall, begin: datetime, end: datetime) -> QuerySet[OffPost]:
    """Standing off-post records that begin before the end of a stretch of time and do not end before it begins."""
    over = Q(ends__lte=begin) | Q(ends=None, seen_back__seen_at__lte=begin)
    found = OffPost.objects.filter(hall=hall, begins__lt=end, withdrawal=None).exclude(over)
    return found.select_related("seen_back").order_by("person_id", "begins", "id")
