"""Is this paper ours? Says what it is and whether it holds, nothing about the person or the matter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from yichuang.apps.notices.kinds import FORMS, Kind
from yichuang.apps.notices.queries import by_code
from yichuang.apps.portal.forms import CodeForm
from yichuang.apps.portal.limits import CODES_BY_SOURCE, count, is_spent, source_of
from yichuang.apps.portal.views.refused import too_many

UNKNOWN = 404
LONGEST_CODE = 32


@never_cache
def verify_enter(request: HttpRequest) -> HttpResponse:
    """Typing the code; a plain GET, so that it works without scripts and can be bookmarked."""
    if "code" not in request.GET:
        return render(request, "portal/verify_enter.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if not form.is_valid() or not form.cleaned_data["code"]:
        return render(request, "portal/verify_enter.html", {"form": form}, status=422)
    return redirect("portal:verify", form.cleaned_data["code"].lower())


@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    source = source_of(request)
    if is_spent(CODES_BY_SOURCE, source):
        return too_many(request, CODES_BY_SOURCE)
    notice = by_code(code) if code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE else None
    if notice is None:
        count(CODES_BY_SOURCE, source)
        return render(request, "portal/verify.html", {"notice": None, "form": CodeForm()}, status=UNKNOWN)
    return render(request, "portal/verify.html", {
        "notice": notice, "title": FORMS[Kind(notice.kind)].title, "revoked": getattr(notice, "revocation", None),
    })  # fmt: skip
