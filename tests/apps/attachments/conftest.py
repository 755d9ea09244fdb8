import pytest


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """A store for each test, so that what it finds there is its own."""
    settings.ATTACHMENTS = tmp_path / "attachments"
