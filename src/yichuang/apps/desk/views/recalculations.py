"""Due times worked out anew: proposed with a list of every case they would touch, decided by a second person."""

from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import back_with_message, mark, perform
from yichuang.apps.cases import commands, permissions, queries
from yichuang.apps.cases.models import Recalculation
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.clock_words import RECALCULATIONS, STATES
from yichuang.apps.desk.forms.clock import ProposeForm, RejectForm

LATER, EARLIER, SETTLED = "later", "earlier", "settled"
MOVES = {
    LATER: Q(new_due_at__gt=F("old_due_at")), EARLIER: Q(new_due_at__lt=F("old_due_at")),
    SETTLED: Q(new_due_at=F("old_due_at")),
}  # fmt: skip


def recalculations(request: HttpRequest) -> HttpResponse:
    """The register of proposals, newest first; its POST looks every open case through and proposes what it finds."""
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _register(request, form)
    if not form.is_valid():
        return _register(request, form)

    def run() -> str:
        hall = request.user.hall
        made = commands.propose_recalculation(hall=hall, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, _("The list is proposed. The leader in charge decides on it."))
        return reverse("desk:recalculation", args=[made.pk])

    def again(refusal: object) -> HttpResponse:
        mark(form, refusal)  # type: ignore[arg-type]
        return _register(request, form)

    return perform(request, run, again)


def _register(request: HttpRequest, form: ProposeForm) -> HttpResponse:
    found = queries.recalculations_of(request.user.hall)
    shown = {
        "page": page_of(found, "-proposed_at", request), "form": form,
        "may_propose": permissions.may_propose(request.user),
        "waiting": found.filter(state="proposed").first(), "kinds": RECALCULATIONS, "states": STATES,
    }  # fmt: skip
    return render(request, "desk/recalculations.html", shown, status=422 if form.is_bound else 200)


def recalculation(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _load(request, pk), RejectForm())


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found, here = _load(request, pk), reverse("desk:recalculation", args=[pk])

    def run() -> str:
        made = commands.approve_recalculation(recalculation=found, by=request.user, now=request.now)
        messages.success(request, _("Approved: %(moved)s cases have their new due time.") % {"moved": made.moved})
        return here

    return perform(request, run, back_with_message(request, here))


def reject(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _load(request, pk), RejectForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)

    def run() -> str:
        reason = form.cleaned_data["reason"]
        commands.reject_recalculation(recalculation=found, reason=reason, by=request.user, now=request.now)
        messages.success(request, _("Rejected. Every case keeps its due time."))
        return reverse("desk:recalculation", args=[pk])

    def again(refusal: object) -> HttpResponse:
        mark(form, refusal)  # type: ignore[arg-type]
        return _show(request, _load(request, pk), form)

    return perform(request, run, again)


def _load(request: HttpRequest, pk: int) -> Recalculation:
    found = queries.recalculations_of(request.user.hall).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, found: Recalculation, form: RejectForm) -> HttpResponse:
    chosen = request.GET.get("show", "")
    rows = found.rows.select_related("case")
    counts = {name: rows.filter(move).count() for name, move in MOVES.items()}
    shown = {
        "one": found, "form": form, "kinds": RECALCULATIONS, "states": STATES, "counts": counts,
        "page": page_of(rows.filter(MOVES[chosen]) if chosen in MOVES else rows, "old_due_at", request),
        "chips": _chips(request, chosen, found.affected, counts),
        "refusal": permissions.decision_refusal(request.user, found),
        "cases_open": request.may("desk:case"),
    }  # fmt: skip
    return render(request, "desk/recalculation.html", shown, status=422 if form.is_bound else 200)


def _chips(request: HttpRequest, chosen: str, affected: int, counts: dict[str, int]) -> list[dict[str, object]]:
    labels = {"": _("All"), LATER: _("Later than before"), EARLIER: _("Earlier than before"),
              SETTLED: _("The same, no longer provisional")}  # fmt: skip
    return [
        {"label": label, "url": with_query(request, show=name), "active": chosen == name,
         "count": counts.get(name, affected)}
        for name, label in labels.items()
    ]  # fmt: skip
