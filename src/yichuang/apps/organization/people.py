"""The list of people: found by name, role and department, twenty a page by user name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Q
from django.utils.translation import get_language

from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import Fault, clean_text
from yichuang.rulebook.texts import RoleText, load_roles

PAGE = 20
LONGEST_WORDS = 50


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed by; empty fields narrow nothing, values that do not exist find nothing."""

    words: str = ""
    role: str = ""
    department: str = ""


@dataclass(frozen=True)
class People:
    """A page of people and the user names that `after` and `before` of the neighbouring pages take ("" for none)."""

    rows: tuple[Staff, ...]
    before: str
    after: str


def people_page(hall: Hall, wanted: Wanted, *, after: str = "", before: str = "") -> People:
    found = staff_of(hall)
    if wanted.words.strip():
        cleaned = clean_text(wanted.words.strip(), max_length=LONGEST_WORDS)
        words = "" if isinstance(cleaned, Fault) else cleaned
        found = found.filter(Q(name__contains=words) | Q(username__icontains=words)) if words else found.none()
    if wanted.role:
        found = found.filter(_holding(wanted.role)) if wanted.role in tuple(Role) else found.none()
    if wanted.department:
        found = found.filter(department__code=wanted.department)
    if before:
        rows = list(found.filter(username__lt=before).order_by("-username")[: PAGE + 1])
        shown, more, less = rows[:PAGE][::-1], True, len(rows) > PAGE
    else:
        rows = list(found.filter(username__gt=after)[: PAGE + 1])
        shown, more, less = rows[:PAGE], len(rows) > PAGE, bool(after)
    first, last = (shown[0].username, shown[-1].username) if shown else ("", "")
    return People(tuple(shown), first if less else "", last if more else "")


def _holding(role: str) -> Q:
    """Roles stand between commas; a code may be part of another one (PT, DEPT)."""
    ends = Q(roles=role) | Q(roles__startswith=f"{role},") | Q(roles__endswith=f",{role}")
    return ends | Q(roles__contains=f",{role},")


@cache
def role_texts() -> Mapping[str, RoleText]:
    """What each role is called and what it may do, by its code."""
    return {text.role.value: text for text in load_roles()}


def role_name(role: str) -> str:
    text = role_texts()[role]
    return text.english if get_language() == "en" else text.name
