"""What the pages of every app are asked with: a chosen moment, nobody's attempts counted, the answer as words."""

import pytest
from django.core.cache import cache

from yichuang.apps.organization.models import Hall


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def at(monkeypatch):
    """`at(moment)` sets the one clock of the house."""

    def turn(moment):
        monkeypatch.setattr("yichuang.config.clock.now", lambda: moment)

    return turn


@pytest.fixture
def opened(at, hall, now):
    """The hall on the Wednesday of the tests, ten in the morning."""
    at(now)
    assert isinstance(hall, Hall)
    return hall


@pytest.fixture
def text():
    """`text(response)`: the page as words."""
    return lambda response: response.content.decode()
