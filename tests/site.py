"""Loaded before everything else (pyproject.toml): a site of its own for every test process, and the right SQLite."""

import gc
import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent
os.environ["YICHUANG_HOME"] = tempfile.mkdtemp(prefix="yichuang-test-")
Path(os.environ["YICHUANG_HOME"], "static").mkdir()
os.environ.setdefault("YICHUANG_LOG", "ERROR")

import yichuang.config  # noqa: E402,F401
from yichuang.ui.messages import compile_catalogs  # noqa: E402

# Before Django reads its catalogs for the first time, which no later moment could repair.
compile_catalogs()


def pytest_configure(config: object) -> None:
    """Passwords are hashed as ever but quickly; the journeys sign in to a hall that takes its full time."""
    from django.conf import settings

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
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in ("journey", "postgres", "long")))


def pytest_collection_finish(session: object) -> None:
    """What is loaded by now stays; looking through it again and again for garbage takes a seventh of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
