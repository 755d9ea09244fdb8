from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from yichuang.ui.messages import compile_catalogs


@pytest.fixture(scope="session", autouse=True)
def catalogs() -> None:
    compile_catalogs()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def routes(settings) -> None:
    settings.ROOT_URLCONF = "yichuang.ui.urls"


@pytest.fixture
def show() -> Callable[..., str]:
    """Render a piece of template the way a page would, with a request."""

    def render(source: str, headers: dict[str, str] | None = None, cookies: str = "", **context: Any) -> str:
        request = RequestFactory().get("/somewhere?q=1", headers={**(headers or {}), "cookie": cookies})
        return engines["jinja2"].from_string(source).render(context, request)

    return render
