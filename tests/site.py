"""Loaded before everything else (pyproject.toml): a site of its own for every test process, and the right SQLite."""

import gc
import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent
# Half a minute and more each, in the order they are given to the workers: who waits for a browser or a server beside
# who reckons.
LONG = (
    "journeys/test_one_visit.py", "architecture/test_access.py", "apps/cases/test_life.py",
    "postgres/test_on_postgres.py", "province/test_engines.py", "apps/desk/test_fee_pages.py",
    "journeys/test_one_point.py", "apps/desk/test_attachment_pages.py", "apps/screens/test_in_browser.py",
    "apps/desk/test_contest_pages.py", "apps/assessments/test_contest.py", "ui/test_scripts.py",
)  # fmt: skip
os.environ["YICHUANG_HOME"] = tempfile.mkdtemp(prefix="yichuang-test-")
Path(os.environ["YICHUANG_HOME"], "static").mkdir()
os.environ.setdefault("YICHUANG_LOG", "ERROR")

import yichuang.config  # noqa: E402,F401
from yichuang.ui.messages import compile_catalogs  # noqa: E402

# Before Django reads its catalogs for the first time, which no later moment could repair.
compile_catalogs()


def pytest_configure(config: object) -> None:
    """Passwords are hashed as ever but quickly; the journeys sign in to a hall that takes its full time.

    And the scripts and pictures of the pages are looked for when asked for, not all of them by each test's client.
    """
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickHasher"]


def pytest_sessionstart(session: object) -> None:
    """While the workers look for their tests, the database they begin with is migrated for all of them."""
    config = session.config  # type: ignore[attr-defined]
    if hasattr(config, "workerinput"):
        share_rewriting(int(config.workerinput["workerid"][2:]), config.workerinput["workercount"])
    elif config.getoption("dist", "no") != "no":
        folder = config._tmp_path_factory.getbasetemp()
        subprocess.Popen([sys.executable, "-m", "tests.template", folder])


def share_rewriting(place: int, workers: int) -> None:
    """Each worker loads the tests from another place on, and finds those kept that another has rewritten already."""
    files = sorted(TESTS.rglob("test_*.py"))
    first = len(files) * place // workers
    for path in files[first:] + files[:first]:
        importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_modifyitems(items: list) -> None:
    """What takes longest begins first, so that at the end no worker is left alone with it."""
    begin = {TESTS / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: begin.get(item.path, len(LONG)))


def pytest_collection_finish(session: object) -> None:
    """What is loaded by now stays; looking through it again and again for garbage takes a seventh of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
