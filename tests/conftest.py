"""The sample township hall, loaded once; a standing cast of people; what every test may ask for."""

from datetime import datetime, timedelta

import pytest

from yichuang.core.worktime import SHANGHAI

# A Wednesday in winter, ten in the morning: the hall is open.
OPENING = datetime(2026, 3, 4, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Workers of one run migrate once between them: each finds the tables in its database in memory already."""
    from django.db import connections

    folder = tmp_path_factory.getbasetemp()
    connection = connections["default"]
    if connection.vendor != "sqlite" or not folder.name.startswith("popen-"):
        yield
        return
    from tests.template import pour

    name = connection.creation._get_test_db_name()
    database = connection.Database.connect(name, uri=True)
    pour(folder, database)
    yield
    database.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from django.conf import settings

    from yichuang.integrations.keys import load_master_key

    load_master_key(settings.FIELD_KEY_FILE, create=True)
    with django_db_blocker.unblock():
        load_township()


def load_township():
    from yichuang.config.loading import load

    return load("township", now=OPENING - timedelta(days=30))


@pytest.fixture
def now():
    return OPENING


@pytest.fixture
def hall(db):
    from yichuang.apps.organization.models import Hall

    return Hall.objects.get(slug="township")


@pytest.fixture
def cast(hall):
    from tests.cast import Cast

    return Cast(hall)


@pytest.fixture
def signed_in(client, cast):
    """`signed_in("minzheng.a")`: the browser of a person who has chosen an own password."""

    def enter(username):
        staff = cast.person(username)
        type(staff).objects.filter(pk=staff.pk).update(must_change_password=False)
        client.force_login(staff, backend="yichuang.apps.organization.backends.StaffBackend")
        return client

    return enter
