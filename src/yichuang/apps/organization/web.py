"""The hall that a public page is about, asked for once a request."""

from django.http import Http404, HttpRequest

from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.queries import only_hall


def public_hall(request: HttpRequest) -> Hall:
    """The hall of this installation, kept on the request; 404 while none is loaded."""
    hall = getattr(request, "hall", None) or only_hall()
    if hall is None:
        raise Http404
    request.hall = hall  # type: ignore[attr-defined]
    return hall
