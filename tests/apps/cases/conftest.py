import pytest

from tests.apps.cases.acting import Acting


@pytest.fixture
def acting(cast):
    return Acting(cast)
