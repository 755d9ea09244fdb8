"""The desk at the opening of the tests, and its pages as a person's browser asks for them."""

import pytest
from django.urls import reverse


@pytest.fixture(autouse=True)
def at_opening(at, now):
    at(now)


@pytest.fixture
def desk(signed_in):
    """The browser of the clerk of window 3."""
    return signed_in("minzheng.a")


@pytest.fixture
def browse(signed_in):
    """`browse("minzheng.a")("case", 1)`: the answer and its text."""

    def of(username):
        client = signed_in(username)

        def page(name, *args, **query):
            answer = client.get(reverse(f"desk:{name}", args=args), query)
            return answer, answer.content.decode() if answer["Content-Type"].startswith("text/html") else ""

        return page

    return of
