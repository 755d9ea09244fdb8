"""Acts on a joint case, and the register of joint cases (R12)."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.cases import commands, queries
from yichuang.apps.cases.models import Case, JointCase
from yichuang.apps.desk import joint as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.joint import ConfirmForm, ContactForm, ExplainForm, FinishPartForm, PartForm, PlacesForm
from yichuang.apps.desk.panels.joint import mine
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.core.identity import N_
from yichuang.core.lifecycle import State
from yichuang.ui.filters import local

SHOWN_UNLED = 20
CHOICES = {
    "running": N_("Parts under way"), "unassigned": N_("Without the hall office"), "unexplained": N_("Not explained"),
    "uncontacted": N_("Not all contacted"),
}  # fmt: skip


def _load(request: HttpRequest, pk: int) -> tuple[Case, JointCase]:
    case = load(request, pk)
    joint = queries.joint_of(case)
    if joint is None:
        raise Http404
    return case, joint


def _act(
    request: HttpRequest, case: Case, name: str, form: Form, run: Callable[..., object], done: str
) -> HttpResponse:
    def do(_case: Case, _typed: dict[str, Any]) -> object:
        return run(by=request.user, now=request.now)

    return act_on(request, case, name, form, do, done)


def open_joint(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = PlacesForm(request.POST, case=case, auto_id="joint_open-%s")
    done = _("The case is joint. Explain the procedure to the citizen and contact every department today.")
    return _act(request, case, "joint_open", form,
                lambda **who: commands.open_joint(case=case, places=form.chosen, **who), done)  # fmt: skip


def add(request: HttpRequest, pk: int) -> HttpResponse:
    case, joint = _load(request, pk)
    form = PlacesForm(request.POST, case=case, auto_id="joint_add-%s")
    run = lambda **who: commands.add_parts(joint=joint, places=form.chosen, **who)  # noqa: E731
    return _act(request, case, "joint_add", form, run, _("The department takes part. The limit stays as it is."))


def coordinate(request: HttpRequest, pk: int) -> HttpResponse:
    case, joint = _load(request, pk)
    form, run = ConfirmForm(request.POST), lambda **who: commands.coordinate(joint=joint, **who)
    return _act(request, case, "joint_coordinate", form, run, _("You coordinate this joint case."))


def explain(request: HttpRequest, pk: int) -> HttpResponse:
    case, joint = _load(request, pk)
    form = ExplainForm(request.POST, auto_id="joint_explain-%s")
    done = _("The explanation is recorded. Print the notice for the citizen.")
    return _act(request, case, "joint_explain", form,
                lambda **who: commands.explain(joint=joint, **form.cleaned_data, **who), done)  # fmt: skip


def contact(request: HttpRequest, pk: int) -> HttpResponse:
    case, joint = _load(request, pk)
    form = ContactForm(request.POST, parts=joint.parts.all(), auto_id="joint_contact-%s")

    def run(**who: Any) -> object:
        said = {name: form.cleaned_data[name] for name in ("person", "how", "what")}
        return commands.contact(part=form.chosen, **said, **who)

    return _act(request, case, "joint_contact", form, run, _("The contact is recorded."))


def begin(request: HttpRequest, pk: int) -> HttpResponse:
    case, joint = _load(request, pk)
    form = PartForm(request.POST, parts=mine(request.user, joint), auto_id="joint_begin-%s")
    run = lambda **who: commands.begin_part(part=form.chosen, **who)  # noqa: E731
    return _act(request, case, "joint_begin", form, run, _("The beginning of the part is recorded."))


def finish(request: HttpRequest, pk: int) -> HttpResponse:
    case, joint = _load(request, pk)
    form = FinishPartForm(request.POST, parts=mine(request.user, joint), auto_id="joint_finish-%s")
    run = lambda **who: commands.finish_part(part=form.chosen, result=form.cleaned_data["result"], **who)  # noqa: E731
    return _act(request, case, "joint_finish", form, run, _("The part is finished."))


def joint_cases(request: HttpRequest) -> HttpResponse:
    """The register of joint cases (R12): who leads, who takes part, what was told and when, in what order they ran."""
    given = asked(request, "q", "show", "after", "before")
    page = page_of(_found(request), "-opened_at", request)
    seen = queries.visible_to(request.user).values("pk")
    unled = queries.to_lead_to_the_office(request.user.hall).filter(pk__in=seen)
    return render(request, "desk/joint_cases.html", {
        "page": page, "rows": [_row(one) for one in page.rows], "q": given["q"], "kind": given["show"],
        "states": words, "unled": [] if any(given.values()) else list(unled[:SHOWN_UNLED]),
        "chips": group(request, "show", CHOICES),
        "xlsx": f"{reverse('desk:joint_cases_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def joint_cases_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file, a row a part."""
    heads = [_("Number"), _("Item"), _("Lead and coordination"), _("Coordinator"), _("Begun together"), _("Explained"),
             _("Department"), _("Contacted"), _("Began"), _("Finished"), _("Order"), _("Due")]  # fmt: skip
    found = _found(request).order_by("-opened_at", "-id").iterator(chunk_size=500)
    cells = (line for joint in found for line in _lines(joint))
    return excel(request, _("Joint cases"), heads, cells, reverse("desk:joint_cases"))


def _lines(joint: JointCase) -> Iterator[list[str]]:
    case, order = joint.case, _(words.ORDERS[queries.reading_of(joint).order][0])
    led_by = joint.coordinator.name if joint.coordinator else ""
    since = [local(joint.opened_at), local(joint.explained_at)]
    head = [str(case), case.item_name, str(case.front_window), led_by, *since]
    for part in joint.parts.all():
        times = [local(part.contacted_at), local(queries.began(joint, part)), local(part.finished_at)]
        yield [*head, str(part.department), *times, order, local(case.due_at)]


def _found(request: HttpRequest) -> QuerySet[JointCase]:
    given = asked(request, "q", "show")
    seen = queries.visible_to(request.user).values("pk")
    rows = _narrowed(queries.joints_of(request.user.hall).filter(case__in=seen), given["show"])
    if search := given["q"]:
        rows = rows.filter(Q(case__number__icontains=search) | Q(case__item_name__icontains=search))
    return rows


def _row(joint: JointCase) -> dict[str, Any]:
    return {
        "joint": joint, "case": joint.case, "owed": words.owed_words(joint), "why": words.why_serial(joint),
        "order": words.ORDERS[queries.reading_of(joint).order],
        "parts": [{"part": one, "began": queries.began(joint, one)} for one in joint.parts.all()],
    }  # fmt: skip


def _narrowed(rows: QuerySet[JointCase], kind: str) -> QuerySet[JointCase]:
    conditions = {
        "unassigned": Q(coordinator=None),
        "unexplained": Q(explained_at=None),
        "uncontacted": Q(parts__contacted_at=None),
        "running": Q(case__state=State.ACCEPTED.value),
    }
    return rows.filter(conditions[kind]).distinct() if kind in conditions else rows
