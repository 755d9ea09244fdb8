"""A short-lived, signed sign in the browser that somebody has shown number and telephone of a completed case."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from yichuang.apps.cases.models import Case
from yichuang.core.lifecycle import State

COOKIE, PATH, SALT = "rating_pass", "/rate/", "portal.rating"
SECONDS = 1800


def give(response: HttpResponse, case: Case) -> None:
    """Lets this browser rate the case for half an hour; nothing of it stands in an address."""
    response.set_cookie(
        COOKIE, signing.dumps(case.pk, salt=SALT), max_age=SECONDS, path=PATH, httponly=True, samesite="Strict",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def shown(request: HttpRequest) -> Case | None:
    """The case this browser may rate; None without a pass, or with one that is old or not ours."""
    try:
        key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return Case.objects.filter(pk=key, state=State.COMPLETED.value).select_related("hall").first()
