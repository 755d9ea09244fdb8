"""What happens to every request before its view: the time, the session's limits, the table of access."""

from collections.abc import Callable
from errno import ENOSPC
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from yichuang.apps.audit import turn
from yichuang.config import clock, errors
from yichuang.config.access import METHODS, ROUTES, allows
from yichuang.config.uploads import Counted, Dropped, is_sender, takes_files

Answer = Callable[[HttpRequest], HttpResponse]
# Writing the session at every click would be a write a click; once a minute is exact enough for half an hour.
TOUCH_SECONDS = 60
# By its path, because the name is known only later; slow on purpose, so it must hold nobody up.
SIGN_IN = "/staff/sign-in/"


def refuse_odd_methods(get_response: Answer) -> Answer:
    """A method that no address takes, and no browser sends by itself, is refused before anybody is looked up."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method in METHODS:
            return get_response(request)
        try:
            rule = ROUTES.get(resolve(request.path_info).view_name)
        except Resolver404:
            rule = None
        return HttpResponseNotAllowed(rule.methods if rule else METHODS)

    return answer


def limit_contents(get_response: Answer) -> Answer:
    """Tells the browser to load nothing from elsewhere; an answer that says something stricter keeps it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_POLICY)
        return response

    return answer


def stamp_time(get_response: Answer) -> Answer:
    """Gives the request its moment: `request.now`, aware, asked once."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def name_source(get_response: Answer) -> Answer:
    """Behind the one proxy of an https site, the source is the address that proxy adds last."""

    def answer(request: HttpRequest) -> HttpResponse:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.BEHIND_HTTPS and forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", 1)[-1].strip()
        return get_response(request)

    return answer


def answer_bad_requests(get_response: Answer) -> Answer:
    """What cannot be read or stored is refused in plain words instead of an exception."""

    def answer(request: HttpRequest) -> HttpResponse:
        # No text of ours holds a NUL, and PostgreSQL takes none: it cannot lead anywhere.
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        if request.method == "POST" and not takes_files(request):
            request.upload_handlers = [Dropped(request)]
            return _refused(request) or get_response(request)
        return get_response(request)

    return answer


def admit_files(get_response: Answer) -> Answer:
    """Reads a post that brings files, once it is known who sends it; a stranger's files are dropped as they come."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and takes_files(request):
            welcome = is_sender(request, get_user(request))
            request.upload_handlers = [Counted(request) if welcome else Dropped(request)]
            return _refused(request) or get_response(request)
        return get_response(request)

    return answer


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Reads what was posted; reading it here finds what is too large before any view does."""
    try:
        request.POST  # noqa: B018
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return errors.too_large(request)
    except OSError as error:
        return errors.no_room(request) if error.errno == ENOSPC else errors.bad_request(request)
    return None


def take_turns(get_response: Answer) -> Answer:
    """Changes wait for their turn before they begin, not half way through.

    Checking a password is no change, and where files travel only the command waits.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path_info == SIGN_IN or takes_files(request):
            return get_response(request)
        with turn():
            return get_response(request)

    return answer


def limit_sessions(get_response: Answer) -> Answer:
    """Ends a session that was idle too long or has lasted a whole day's work; a page asking by itself is no work."""

    def answer(request: HttpRequest) -> HttpResponse:
        seen, now = request.session.get("seen"), int(request.now.timestamp())  # type: ignore[attr-defined]
        if seen is not None:
            since = request.session.get("since", seen)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - since > settings.SESSION_COOKIE_AGE:
                auth.logout(request)
            elif now - seen >= TOUCH_SECONDS and "version" not in request.GET:
                request.session["seen"], request.session["since"] = now, since
        return get_response(request)

    return answer


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, which looks the person up when first asked; every page asks, and a stand-in costs each time."""

    def process_request(self, request: HttpRequest) -> None:
        """Without a session nobody is looked for."""
        super().process_request(request)
        request.user = get_user(request)


class AccessMiddleware:
    """Asks the table of access. Unknown routes are refused; a password due for change comes before everything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing a member of the staff has seen stays behind in the browser's store."""
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and (rule := ROUTES.get(match.view_name)) is not None and rule.face == "staff":
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Returns None when the view may answer."""
        rule = ROUTES.get(request.resolver_match.view_name)
        if rule is None:
            return errors.not_found(request)
        who = rule.answer(request.method or "")
        if who is None:
            return errors.wrong_method(request, rule.methods)
        if who == "anyone":
            return None
        return self._for_staff(request, who)

    def _for_staff(self, request: HttpRequest, who: object) -> HttpResponse | None:
        person = request.user
        if not person.is_authenticated:
            wanted = request.get_full_path() if request.method == "GET" else ""
            return redirect(f"{reverse('organization:sign_in')}?{urlencode({'next': wanted})}")
        roles = person.role_set  # type: ignore[union-attr]
        if not allows(who, roles, signed_in=True):
            return errors.forbidden(request)
        request.may = lambda route: allows(ROUTES[route].get, roles, signed_in=True)  # type: ignore[attr-defined]
        if person.must_change_password and request.resolver_match.view_name not in (
            "organization:password", "organization:sign_out",
        ):  # fmt: skip
            return redirect("organization:password")
        return None
