"""Pages for what went wrong: what it is and what to do, nothing of the inside."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yichuang.ui.views import error_page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, HTTPStatus.FORBIDDEN)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: usually a page left open over night."""
    return error_page(
        request, HTTPStatus.FORBIDDEN, _("This page was open too long. Reload it and send the form again.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, HTTPStatus.NOT_FOUND)


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Says which methods are allowed, and to a person what to do."""
    why = _("This address only takes what a form sends. Go back to the form.")
    response = error_page(request, HTTPStatus.NOT_FOUND, why)
    response.status_code = HTTPStatus.METHOD_NOT_ALLOWED
    response.headers["Allow"] = ", ".join(allowed)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def no_room(request: HttpRequest) -> HttpResponse:
    """The disk is full: reading and calling go on, files cannot come in."""
    why = _("The disk of the hall's computer takes no more files, so nothing was stored. Tell the administrator.")
    response = error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why)
    response.status_code = HTTPStatus.INSUFFICIENT_STORAGE
    return response


def broken(request: HttpRequest) -> HttpResponse:
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
