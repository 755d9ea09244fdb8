"""Four grades, equally easy, once, by the citizen alone."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.queries import by_rating_code
from yichuang.apps.feedback.commands import rate as rate_case
from yichuang.apps.feedback.queries import is_rated
from yichuang.apps.portal import passes
from yichuang.apps.portal.forms import CodeForm, RatingForm
from yichuang.apps.portal.limits import CODES_BY_SOURCE, count, is_spent, source_of
from yichuang.apps.portal.views.refused import too_many
from yichuang.apps.portal.words import GRADES

View = Callable[..., HttpResponse]


def for_citizens(view: View) -> View:
    """Ratings never pass through a screen of the staff: a signed-in session is refused (C-36)."""

    def answer(request: HttpRequest, *args: str, **given: str) -> HttpResponse:
        if request.user.is_authenticated:
            status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
            return render(request, "portal/rate_staff.html", status=status)
        if is_spent(CODES_BY_SOURCE, source_of(request)):
            return too_many(request, CODES_BY_SOURCE)
        return view(request, *args, **given)

    return never_cache(answer)


@for_citizens
def rate_enter(request: HttpRequest) -> HttpResponse:
    """By the code on the receipt, or straight after the progress of a completed case was shown."""
    if "code" in request.POST:
        return _entered(request)
    case = passes.shown(request)
    if case is None:
        return render(request, "portal/rate_enter.html", {"form": CodeForm()})
    return _ask(request, case, reverse("portal:rate_enter"))


def _entered(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid() and by_rating_code(form.cleaned_data["code"]) is not None:
        return redirect("portal:rate", form.cleaned_data["code"])
    if form.is_valid():
        count(CODES_BY_SOURCE, source_of(request))
        form.add_error("code", _("This code is not known. Check it on your receipt."))
    return render(request, "portal/rate_enter.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@for_citizens
def rate(request: HttpRequest, code: str) -> HttpResponse:
    case = by_rating_code(code)
    if case is None:
        count(CODES_BY_SOURCE, source_of(request))
        form = CodeForm({"code": code[:60]})
        form.add_error("code", _("This code is not known. Check it on your receipt."))
        return render(request, "portal/rate_enter.html", {"form": form}, status=HTTPStatus.NOT_FOUND)
    return _ask(request, case, reverse("portal:rate", args=[code]))


def _ask(request: HttpRequest, case: Case, here: str) -> HttpResponse:
    """The form, or what follows when it comes back; a rated case says so and nothing more."""
    if request.method != "POST":
        if is_rated(case):
            return render(request, "portal/rated.html", {"case": case})
        return render(request, "portal/rate.html", _shown(case, here, RatingForm()))
    form = RatingForm(request.POST)

    def run() -> str:
        rate_case(case=case, grade=request.POST.get("grade", ""), remark=form.cleaned_data["remark"], now=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("Thank you. Your rating has been recorded."))
        return here

    def again(refusal: Refusal | None = None) -> HttpResponse:
        if refusal is not None:
            mark(form, refusal)
        given = _shown(case, here, form) | {"chosen": request.POST.get("grade", "")}
        return render(request, "portal/rate.html", given, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    return perform(request, run, again) if form.is_valid() else again()


def _shown(case: Case, here: str, form: RatingForm) -> dict[str, Any]:
    return {"form": form, "case": case, "address": here, "grades": GRADES.items()}
