"""Plain refusals that more than one public page gives."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.apps.portal.limits import Limit


def too_many(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Answers 429, with the longest time one may have to wait and where to turn meanwhile."""
    wait = {"minutes": limit.seconds // 60}
    answer = render(request, "portal/too_many.html", wait, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(limit.seconds)
    return answer
