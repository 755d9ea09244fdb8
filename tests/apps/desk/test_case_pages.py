"""The pages of cases as staff meet them: who sees what, what is said, what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case
from yichuang.core.lifecycle import Action, State


def page(client, name, *args, **query):
    return client.get(reverse(f"desk:{name}", args=args), query)


@pytest.fixture
def signed_in(client):
    def sign_in(person):
        person.must_change_password = False
        person.save(update_fields=["must_change_password"])
        client.force_login(person)
        return client

    return sign_in


@pytest.mark.parametrize("name", ["cases", "todo", "find", "notices"])
def test_empty_pages_teach(cast, signed_in, name):
    answer = page(signed_in(cast.clerk), name)
    assert answer.status_code == 200


@pytest.mark.parametrize("state", [*list(State)[1:7]])
def test_every_state_has_its_page(cast, signed_in, state):
    case = cast.a_case(at=state)
    for person in (cast.clerk, cast.window_head, cast.department_head, cast.principal):
        answer = page(signed_in(person), "case", case.pk)
        assert answer.status_code == 200
        assert case.receipt in answer.content.decode()
        if case.due_at:
            assert page(signed_in(person), "case_due", case.pk).status_code == 200
    for name in ("cases", "todo", "notices"):
        assert page(signed_in(cast.clerk), name).status_code == 200
    for notice in case.hall.notices.all():
        assert page(signed_in(cast.clerk), "notice", notice.pk).status_code == 200
        assert page(signed_in(cast.clerk), "notice_pdf", notice.pk).status_code == 200
    assert page(signed_in(cast.clerk), "find", q="救助").status_code == 200
    if state is State.SUPPLEMENTING:
        assert page(signed_in(cast.clerk), "decide_again", case.pk).status_code == 200
