"""Instant cases: their countdown, and turning one into a promised case."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import countdown
from yichuang.apps.desk.forms.kinds import PromiseForm
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load


def countdown_now(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left of the thirty minutes, again when it has changed; 204 while it has not. 404 once none run."""
    running = countdown(load(request, pk), request.now)
    if running is None:
        raise Http404
    if request.GET.get("version") == str(running):
        return HttpResponse(status=204)
    answer = render(request, "desk/countdown_now.html", {"one": running})
    answer["X-Version"] = str(running)
    return answer


def promise_instead(request: HttpRequest, pk: int) -> HttpResponse:
    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.promise_instead(case=case, by=request.user, now=request.now, **typed)

    done = _("The case is a promised one now. Print the notice with its limit for the citizen.")
    form = PromiseForm(request.POST, auto_id="promise_instead-%s")
    return act_on(request, load(request, pk), "promise_instead", form, do, done)
