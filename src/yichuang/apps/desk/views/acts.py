"""What the views of the desk share: the tail of every act."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.rows import LARGEST
from yichuang.apps.audit.web import back_with_message, mark, perform
from yichuang.apps.desk import policies
from yichuang.apps.desk.forms.reception import ReasonForm
from yichuang.apps.reception.models import Visit
from yichuang.apps.reception.queries import visit_of_hall
from yichuang.ui.filters import sentences


def home() -> str:
    return reverse("desk:home")


def press(request: HttpRequest, run: Callable[[], object], done: str = "", to: str = "") -> HttpResponse:
    """For buttons: runs the command, says that it is done, goes back to the desk; a refusal is said there too."""
    target = to or home()

    def go() -> str:
        run()
        if done:
            messages.success(request, done)
        return target

    return perform(request, go, back_with_message(request, target))


def press_with_reason(request: HttpRequest, act: str, run: Callable[[str], object], done: str = "") -> HttpResponse:
    """As `press`, for acts that keep a reason; what was typed stays in the browser's draft when it is refused."""
    form = ReasonForm(request.POST, act=act)
    if not form.is_valid():
        return say_errors(request, form)
    return press(request, lambda: run(form.said), done)


def say_errors(request: HttpRequest, form: ReasonForm) -> HttpResponse:
    """The errors of a dialog's form, each with its field's name, on the page behind it."""
    told = [f"{form.fields[name].label}{_(': ')}{sentences(errors)}" for name, errors in form.errors.items()]
    refusal = Refusal("form_wrong", "%(told)s", values={"told": sentences(told)})
    return back_with_message(request, home())(refusal)


def refused(form: object, show: Callable[[], HttpResponse]) -> Callable[[Refusal], HttpResponse]:
    """Puts a refusal beside its field and shows the form again with everything that was typed (422)."""

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)  # type: ignore[arg-type]
        return show()

    return again


def by_form(
    request: HttpRequest, form: Form, do: Callable[[dict[str, Any]], object], done: str, to: str,
    show: Callable[[], HttpResponse],
) -> HttpResponse:  # fmt: skip
    """For a form of a page: does what a valid one asks for, says so and goes on; else the page stands there again."""
    if not form.is_valid():
        return show()

    def run() -> str:
        do(form.cleaned_data)
        messages.success(request, done)
        return to

    return perform(request, run, refused(form, show))


def my_visit(request: HttpRequest, pk: int) -> Visit:
    """The visit, if this person opened it; another's does not exist for him (404)."""
    visit = visit_here(request, pk)
    if not policies.may_work_on(request.user, visit):
        raise Http404
    return visit


def visit_here(request: HttpRequest, pk: int) -> Visit:
    """A visit of this hall; a number that no row can have finds none either (404)."""
    visit = visit_of_hall(request.user.hall, pk) if pk <= LARGEST else None
    if visit is None:
        raise Http404
    return visit


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if that is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def closed_note(request: HttpRequest) -> None:
    messages.info(request, _("This visit has ended."))
