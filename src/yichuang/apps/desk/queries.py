"""What stands on the desk: the line, the citizen at the window, the clerk's own work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases.queries import (
    Countdown,
    counting,
    light_of,
    my_open_cases,
    share_of,
    to_review,
    waiting_at_desk,
)
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import items_of
from yichuang.apps.desk.seat import Seat
from yichuang.apps.desk.words import KINDS
from yichuang.apps.notices.kinds import FORMS
from yichuang.apps.notices.queries import notices_about
from yichuang.apps.organization.models import Hall, Post, Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception.models import Visit
from yichuang.apps.tickets import queries as tickets
from yichuang.apps.tickets.models import State, Ticket
from yichuang.rulebook.worktime import load_calendar

SHOWN_CASES = 8
SHOWN_WAITING = 12
SHOWN_PASSED = 5


@dataclass(frozen=True)
class Line:
    """Who waits for a window, by number and kind only (lessons 6)."""

    waiting: Sequence[Ticket]
    held: Sequence[Ticket]
    passed: Sequence[Ticket]
    served: int
    classes: dict[str, str]

    @property
    def shown(self) -> Sequence[Ticket]:
        return self.waiting[:SHOWN_WAITING]

    @property
    def more(self) -> int:
        return max(0, len(self.waiting) - SHOWN_WAITING)


@dataclass(frozen=True)
class WorkRow:
    """An open case as the desk lists it: how pressing, in a colour and in words."""

    case: Any
    colour: str
    words: str


@dataclass(frozen=True)
class Work:
    """The clerk's own cases, the most pressing first, with how many there are of each colour."""

    rows: Sequence[WorkRow]
    counts: dict[str, int]
    instant: Sequence[Countdown]


def line_at(window: Window, now: datetime) -> Line:
    """Two queries: who waits, and what became of today's numbers at this window."""
    day = tickets.business_day(now)
    been = Ticket.objects.filter(window=window, day=day, state__in=(State.HELD, State.NO_SHOW, State.DONE))
    been = list(been.only("number", "state", "called_at", "ended_at").order_by("called_at"))
    passed = [one for one in been if one.state == State.NO_SHOW]
    return Line(
        waiting=list(tickets.waiting_for(window, day)),
        held=[one for one in been if one.state == State.HELD],
        passed=passed[: -SHOWN_PASSED - 1 : -1],
        served=sum(one.state == State.DONE for one in been),
        classes={one["code"]: one["name"] for one in window.hall.settings["queue"]["classes"]},
    )


def version_of(seat: Seat, to_confirm_now: int, instant: Sequence[Countdown]) -> str:
    """Changes with everything the left column shows and with the hand-overs that wait for this person."""
    counting = "".join(f".{one}" for one in instant)
    return f"{seat.window.pk}.{tickets.feed_version(seat.window.hall)}.{to_confirm_now}{counting}"


def visit_now(window: Window, staff: Staff, ticket: Ticket | None) -> Visit | None:
    """The visit in hand: that of the number at the window, else one that began without a number."""
    begun = getattr(ticket, "visit", None) if ticket else None
    if begun is not None:
        return begun if begun.closed_at is None else None
    return visit_in_hand(window, staff)


def visit_in_hand(window: Window, staff: Staff) -> Visit | None:
    """The visit this person is in the middle of; one whose citizen has stepped aside (on hold) is not."""
    found = Visit.objects.filter(window=window, staff=staff, closed_at=None).exclude(ticket__state=State.HELD)
    return found.select_related("first_contact", "ticket", "hall", "window").order_by("-opened_at", "-id").first()


def work_of(staff: Staff, now: datetime) -> Work:
    """Open cases of a person with their lights; urgent ones come first, those not yet accepted last."""
    cases = list(my_open_cases(staff))
    rows = [_row(case, now, staff.hall) for case in cases]
    counts = {colour: sum(row.colour == colour for row in rows) for colour in ("red", "yellow", "green")}
    rows.sort(key=lambda row: (not row.case.urgent, row.colour == "none"))
    return Work(rows[:SHOWN_CASES], counts, counting(cases, staff, now))


def _row(case: Any, now: datetime, hall: Hall) -> WorkRow:
    return WorkRow(case, light_of(case, now, share_of(hall)).value, _when(case, now, hall))


def _when(case: Any, now: datetime, hall: Hall) -> str:
    if case.due_at is None:
        return _("waits for papers")
    if case.standing:
        return _("clock stands still")
    if now > case.due_at:
        return _("past due")
    due, today = case.due_at.astimezone(tickets.SHANGHAI), tickets.business_day(now)
    if due.date() == today:
        return _("today %(time)s") % {"time": f"{due:%H:%M}"}
    calendar = load_calendar(hall.slug)
    days = range(calendar.index(today) + 1, calendar.index(due.date()) + 1)
    return _("%(days)s working days left") % {"days": sum(calendar.is_working(calendar.day(one)) for one in days)}


def receiver_for(item: ServiceItem | None) -> int | None:
    """Who handles an item now: A of its post, or B while A is absent (D5.1.6)."""
    post = Post.objects.filter(pk=item.post_id).select_related("a", "b").first() if item else None
    present = post.present if post else None
    return present.pk if present else None


def owed(staff: Staff, window: Window, to_confirm_now: int) -> list[dict[str, Any]]:
    """What waits for this person beside his own cases: counts, each with the address of exactly its rows."""
    results, reminders = waiting_at_desk(window.pk, staff)
    at_window = {"list": "complete", "window": window.code, "order": "due"}
    found = [
        (_("Hand-overs to confirm"), to_confirm_now, "desk:hand_overs", "#mine"),
        (_("To review"), to_review(staff).count() if staff.has(Role.WINDOW_HEAD) else None, "desk:cases",
         "?list=review&order=due"),
        (_("New reminders"), reminders, "desk:reminders", "?show=new"),
        (_("Results to hand out"), results, "desk:cases", f"?{urlencode(at_window)}"),
    ]
    return [{"label": label, "count": count, "url": reverse(route) + mark}
            for label, count, route, mark in found if count is not None]  # fmt: skip


def outcome_of(visit: Visit) -> dict[str, Any]:
    """The cases and consultations of a visit, the newest first, and their notices in the order of issue."""
    cases = list(visit.cases.select_related("item", "hall").order_by("-received_at", "-id"))
    consultations = list(visit.consultations.order_by("-at", "-id"))
    titles = {kind.value: form.title for kind, form in FORMS.items()}
    papers = [notice for one in (*consultations, *cases) for notice in notices_about(visit.hall, one.ref)]
    papers.sort(key=lambda one: one.pk)
    return {"cases": cases, "consultations": consultations, "papers": papers, "titles": titles}


def finder_options(hall: Hall) -> list[dict[str, str]]:
    """Every item of the hall for the finder: name, and what else it is found by (initials, aliases, code)."""
    return [_option(item) for item in items_of(hall).values()]


def _option(item: ServiceItem) -> dict[str, str]:
    where = f"{item.window.number}" if item.window else ""
    note = f"{item.code} · {_(KINDS.get(item.kind, item.kind))}"
    if where:
        note += " · " + _("window %(number)s") % {"number": where}
    return {"value": item.code, "label": item.name, "words": item.haystack, "note": note}
