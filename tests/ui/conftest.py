from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from tests.ui.site_of_samples import show as show_sample
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
    return show_sample
