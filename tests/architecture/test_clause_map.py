"""docs/domain/clauses.md names only what exists, and leaves out no clause the first visit rests on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "docs" / "domain" / "clauses.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in MAP.splitlines() if re.match(r"\| [CD]\d?[-.]?\d", line)]
PATHS = sorted(set(re.findall(r"`([\w/.-]+/[\w.-]+)`", MAP)))
CLAUSE = re.compile(r"(?:C-\d\d|D\d\.\d+(?:\.\d+[a-c]?)?)")
FAMILIES = {"D3.2": range(1, 9), "D3.4": range(1, 10), "D4.5": range(1, 6), "D4.6": range(1, 6), "D4.7": range(1, 5),
            "D5.1": range(1, 9), "D5.2": range(6), "D5.5": range(1, 6)}  # fmt: skip
SINGLE = {"D1.7", "D1.12", "D2.5.3", "D3.1.2", "D4.4.4", "C-03", "C-05", "C-06", "C-07", "C-14", "C-15", "C-17", "C-36"}


@pytest.mark.parametrize("path", PATHS)
def test_every_path_named_exists(path):
    assert (ROOT / path).is_file() or (ROOT / "src" / "yichuang" / path).is_file()


def test_every_clause_has_a_row_with_module_and_test():
    demanded = SINGLE | {f"{family}.{number}" for family, numbers in FAMILIES.items() for number in numbers}
    assert demanded - {clause for row in ROWS for clause in CLAUSE.findall(row[0])} == set()
    built = [row for row in ROWS if len(row) == 4]
    assert len(built) > 35
    assert all("`" in row[2] and "`tests/" in row[3] for row in built)


def test_no_clause_has_two_rows():
    told = [clause for row in ROWS for clause in CLAUSE.findall(row[0])]
    assert sorted(told) == sorted(set(told))


@pytest.mark.parametrize("name", ["glossary.md", "numbers.md"])
def test_the_domain_pages_name_what_exists(name):
    text = (ROOT / "docs" / "domain" / name).read_text(encoding="utf-8")
    for path in set(re.findall(r"`((?:apps|core|rulebook|integrations)/[\w/.-]+\.\w+)`", text)):
        assert (ROOT / "src" / "yichuang" / path).is_file(), path
