"""Lights of the hall: counts that open their rows, the worst cases, words and reminders."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.lights import WordForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.listing import excel, group
from yichuang.apps.organization.queries import departments_of, windows_of
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light
from yichuang.integrations.xlsx import MOST
from yichuang.ui.filters import local

WORST = 20
SHOWN = (Light.RED, Light.YELLOW, Light.GREEN)


def lights(request: HttpRequest) -> HttpResponse:
    """Red, yellow and green by window and by department, over what this person may see; then the worst twenty."""
    staff, now, hall = request.user, request.now, request.user.hall
    seen, share = queries.visible_to(staff), queries.share_of(hall)
    by_window = queries.light_counts(seen, "front_window", now, share)
    by_department = queries.light_counts(seen, "item__department", now, share)
    worst = queries.worst_first(queries.found_for(staff, queries.Wanted(light="red"), now), now, share)
    if len(rows := list(worst.select_related("front_window", "handler")[:WORST])) < WORST:
        near = queries.worst_first(queries.found_for(staff, queries.Wanted(light="yellow"), now), now, share)
        rows += list(near.select_related("front_window", "handler")[: WORST - len(rows)])
    return render(request, "desk/lights.html", {
        "windows": _rows(((one.pk, one.code, str(one)) for one in windows_of(hall)), by_window, "window"),
        "departments": _rows(
            ((one.pk, one.code, one.name) for one in departments_of(hall)), by_department, "department"
        ),
        "total": {light.value: sum(row.get(light.value, 0) for row in by_window.values()) for light in SHOWN},
        "worst": [(case, queries.light_of(case, now, share)) for case in rows],
        "unexplained": queries.late_without_cause(staff, now).count(), "words": words, "lights": SHOWN,
    })  # fmt: skip


def _rows(
    places: Iterable[tuple[int, str, str]], counts: dict[int, dict[str, int]], name: str
) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """A row a place: its name, and for each light the count with the address of exactly its rows."""
    cases = reverse("desk:cases")
    return [
        (title, [
            (light.value, counts.get(pk, {}).get(light.value, 0),
             f"{cases}?{urlencode({'light': light.value, name: code, 'order': 'due'})}")
            for light in SHOWN
        ])
        for pk, code, title in places if pk in counts
    ]  # fmt: skip


def lights_xlsx(request: HttpRequest) -> HttpResponse:
    """Every red and yellow case this person may see, the worst first, as an Excel file."""
    staff, now = request.user, request.now
    share = queries.share_of(staff.hall)
    found: list[Case] = []
    for light in ("red", "yellow"):
        cases = queries.found_for(staff, queries.Wanted(light=light), now)
        found += list(queries.worst_first(cases, now, share).select_related("front_window", "handler"))
    heads = [_("Light"), _("Due"), _("Number"), _("Service item"), _("Applicant"), _("Handled by"), _("Window")]
    rows = (_cells(case, request, share) for case in found)
    return excel(request, _("Lights"), heads, rows, reverse("desk:lights"), most=MOST)


def _cells(case: Case, request: HttpRequest, share: int) -> list[str]:
    light = _(words.LIGHTS[queries.light_of(case, request.now, share)])
    return [light, local(case.due_at), case.number, case.item_name, case.applicant_masked, case.handler.name,
            str(case.front_window)]  # fmt: skip


def unexplained(request: HttpRequest) -> HttpResponse:
    """Cases that ran late and whose cause nobody has given: 无故超时 (D3.1.3)."""
    found = queries.late_without_cause(request.user, request.now).select_related("front_window", "handler")
    return render(request, "desk/unexplained.html", {"page": page_of(found, "-due_at", request), "words": words})


def say_word(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.say_word(case=case, by=request.user, now=request.now, **typed)

    form = WordForm(request.POST, auto_id="say_word-%s")
    return act_on(request, case, "say_word", form, do, _("Your word on the light is recorded."))


def reminders(request: HttpRequest) -> HttpResponse:
    """What this person was reminded of; a post says that he has seen it all."""
    if request.method == "POST":
        seen = commands.see_reminders(by=request.user, now=request.now)
        messages.success(request, _("%(count)s reminders marked as seen.") % {"count": seen})
        return redirect("desk:reminders")
    found = queries.reminders_of(request.user)
    if request.GET.get("show") == "new":
        found = found.filter(seen_at=None)
    return render(request, "desk/reminders.html", {
        "page": page_of(found, "-at", request), "words": words, "new": queries.unseen(request.user),
        "chips": group(request, "show", {"new": N_("New")}),
    })  # fmt: skip
