"""The first page and the guide: what the hall does, when it is open, what to bring."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yichuang.apps.catalog.limits import limit_sentence
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.catalog.queries import in_force, item_of, items_of, search
from yichuang.apps.notices.texts import bases_of, copies, fee_words
from yichuang.apps.organization.models import Hall, Post
from yichuang.apps.organization.web import public_hall
from yichuang.apps.portal.words import KINDS, ROLES, STAGES
from yichuang.apps.reception.queries import on_duty_today
from yichuang.apps.tickets.queries import business_day, queues_of, waiting_counts
from yichuang.core.lifecycle import Stage
from yichuang.core.worktime.opening import closures, make_ups, opening
from yichuang.rulebook.worktime import load_calendar

NOTICE_DAYS = 30
LONGEST_QUERY = 60


def home(request: HttpRequest) -> HttpResponse:
    hall, now = public_hall(request), request.now  # type: ignore[attr-defined]
    calendar, today = load_calendar(hall.slug), business_day(now)
    return render(request, "portal/home.html", {
        "opening": opening(calendar, now),
        "closures": closures(calendar, today, within=NOTICE_DAYS),
        "make_ups": make_ups(calendar, today, within=NOTICE_DAYS),
        "provisional": calendar.is_provisional(today),
        "duty": [] if calendar.is_working(today) else on_duty_today(hall, now),
        "waiting": waiting_of(hall, request),
        "slogans": [one["text"] for one in hall.settings.get("slogans", []) if one["placement"] == "indoor"],
    })  # fmt: skip


def waiting_of(hall: Hall, request: HttpRequest) -> list[tuple[str, int]]:
    """What people wait for and how many do, in the order of the queues."""
    counts = waiting_counts(hall, business_day(request.now))  # type: ignore[attr-defined]
    return [(queue.name, counts.get(queue.letter, 0)) for queue in queues_of(hall)]


def guide(request: HttpRequest) -> HttpResponse:
    hall = public_hall(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    on = business_day(request.now)  # type: ignore[attr-defined]
    found = search(hall, query) if query else items_of(hall).values()
    offered = [item for item in found if item.kind != "internal" and in_force(item, on)]
    return render(request, "portal/guide.html", {"query": query, "groups": _by_window(offered), "count": len(offered)})


def _by_window(items: list[ServiceItem]) -> list[tuple[str, list[ServiceItem]]]:
    """Items under the window that serves them, windows by number; those without one last."""
    ordered = sorted(items, key=lambda item: (item.window.number if item.window else 999, item.code))
    under = groupby(ordered, key=lambda item: str(item.window) if item.window else "")
    return [(name, list(own)) for name, own in under]


def item(request: HttpRequest, code: str) -> HttpResponse:
    hall, on = public_hall(request), business_day(request.now)  # type: ignore[attr-defined]
    found = item_of(hall, code)
    if found is None or found.kind == "internal" or not in_force(found, on):
        raise Http404
    if code != found.code:
        return redirect("portal:item", found.code)
    rules = found.rules
    return render(request, "portal/item.html", {
        "item": found, "rules": rules, "kind": KINDS[found.kind], "bases": bases_of(found),
        "materials": [(one, copies(one)) for one in rules["materials"]],
        "limit": limit_sentence(found, on), "fee": fee_words(found, on), "flow": _flow(found),
        "phone": _phone(found, hall),
    })  # fmt: skip


def _phone(item: ServiceItem, hall: Hall) -> str:
    """The telephone of whoever holds the post now, else the hall's own line."""
    # Asked anew each time: the items are kept in the process, who is absent changes by the hour.
    post = Post.objects.filter(pk=item.post_id).select_related("a", "b").first()
    present = post.present if post else None
    return (present.phone if present else "") or hall.complaint_phone


def _flow(item: ServiceItem) -> list[dict[str, str]]:
    """The five stages of the item with who does each; empty where no case is opened."""
    stages = item.rules["stages"]
    if not stages:
        return []
    upper = item.rules["upper_body"] or ""
    return [
        {"label": STAGES[stage], "who": ROLES.get(stages[stage.value], ROLES["CLK"]),
         "note": upper if stage is Stage.APPROVAL else ""}
        for stage in Stage
    ]  # fmt: skip
