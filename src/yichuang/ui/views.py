"""Choices of the reader (language, large type) and the pages that say what went wrong."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from yichuang.ui.page import LARGE_TYPE_COOKIE

A_YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the page the reader came from, never to another site."""
    wanted = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if known else "/")


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=bool(settings.SESSION_COOKIE_SECURE)
    )


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language asked for in `language`; an unknown one changes nothing."""
    response = _back(request)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, code)
    return response


@require_POST
def choose_large_type(request: HttpRequest) -> HttpResponse:
    """Turn large type on with `large=1`, off with anything else."""
    response = _back(request)
    _remember(response, LARGE_TYPE_COOKIE, "1" if request.POST.get("large") == "1" else "0")
    return response


def error_page(request: HttpRequest | None, status: HTTPStatus, why: str = "") -> HttpResponse:
    """Answer with the page of `status`; `why` is one sentence for the reader, shown above the remedy."""
    text = render_to_string(f"ui/{status.value}.html", {"why": why}, request=request)
    return HttpResponse(text, status=status.value)
