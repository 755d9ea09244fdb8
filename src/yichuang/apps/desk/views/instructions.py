"""Instructions asked and answered (R40): the register, one question with its acts, and asking from a case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.cases import commands
from yichuang.apps.cases.commands import Ask
from yichuang.apps.cases.models import Case, Instruction
from yichuang.apps.cases.queries import instructions as asking
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.instructions import ReplyForm, ToldForm
from yichuang.apps.desk.instruction_words import STANDINGS
from yichuang.apps.desk.panels.instructions import form_of
from yichuang.apps.desk.views.acts import by_form, refused, sent
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load as load_case
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.ui.filters import local

CHOICES = {"asked": Q(replied_at=None), "replied": Q(replied_at__isnull=False, told_at=None),
           "told": Q(told_at__isnull=False)}  # fmt: skip


def instructions(request: HttpRequest) -> HttpResponse:
    """The register, the newest first, with the form to ask about something that is no case."""
    form = form_of(request.user.hall, request.user, sent(request))

    def show() -> HttpResponse:
        return _register(request, form)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        made = commands.ask_instruction(ask=Ask(**form.cleaned_data), by=request.user, now=request.now)
        messages.success(request, _("It is asked. The reply appears in your list of things to do."))
        return reverse("desk:instruction", args=[made.pk])

    return perform(request, run, refused(form, show))


def _register(request: HttpRequest, form: Form) -> HttpResponse:
    wanted = asked(request, "q", "show")
    names = {"mine": N_("Asked by me or of me"), **{code: said for code, (said, _tone) in STANDINGS.items()}}
    return render(request, "desk/instructions.html", {
        "page": page_of(_found(request), "-asked_at", request), "form": form, "q": wanted["q"], "standings": STANDINGS,
        "keep": [("show", wanted["show"])] if wanted["show"] else [], "chips": group(request, "show", names),
        "export_url": f"{reverse('desk:instructions_xlsx')}?{request.GET.urlencode()}",
    }, status=422 if form.is_bound else 200)  # fmt: skip


def instructions_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file."""
    heads = [_("Number"), _("Asked at"), _("Question put"), _("Asked by"), _("Asked of"), _("Case"), _("Reply"),
             _("Replied at"), _("Citizen told"), _("State")]  # fmt: skip
    rows = (_cells(one) for one in _found(request).order_by("-asked_at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Instructions"), heads, rows, reverse("desk:instructions"))


def _cells(one: Instruction) -> tuple[str, ...]:
    return (
        str(one), local(one.asked_at), one.question, one.asked_by.name, one.to_staff.name if one.to_staff else
        one.to_body, str(one.case) if one.case else "", one.reply, local(one.replied_at), local(one.told_at),
        _(STANDINGS[one.standing][0]),
    )  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[Instruction]:
    wanted, found = asked(request, "q", "show"), asking.visible_to(request.user)
    if text := wanted["q"]:
        found = found.filter(Q(question__icontains=text) | Q(reply__icontains=text) | Q(number__icontains=text)
                             | Q(to_body__icontains=text) | Q(case__number__istartswith=text))  # fmt: skip
    if (show := wanted["show"]) in CHOICES:
        found = found.filter(CHOICES[show])
    if show == "mine":
        found = found.filter(Q(asked_by=request.user) | Q(to_staff=request.user))
    return found


def ask_instruction(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked from the page of the case it is about."""
    case = load_case(request, pk)

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.ask_instruction(ask=Ask(**typed, case=case), by=request.user, now=request.now)

    done = _("It is asked. The reply appears in your list of things to do.")
    return act_on(request, case, "ask_instruction", form_of(case.hall, request.user, request.POST), do, done)


def load(request: HttpRequest, pk: int) -> Instruction:
    """The instruction, if this person may see it; else Http404."""
    return get_object_or_404(asking.visible_to(request.user), pk=pk)


def instruction(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, pk))


def _show(request: HttpRequest, found: Instruction, name: str = "", form: Form | None = None) -> HttpResponse:
    staff, forms = request.user, {}
    if found.standing == "asked" and asking.may_reply(staff, found):
        forms["reply"] = ReplyForm(upper=found.to_staff_id is None, auto_id="reply-%s")
    if found.standing == "replied" and found.asked_by_id == staff.pk:
        forms["told"] = ToldForm(auto_id="told-%s", initial={"told_at": request.now.astimezone(SHANGHAI)})
    if form is not None:
        forms[name] = form
    return render(request, "desk/instruction.html", {"one": found, "forms": forms, "standings": STANDINGS},
                  status=422 if form is not None else 200)  # fmt: skip


def reply_instruction(request: HttpRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    form = ReplyForm(request.POST, upper=found.to_staff_id is None, auto_id="reply-%s")
    done = _("The reply is recorded. Who asked now tells the citizen.")
    return _act(request, found, "reply", form, lambda typed: commands.reply_instruction(
        instruction=found, **typed, by=request.user, now=request.now), done)  # fmt: skip


def tell_citizen(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = load(request, pk), ToldForm(request.POST, auto_id="told-%s")
    done = _("It is closed: the citizen has been told.")
    return _act(request, found, "told", form, lambda typed: commands.tell_citizen(
        instruction=found, told_at=_to_the_second(typed["told_at"], found, request.now), how=typed["how"],
        by=request.user, now=request.now), done)  # fmt: skip


def _to_the_second(typed: datetime | None, found: Instruction, now: datetime) -> datetime | None:
    """Times are typed to the minute; within the minute of the reply, or this one, they fall after it and not ahead."""
    replied = found.replied_at
    if typed is not None and replied is not None and typed <= replied and replied.timestamp() - typed.timestamp() < 60:
        return min(replied, now)
    return typed


def _act(
    request: HttpRequest, found: Instruction, name: str, form: Form, do: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    def show() -> HttpResponse:
        return _show(request, load(request, found.pk), name, form)

    return by_form(request, form, do, done, reverse("desk:instruction", args=[found.pk]), show)
