"""Signing in and out, and the own password. These forms carry no submission key: its digest would cover a password."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit.web import mark, perform
from yichuang.apps.organization import commands
from yichuang.apps.organization.forms import PasswordForm, SignInForm
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.ui.views import error_page

# Administrators do not serve citizens: the desk is not their place.
PLACES_OF_ADMINISTRATORS = {
    Role.SYSTEM_ADMINISTRATOR: "organization:people",
    Role.SECURITY_ADMINISTRATOR: "organization:people",
    Role.AUDIT_ADMINISTRATOR: "audit:trail",
}


def _place_of(staff: Staff) -> str:
    """The first page of a person: an administrator's own, else the desk."""
    own = (route for role, route in PLACES_OF_ADMINISTRATORS.items() if staff.has(role))
    return reverse(next(own, "desk:home"))


def _next(request: HttpRequest, staff: Staff) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else _place_of(staff)


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Opens a session; `next` leads on, never to another site."""
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        staff = form.get_user()
        auth.login(request, staff)
        request.session["seen"] = int(request.now.timestamp())  # type: ignore[attr-defined]
        return redirect("organization:password" if staff.must_change_password else _next(request, staff))
    following = request.POST.get("next", request.GET.get("next", ""))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "organization/sign_in.html", {"form": form, "next": following}, status=status)


def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("organization:sign_in")


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """Says that this account is locked at this computer, and for how long; the same for names nobody has."""
    pause = get_cool_off(request) or timedelta()
    said = _(
        "%(times)s sign-ins failed. This user name is locked at this computer for %(minutes)s minutes, counted from "
        "the last attempt; other people and other computers are not affected. The security administrator can unlock it."
    )
    why = said % {"times": settings.AXES_FAILURE_LIMIT, "minutes": int(pause.total_seconds() // 60)}
    return error_page(request, HTTPStatus.TOO_MANY_REQUESTS, why)


@never_cache
def password(request: HttpRequest) -> HttpResponse:
    """Changes the own password; every other session of the account ends with it."""
    form = PasswordForm(request.POST if request.method == "POST" else None, request=request)
    if not form.is_valid():
        return _password_page(request, form)
    staff = Staff.objects.select_related("hall").get(pk=request.user.pk)

    def run() -> str:
        commands.change_password(staff=staff, password=form.cleaned_data["new_password"], now=request.now)  # type: ignore[attr-defined]
        auth.update_session_auth_hash(request, staff)
        messages.success(request, _("Your password is changed. Other places where you were signed in are signed out."))
        return _place_of(staff)

    def again(refusal: Any) -> HttpResponse:
        mark(form, refusal)
        return _password_page(request, form)

    return perform(request, run, again)


def _password_page(request: HttpRequest, form: PasswordForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "rules": password_validators_help_texts(), "forced": request.user.must_change_password}  # type: ignore[union-attr]
    return render(request, "organization/password.html", shown, status=status)
