"""Which cases call for a word, and who is to be told of a light; resolved at this instant like the work lists."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yichuang.apps.cases.lights import light_of, share_of, showing, with_time, worst_first
from yichuang.apps.cases.models import OPEN, Case, LightWord, Reminder
from yichuang.apps.cases.permissions import own_matter, visible_to
from yichuang.apps.cases.worklists import my_open_cases
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.lifecycle import Light
from yichuang.core.worktime.opening import opening
from yichuang.rulebook.worktime import load_calendar


def calling(cases: QuerySet[Case], now: datetime, share: int) -> QuerySet[Case]:
    """Those of `cases` that show yellow or red and whose light has not been explained for the due time they have."""
    said = LightWord.objects.filter(case=OuterRef("pk"), due_at=OuterRef("due_at"))
    red = showing(Light.RED, now, share) & ~Exists(said.filter(light=Light.RED.value))
    yellow = showing(Light.YELLOW, now, share) & ~Exists(said)
    return with_time(cases, now, share).filter(red | yellow)


def words_owed(staff: Staff, now: datetime) -> QuerySet[Case]:
    """The cases for which this handler owes a word, the worst first."""
    share = share_of(staff.hall)
    return worst_first(calling(my_open_cases(staff).order_by(), now, share), now, share)


def late_without_cause(staff: Staff, now: datetime) -> QuerySet[Case]:
    """Cases this person may see that ran past their due time, open or ended, and whose cause nobody has given (D3.1.3).

    The latest due time first. They are what an accountability proposal begins with (D4.7.4, C-26).
    """
    late = Q(state__in=OPEN, due_at__lt=now, standing=False) | Q(ended_at__gt=F("due_at"))
    explained = LightWord.objects.filter(case=OuterRef("pk"), due_at=OuterRef("due_at"), light=Light.RED.value)
    return visible_to(staff).filter(late, ~Exists(explained)).order_by("-due_at", "-id")


def to_be_told(hall: Hall, now: datetime) -> Iterator[tuple[Case, Light, Staff]]:
    """Who has not been told of which light: the handler of a yellow or red case, of a red one its window's head too."""
    share = share_of(hall)
    lit = with_time(Case.objects.filter(hall=hall), now, share)
    lit = lit.filter(showing(Light.RED, now, share) | showing(Light.YELLOW, now, share))
    sent = Reminder.objects.filter(case__in=lit.values("pk"))
    told = set(sent.values_list("case_id", "light", "due_at", "to_id"))
    heads = _heads_of(hall)
    for case in lit.select_related("applicant", "handler", "item__post__a", "item__post__b").order_by("due_at", "id"):
        light = light_of(case, now, share)
        people = [handler_now(case), *(heads.get(case.front_window_id, ()) if light is Light.RED else ())]
        for person in {one.pk: one for one in people if one is not None}.values():
            if (case.pk, light.value, case.due_at, person.pk) not in told:
                yield case, light, person


def handler_now(case: Case) -> Staff | None:
    """Who has the case in hand: A of its post, B while A is away or the matter is A's own (D5.1.6, D4.4.4)."""
    post = case.item.post
    people = (case.handler,) if post is None else (post.a, post.b)
    here = (one for one in people if one is not None and one.is_active and not one.absent)
    return next((one for one in here if own_matter(one, case) is None), None)


def _heads_of(hall: Hall) -> dict[int, list[Staff]]:
    found: dict[int, list[Staff]] = {}
    heads = Staff.objects.filter(hall=hall, is_active=True, absent=False, roles__contains=Role.WINDOW_HEAD.value)
    for one in heads.filter(window__isnull=False):
        found.setdefault(one.window_id, []).append(one)
    return found


def reminders_of(staff: Staff) -> QuerySet[Reminder]:
    """What a person was reminded of, the newest first."""
    return Reminder.objects.filter(to=staff).select_related("case").order_by("-at", "-id")


def unseen(staff: Staff) -> int:
    return Reminder.objects.filter(to=staff, seen_at=None).count()


def is_open(hall: Hall, now: datetime) -> bool:
    """Whether the hall serves at this moment; nobody is reminded of anything while it does not (lessons 18)."""
    return opening(load_calendar(hall.slug), now).is_open


AT_THE_DESK = (
    "SELECT (SELECT count(*) FROM cases_case WHERE front_window_id = %s AND state = 'approved'), "
    "(SELECT count(*) FROM cases_reminder WHERE to_id = %s AND seen_at IS NULL)"
)


def waiting_at_desk(window_id: int, staff: Staff) -> tuple[int, int]:
    """How many results wait at a window and how many reminders are new to a person: one query, for every desk."""
    with connection.cursor() as cursor:
        cursor.execute(AT_THE_DESK, [window_id, staff.pk])
        return cursor.fetchone()
