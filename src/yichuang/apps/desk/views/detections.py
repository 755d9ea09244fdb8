"""What the records showed when: the looks that brought something, and findings they no longer show (D2, C-27)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.apps.assessments import commands, queries
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.detections import KeepForm


def detections(request: HttpRequest) -> HttpResponse:
    """Findings in doubt, and the looks, newest first."""
    return _page(request)


@require_POST
def doubt_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps one finding that the records no longer show, with the reason."""
    doubt = queries.doubted(request.user.hall).filter(pk=pk).first()
    if doubt is None:
        raise Http404
    form = KeepForm(request.POST, auto_id=f"keep-{pk}-%s")
    if not form.is_valid():
        return _page(request, pk, form)

    def run() -> str:
        commands.keep_doubted(doubt=doubt, reason=form.cleaned_data["reason"], by=request.user, now=request.now)
        messages.success(request, _("The finding is kept; the reason stands beside it."))
        return reverse("desk:detections")

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, pk, form)

    return perform(request, run, again)


def _page(request: HttpRequest, pk: int = 0, form: KeepForm | None = None) -> HttpResponse:
    doubts = [(one, form if one.pk == pk else KeepForm(auto_id=f"keep-{one.pk}-%s"))
              for one in queries.doubted(request.user.hall)]  # fmt: skip
    page = page_of(queries.runs_of(request.user.hall), "-at", request)
    return render(request, "desk/detections.html", {"doubts": doubts, "page": page, "form": form})
