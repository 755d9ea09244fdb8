import pytest

from tests.apps.cases.acting import Acting
from tests.apps.cases.together import Together


@pytest.fixture
def acting(cast):
    return Acting(cast)


@pytest.fixture
def together(cast):
    return Together(cast)
