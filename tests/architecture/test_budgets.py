"""Sizes we hold ourselves to (design, style): a file is a room, a function a thought."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [path for part in ("src", "tests", "bench", "tools") for path in sorted((ROOT / part).rglob("*.py"))]
PYTHON = [path for path in PYTHON if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_python_files(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    if "tests" in path.parts:
        return
    most = 20 if "core" in path.parts else 40
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            assert length <= most, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 150
