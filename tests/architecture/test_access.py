"""One table answers for every address and role; an address missing from it fails here."""

import re

import pytest
from django.test import Client

from yichuang.config import docs
from yichuang.config.access import PARTS, ROUTES, allows
from yichuang.rulebook.hall_values import Role

NAMED = dict((name, path) for path, name in docs.named_routes())
EXAMPLES = {"int": "999999", "slug": "none", "str": "none", "path": "none"}


def address(name):
    """The route's address with arguments of things that do not exist."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES[found[1] or "str"], NAMED[name])


def test_every_route_is_in_the_table_and_every_entry_is_a_route():
    assert set(NAMED) == set(ROUTES)


def test_no_route_stands_in_two_parts_of_the_table():
    assert sum(len(part.ROUTES) for part in PARTS) == len(ROUTES)


@pytest.fixture
def someone_with(hall):
    from yichuang.apps.organization.models import Staff

    def make(role):
        return Staff.objects.create(hall=hall, username=f"only.{role.value}", name="样例", roles=role.value,
                                    must_change_password=False)  # fmt: skip

    return make


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "anonymous")
def test_the_whole_matrix(role, hall, someone_with):
    client = Client()
    if role is not None:
        client.force_login(someone_with(role))
    roles = frozenset({role}) if role else frozenset()
    for name, rule in ROUTES.items():
        if name == "organization:sign_out":
            continue
        for method in ("GET", "POST", "PUT", "DELETE"):
            who = rule.answer(method)
            answer = client.generic(method, address(name))
            said = f"{role} {method} {name}: {answer.status_code}"
            if who is None:
                assert answer.status_code == 405 and method not in answer["Allow"].split(", "), said
            elif allows(who, roles, signed_in=role is not None):
                assert answer.status_code not in (403, 405, 500), said
            elif role is None:
                assert answer.status_code == 302 and "/staff/sign-in/" in answer["Location"], said
            else:
                assert answer.status_code == 403, said


def test_generated_pages_are_current():
    for name, text in docs.pages().items():
        path = docs.HOME / name
        assert path.exists() and path.read_text(encoding="utf-8") == text, f"{name} is stale: run `make docs`"
