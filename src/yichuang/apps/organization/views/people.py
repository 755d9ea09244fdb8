"""Accounts: the system administrator opens and closes them, the security administrator gives roles and unlocks."""

from dataclasses import replace
from http import HTTPStatus
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import back_with_message, mark, perform, sentence
from yichuang.apps.organization import commands
from yichuang.apps.organization.forms import IdentityForm, PersonForm, RolesForm
from yichuang.apps.organization.locks import locked_at, unlock
from yichuang.apps.organization.models import Post, Staff
from yichuang.apps.organization.people import Wanted, people_page, role_name, role_texts
from yichuang.apps.organization.policies import account_refusal
from yichuang.apps.organization.queries import departments_of, staff_of
from yichuang.apps.organization.roles import ADMINISTRATORS, Role


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account in this hall, open or closed."""
    asked = {name: request.GET.get(name, "")[:60] for name in ("role", "department", "after", "before")}
    wanted = Wanted(request.GET.get("q", "")[:60], asked["role"], asked["department"])
    hall = request.user.hall
    page = people_page(hall, wanted, after=asked["after"], before=asked["before"])
    departments = [(one.code, one.name) for one in departments_of(hall)]
    roles = [(code, role_name(code)) for code in role_texts()]
    shown = {
        "page": page,
        "rows": [(person, _role_names(person)) for person in page.rows],
        "wanted": wanted,
        "kept": [(name, asked[name]) for name in ("role", "department") if asked[name]],
        "groups": [
            {"label": _("Role"), "chips": _chips(wanted, "role", roles)},
            {"label": _("Department"), "chips": _chips(wanted, "department", departments)},
        ],
        "previous_url": _url(wanted, before=page.before) if page.before else "",
        "next_url": _url(wanted, after=page.after) if page.after else "",
        "may_create": request.user.has(Role.SYSTEM_ADMINISTRATOR),
    }
    return render(request, "organization/people.html", shown)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    staff = _staff_or_404(request, pk)
    return _person_page(request, staff, RolesForm(staff=staff))


@never_cache
def person_new(request: HttpRequest) -> HttpResponse:
    """Opens an account; its one-time password stands on the answer to this very request and nowhere else."""
    form = PersonForm(request.POST if request.method == "POST" else None, hall=request.user.hall)
    if not form.is_valid():
        return _form_page(request, form)
    told: dict[str, Any] = {}

    def run() -> str:
        staff, password = commands.create_staff(
            hall=request.user.hall, roles=frozenset(), by=request.user.ref, now=request.now, **form.cleaned_data
        )  # type: ignore[attr-defined]
        told.update(person=staff, password=password, address=_address(staff))
        return told["address"]

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _form_page(request, form)

    return _told_once(request, perform(request, run, again), told)


@never_cache
def person_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a new one-time password and shows it once."""
    staff, told = _staff_or_404(request, pk), {}

    def run() -> str:
        password = commands.reset_password(staff=staff, by=request.user, now=request.now)  # type: ignore[attr-defined]
        told.update(person=staff, password=password, address=_address(staff))
        return told["address"]

    return _told_once(request, perform(request, run, back_with_message(request, _home(staff))), told)


def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    staff, active = _staff_or_404(request, pk), request.POST.get("active") == "1"

    def run() -> str:
        commands.set_active(staff=staff, active=active, by=request.user, now=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The account is open again.") if active else _("The account is closed."))
        return _home(staff)

    return perform(request, run, back_with_message(request, _home(staff)))


def person_roles(request: HttpRequest, pk: int) -> HttpResponse:
    staff = _staff_or_404(request, pk)
    form = RolesForm(request.POST, staff=staff)
    if not form.is_valid():
        return _person_page(request, staff, form)

    def run() -> str:
        commands.grant_roles(staff=staff, roles=form.chosen(), by=request.user, now=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The roles are changed; they hold from the next click on."))
        return _home(staff)

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _person_page(request, staff, form)

    return perform(request, run, again)


@never_cache
def person_identity(request: HttpRequest, pk: int) -> HttpResponse:
    """Stores the index of the person's own number, or clears it; the number is not kept or shown (D4.4.4)."""
    staff = _staff_or_404(request, pk)
    form = IdentityForm(request.POST)

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _person_page(request, staff, RolesForm(staff=staff), form)

    if not form.is_valid():
        return _person_page(request, staff, RolesForm(staff=staff), form)

    def run() -> str:
        typed = form.cleaned_data["identity"]
        commands.set_identity(staff=staff, identity=typed, by=request.user, now=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The number is stored.") if typed else _("The number is cleared."))
        return _home(staff)

    return perform(request, run, again)


def person_unlock(request: HttpRequest, pk: int) -> HttpResponse:
    staff = _staff_or_404(request, pk)

    def run() -> str:
        unlock(staff=staff, by=request.user, now=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The account is unlocked everywhere."))
        return _home(staff)

    return perform(request, run, back_with_message(request, _home(staff)))


def _staff_or_404(request: HttpRequest, pk: int) -> Staff:
    staff = staff_of(request.user.hall).select_related("hall", "window", "department").filter(pk=pk).first()
    if staff is None:
        raise Http404
    return staff


def _home(staff: Staff) -> str:
    return reverse("organization:person", args=[staff.pk])


def _address(staff: Staff) -> str:
    """An address of this one answer, so that a repeated submission is known from the first."""
    return f"{_home(staff)}#{token_hex(4)}"


def _told_once(request: HttpRequest, answer: HttpResponse, told: dict[str, Any]) -> HttpResponse:
    """The page with the one-time password, if this request made it; the second of two equal ones sees the person."""
    if told and answer.headers.get("Location") == told["address"]:
        return render(request, "organization/person_told.html", told)
    return answer


def _form_page(request: HttpRequest, form: PersonForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "organization/person_new.html", {"form": form}, status=status)


def _person_page(
    request: HttpRequest, staff: Staff, form: RolesForm, identity: IdentityForm | None = None
) -> HttpResponse:
    by, refused = request.user, form.is_bound or identity is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    refusal = account_refusal(staff, by)
    posts = Post.objects.filter(Q(a=staff) | Q(b=staff), hall=staff.hall_id).select_related("window", "a", "b")
    shown = {
        "person": staff,
        "form": form,
        "identity_form": identity or IdentityForm(),
        "roles": [(role_name(role), role_texts()[role]) for role in sorted(staff.role_set)],
        "posts": [(post, post.a_id == staff.pk, post.b if post.a_id == staff.pk else post.a) for post in posts],
        "texts": role_texts(),
        "locked": locked_at(staff, request.now),  # type: ignore[attr-defined]
        "own": staff.pk == by.pk,
        "may_manage": refusal is None,
        "why_not": sentence(refusal) if refusal else "",
        "may_identify": by.has(Role.SYSTEM_ADMINISTRATOR) and not staff.has(*ADMINISTRATORS),
        "may_secure": by.has(Role.SECURITY_ADMINISTRATOR),
    }
    return render(request, "organization/person.html", shown, status=status)


def _role_names(staff: Staff) -> list[str]:
    return [role_name(role) for role in sorted(staff.role_set)]


def _url(wanted: Wanted, **place: str) -> str:
    asked = {"q": wanted.words, "role": wanted.role, "department": wanted.department, **place}
    text = urlencode({name: value for name, value in asked.items() if value}, errors="replace")
    return f"{reverse('organization:people')}?{text}"


def _chips(wanted: Wanted, name: str, options: list[tuple[str, str]]) -> list[dict[str, Any]]:
    chosen = getattr(wanted, name)
    return [
        {"label": label, "url": _url(replace(wanted, **{name: code})), "active": code == chosen}
        for code, label in [("", _("All")), *options]
    ]
