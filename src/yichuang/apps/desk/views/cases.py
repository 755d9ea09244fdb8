"""The list of cases and the page of one: what it is, where it stands, what may be done to it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import mark
from yichuang.apps.cases import queries
from yichuang.apps.cases.commands import Revealed
from yichuang.apps.cases.models import Case
from yichuang.apps.desk import case_words as words
from yichuang.apps.desk.case_page import history_of, materials_by_round, notices_of
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.case_acts import RevealForm, form_for, initial_for
from yichuang.apps.desk.panels import PANELS, Bound, Shown, shown_on
from yichuang.apps.desk.views.find import number_in_address
from yichuang.apps.desk.words import KINDS
from yichuang.apps.organization.queries import departments_of, windows_of
from yichuang.core.lifecycle import Action, Light, State
from yichuang.ui.wording import say

# What turns a case back or stretches it stands after what takes it on.
SECONDARY = ("send_back", "refuse", "extend")
FILTERS = ("state", "kind", "light", "list", "lane", "window", "department")
ORDERS = {"received": "-received_at", "oldest": "received_at", "due": "sort_due", "due_last": "-sort_due"}
# Sorts cases without a due time after the others; no calendar of a hall reaches so far.
FAR = datetime(9000, 1, 1, tzinfo=UTC)


def load(request: HttpRequest, pk: int) -> Case:
    """The case, if this person may see it; else Http404, as if it did not exist."""
    case = queries.case_for(request.user, pk)
    if case is None:
        raise Http404
    return case


def cases(request: HttpRequest) -> HttpResponse:
    if (away := number_in_address(request)) is not None:
        return away
    asked = request.GET
    wanted = queries.Wanted(asked.get("q", ""), *(asked.get(name, "") for name in FILTERS))
    order = asked.get("order") if asked.get("order") in ORDERS else "received"
    found = queries.found_for(request.user, wanted, request.now)
    page = page_of(queries.by_due(found, FAR).select_related("front_window"), ORDERS[order], request)
    share = queries.share_of(request.user.hall)
    return render(request, "desk/cases.html", {
        "page": page, "rows": [(case, queries.light_of(case, request.now, share)) for case in page.rows],
        "wanted": wanted, "order": order, "words": words, "kinds": KINDS, "chips": _chips(request, wanted),
        "columns": _columns(request, order), "narrowed": any(asked.get(name) for name in ("q", *FILTERS)),
        "keep": [("place", "cases")] + [(name, asked[name]) for name in (*FILTERS, "order") if asked.get(name)],
    })  # fmt: skip


def _chips(request: HttpRequest, wanted: queries.Wanted) -> list[tuple[str, list[dict[str, Any]]]]:
    groups = (
        (_("State"), "state", wanted.state, {state.value: words.STATES[state] for state in State}),
        (_("Kind"), "kind", wanted.kind, {kind: KINDS[kind] for kind in queries.KINDS}),
        (_("Light"), "light", wanted.light, {light.value: words.LIGHTS[light] for light in Light if light != "none"}),
        (_("Lane"), "lane", wanted.lane, {"urgent": words.URGENT}),
    )
    shown = [(title, _group(request, name, chosen, choices)) for title, name, chosen, choices in groups]
    return shown + _worklist(request, wanted) + _places(request, wanted)


def _worklist(request: HttpRequest, wanted: queries.Wanted) -> list[tuple[str, list[dict[str, Any]]]]:
    """The work list the cases are narrowed to, as a chip that takes it away; the desk and the To-do page lead here."""
    label = words.WORKLISTS.get(wanted.worklist)
    chip = {"label": _(label), "url": with_query(request, list=""), "active": True} if label else None
    return [(_("Work list"), [chip])] if chip else []


def _places(request: HttpRequest, wanted: queries.Wanted) -> list[tuple[str, list[dict[str, Any]]]]:
    """A window or department the list is narrowed to, as a chip that takes it away; the lights page leads here."""
    hall = request.user.hall
    named = (
        (_("Window"), "window", wanted.window, windows_of(hall)),
        (_("Department"), "department", wanted.department, departments_of(hall)),
    )
    return [
        (title, [{"label": str(one), "url": with_query(request, **{name: ""}), "active": True}])
        for title, name, code, places in named if code for one in places.filter(code=code[:50])
    ]  # fmt: skip


def _group(request: HttpRequest, name: str, chosen: str, choices: Mapping[str, str]) -> list[dict[str, Any]]:
    chips = [{"label": _("All"), "url": with_query(request, **{name: ""}), "active": not chosen}]
    for value, label in choices.items():
        chips.append({"label": _(label), "url": with_query(request, **{name: value}), "active": chosen == value})
    return chips


def _columns(request: HttpRequest, order: str) -> list[Any]:
    received = {"received": "descending", "oldest": "ascending"}.get(order, "")
    due = {"due": "ascending", "due_last": "descending"}.get(order, "")
    return [
        _("Number"), _("Service item"), _("Applicant"),
        {"label": _("Received at"), "sorted": received,
         "url": with_query(request, order="oldest" if order == "received" else "received")},
        {"label": _("Due"), "sorted": due, "url": with_query(request, order="due_last" if order == "due" else "due")},
        _("Light"), _("State"), _("Window"),
    ]  # fmt: skip


def case(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, load(request, pk))


def show(request: HttpRequest, case: Case, *, bound: Bound = None, revealed: Revealed | None = None) -> HttpResponse:
    """The page of a case; `bound` is a refused form by the name of its act, `revealed` the numbers to show once."""
    found = queries.acts_for(request.user, case, request.now)
    acts, instant = _acts(found, case, bound), _instant(found, case, bound)
    panels = shown_on(PANELS, request, case, bound)
    shown = _facts(request, case) | {
        "acts": acts, "instant": instant, "revealed": revealed, "panels": panels,
        "unplaced": _unplaced(acts, instant, panels, bound),
        "reveal_form": bound[1] if bound and bound[0] == "reveal" else RevealForm(auto_id="reveal-%s"),
        "refused_act": bound[0] if bound else "",
    }  # fmt: skip
    answer = render(request, "desk/case.html", shown, status=422 if bound else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _facts(request: HttpRequest, case: Case) -> dict[str, Any]:
    share, masked = queries.share_of(request.user.hall), queries.masked_numbers(case)
    stamps = case.stamps.filter(round__lt=case.round).exclude(stage="acceptance").order_by("id")
    return {
        "case": case, "light": queries.light_of(case, request.now, share), "words": words, "kinds": KINDS,
        "steps": _steps(case), "materials": materials_by_round(case), "notices": notices_of(case),
        "history": history_of(case), "extension": getattr(case, "extension", None),
        "ending": getattr(case, "ending", None),
        "send_backs": list(case.send_backs.select_related("by").order_by("round")),
        "earlier_stamps": list(stamps), "identity_masked": masked.identity, "phone_masked": masked.phone,
    }  # fmt: skip


def _steps(case: Case) -> list[dict[str, Any]]:
    return [
        {"label": _(words.STAGES[step.stage]), "state": step.standing,
         "person": step.stamp.by_name if step.stamp else "", "at": step.stamp.at if step.stamp else None,
         "note": step.stamp.note if step.stamp else ""}
        for step in queries.steps_of(case)
    ]  # fmt: skip


def _acts(found: list[queries.Act], case: Case, bound: Bound) -> list[dict[str, Any]]:
    """Every act with its form, or the sentence that says why not."""
    acts = []
    for act in found:
        name = act.action.value
        typed = bound[1] if bound and bound[0] == name else None
        at_window = act.action is Action.ACCEPT
        blank = None if at_window or not act.allowed else _blank(act.action, case)
        why = say(act.refusal.problem) if act.refusal else ""
        acts.append({"name": name, "label": _(words.ACTIONS[act.action]), "form": typed or blank, "why_not": why,
                     "at_window": at_window})  # fmt: skip
    return sorted(acts, key=lambda act: (bool(act["why_not"]), act["name"] in SECONDARY))


def _instant(found: list[queries.Act], case: Case, bound: Bound) -> Form | None:
    """The form that closes an instant case in one act, for who may (D1.7)."""
    if case.kind != "instant" or not any(act.action is Action.HANDLE and act.allowed for act in found):
        return None
    if bound and bound[0] == "complete_instant":
        return bound[1]
    return form_for(Action.COMPLETE)(auto_id="instant-%s", initial={"recipient": case.applicant.name})


def _blank(action: Action, case: Case) -> Form:
    return form_for(action)(auto_id=f"{action.value}-%s", initial=initial_for(action, case))


def _unplaced(acts: list[dict[str, Any]], instant: Form | None, panels: list[Shown], bound: Bound) -> Form | None:
    """The refused form of an act that the page no longer offers: its errors stand above what can be done."""
    if bound is None or bound[0] == "reveal" or bound[1] is instant:
        return None
    placed = any(act["form"] is bound[1] for act in acts) or any(shown.holds(bound[1]) for shown in panels)
    return None if placed else bound[1]


def refused(request: HttpRequest, pk: int, name: str, form: Form, refusal: Any = None) -> HttpResponse:
    """The page again with what was typed and what is wrong with it; nothing has changed."""
    if refusal is not None:
        mark(form, refusal)
    return show(request, load(request, pk), bound=(name, form))
