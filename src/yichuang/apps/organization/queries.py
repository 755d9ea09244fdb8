"""Reads on halls, windows, posts and people."""

from django.db import connection
from django.db.models import Q, QuerySet

from yichuang.apps.audit.rows import read
from yichuang.apps.organization.models import Department, Hall, Post, Staff, Window
from yichuang.apps.organization.places import places_of
from yichuang.apps.organization.roles import ADMINISTRATORS

__all__ = [
    "all_halls", "clerks_of", "departments_of", "hall_by_slug", "only_hall", "people_at_work", "posts_held_by",
    "present_handler", "staff_by_name", "staff_of", "windows_of", "windows_served_by",
]  # fmt: skip


def hall_by_slug(slug: str) -> Hall | None:
    return Hall.objects.filter(slug=slug).first()


FIRST = "SELECT id, catalog_stamp FROM organization_hall ORDER BY id LIMIT 1"


def only_hall() -> Hall | None:
    """The hall this installation serves: the first one loaded, which its public pages are about."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST)
        found = cursor.fetchone()
    return places_of(*found).hall if found else None


def windows_of(hall: Hall) -> QuerySet[Window]:
    return Window.objects.filter(hall=hall).order_by("number")



def departments_of(hall: Hall) -> QuerySet[Department]:
    return Department.objects.filter(hall=hall).order_by("name")


def staff_of(hall: Hall) -> QuerySet[Staff]:
    return Staff.objects.filter(hall=hall).select_related("window", "department").order_by("username")


def staff_by_name(hall: Hall, username: str) -> Staff | None:
    return staff_of(hall).filter(username=username).first()


def clerks_of(hall: Hall) -> QuerySet[Staff]:
    """Who may receive a citizen: present people with a window, by window number."""
    found = staff_of(hall).filter(is_active=True, absent=False, window__isnull=False)
    return found.order_by("window__number", "username")


def people_at_work(hall: Hall) -> QuerySet[Staff]:
    """Everybody of the hall who can be given something to do: no closed account, no administrator."""
    found = staff_of(hall).filter(is_active=True).exclude(roles__in=sorted(ADMINISTRATORS)).exclude(roles="")
    return found.order_by("window__number", "username")


def posts_held_by(staff: Staff) -> QuerySet[Post]:
    """Posts whose present handler this person is: as A, or as B while A is absent (D5.1.6)."""
    as_b = Q(b=staff) & (Q(a=None) | Q(a__absent=True) | Q(a__is_active=False))
    return Post.objects.filter(Q(a=staff) | as_b, hall=staff.hall_id)


def windows_served_by(staff: Staff) -> QuerySet[Window]:
    """Windows where this person may sit: the own one, and those of every post held as A or B."""
    own = Q(posts__a=staff) | Q(posts__b=staff) | Q(pk=staff.window_id)
    return (
        Window.objects.filter(own, hall=staff.hall_id)
        .select_related("hall", "department")
        .distinct()
        .order_by("number")
    )


def all_halls() -> QuerySet[Hall]:
    return Hall.objects.order_by("pk")


HERE = "WHERE id IN (%s, %s) AND NOT absent AND is_active"


def present_handler(post: Post) -> Staff | None:
    """Who handles a post now: A, or B while A is absent; None when both are away (D5.1.6)."""
    here = {one.pk: one for one, _ in read(Staff, HERE, [post.a_id, post.b_id])}
    return here.get(post.a_id) or here.get(post.b_id)
