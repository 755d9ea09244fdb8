"""Where the data is, by one address."""

import pytest

from yichuang.config import settings


@pytest.mark.parametrize(
    ("url", "host", "port", "name", "password"),
    [
        ("postgresql://user:a%40b@db.example:5433/hall", "db.example", "5433", "hall", "a@b"),
        ("postgresql:///hall?host=/var/run/postgresql", "/var/run/postgresql", "", "hall", ""),
        ("postgresql://user@:5433/hall?host=/tmp/pg", "/tmp/pg", "5433", "hall", ""),
        ("postgresql:///hall", "", "", "hall", ""),
    ],
)
def test_postgresql_is_found_over_the_network_or_by_its_socket(monkeypatch, url, host, port, name, password):
    monkeypatch.setenv("DATABASE_URL", url)
    told = settings._database()
    assert (told["HOST"], told["PORT"], told["NAME"], told["PASSWORD"]) == (host, port, name, password)


def test_without_an_address_it_is_a_file_of_the_site(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert settings._database()["ENGINE"] == "django.db.backends.sqlite3"
