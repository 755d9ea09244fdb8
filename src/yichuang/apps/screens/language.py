"""A machine of the hall speaks the hall's language, whatever its browser was set to at the factory."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

View = Callable[..., HttpResponse]


def in_the_halls_language(view: View) -> View:
    """Shows the page in the default language until the person in front of it chooses another."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: str, **given: str) -> HttpResponse:
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return view(request, *args, **given)
        with translation.override(settings.LANGUAGE_CODE):
            return view(request, *args, **given)

    return answer
