"""What the repository must not say, and what it must."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\0")  # fmt: skip
TEXTS = [
    name
    for name in TRACKED
    if name.endswith((".py", ".md", ".toml", ".txt", ".in", ".lock", ".sh", ".html", ".css", ".cfg"))
]
HOSTS = re.compile(
    r"https?://[^\s\"')]*(?:" + "|".join(("py" + "pi", "python" + "hosted", "registry.n" + "pmjs")) + ")"
)
HOME_PATHS = re.compile(r"(?<![\w.-])/(?:work|root|home|farm)/[a-z]")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_and_hash_and_name_no_host(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9-]+(?:\[\w+\])?)==\S+ \\\n    --hash=sha256:", text, re.M | re.I)
    assert len(pinned) == len(re.findall(r"^[a-z]", text, re.M | re.I)) > 20


def test_the_tests_run_on_what_the_hall_runs_on():
    """`make test` installs the longer list alone: whatever the hall's own pins, it pins the same."""
    pins = [
        set(re.findall(r"^[a-z0-9-]+(?:\[\w+\])?==\S+", (ROOT / name).read_text(), re.M | re.I))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0] and pins[0] - pins[1] == set()


def test_no_registry_host_and_no_path_of_a_machine():
    for name in TEXTS:
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        assert not HOSTS.search(text), name
        assert not HOME_PATHS.search(text), name


def test_every_setting_of_the_environment_is_documented():
    manual = (ROOT / "docs" / "manual" / "administrator.md").read_text(encoding="utf-8")
    used = {
        found
        for path in (ROOT / "src").rglob("*.py")
        for found in re.findall(r"\b(YICHUANG_[A-Z_]+|DATABASE_URL)\b", path.read_text(encoding="utf-8"))
    }
    assert used
    assert {name for name in used if f"`{name}`" not in manual} == set()


def test_decisions_are_short():
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert len(decisions) >= 5
    for path in decisions:
        assert path.read_text(encoding="utf-8").count("\n") <= 25, path.name


@pytest.mark.django_db
def test_the_tables_are_what_the_migrations_make():
    """A model changed without its migration; and changed tables would lose the guards that forbid altering rows."""
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
