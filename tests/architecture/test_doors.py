"""An app is entered by its doors, and only its own commands write its tables (ADR 0006)."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "yichuang"
APPS = SOURCE / "apps"
# Tables may be named from above (a foreign key, a type); everything else goes through commands and queries.
DOORS = {"", "commands", "queries", "models"}
MORE_DOORS = {
    "attachments": {"intake"},
    "audit": {"web", "rows", "immutable"},
    "organization": {"roles", "numbering", "places", "web"},
    "catalog": {"limits"},
    "notices": {"kinds", "laying", "texts"},
    "cases": {"clock", "permissions", "policies"},
    "tickets": {"permissions"},
    "oversight": {"facts"},
    "assessments": {
        "contest", "contest_words", "detecting", "difference", "documents", "exported", "fairness", "policies",
        "quarters", "replay", "rulebook_difference", "rulebooks", "scoring", "texts", "words",
    },
}
WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def app_of(path):
    return path.relative_to(APPS).parts[0] if path.is_relative_to(APPS) else None


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("yichuang.apps."):
            parts = node.module.split(".")[2:]
            for alias in node.names:
                inner = parts[1] if len(parts) > 1 else alias.name if is_module(parts[0], alias.name) else ""
                yield parts[0], inner, alias.asname or alias.name


def is_module(app, name):
    return (APPS / app / f"{name}.py").exists() or (APPS / app / name).is_dir()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_other_apps_are_entered_by_their_doors(path):
    own = app_of(path)
    for app, inner, _ in imports(ast.parse(path.read_text(encoding="utf-8"))):
        if app != own and inner != "urls":
            assert inner in DOORS | MORE_DOORS.get(app, set()), f"{path.name} enters {app} by {inner}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_an_app_itself_writes_its_tables(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    foreign = {name for app, inner, name in imports(tree) if inner == "models" and app != app_of(path)}
    allowed = path.is_relative_to(SOURCE / "config" / "signins.py")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            chain = [part.id for part in ast.walk(node.func) if isinstance(part, ast.Name)]
            assert allowed or not foreign & set(chain), f"{path.name}:{node.lineno} writes {foreign & set(chain)}"


def test_every_exception_is_still_needed():
    used = {(app, inner) for path in FILES for app, inner, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
            if app != app_of(path)}  # fmt: skip
    used |= {("audit", "immutable")}  # by migrations
    for app, doors in MORE_DOORS.items():
        for door in doors:
            assert (app, door) in used, f"nobody uses {app}.{door} any more"
