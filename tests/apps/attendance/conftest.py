import pytest

from tests.apps.attendance.absences import Absences


@pytest.fixture
def absences(cast):
    return Absences(cast)
