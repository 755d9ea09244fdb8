"""Loaded before everything else (pyproject.toml): a site of its own for every test process, and the right SQLite."""

import os
import tempfile

os.environ["YICHUANG_HOME"] = tempfile.mkdtemp(prefix="yichuang-test-")
os.environ.setdefault("YICHUANG_LOG", "ERROR")

import yichuang.config  # noqa: E402,F401
