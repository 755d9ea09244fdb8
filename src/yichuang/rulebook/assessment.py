"""The doors to the rulebooks of the assessment 考核办法: by number, or the one in force on a day (D2.0.1, C-44)."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from yichuang.core.assessment import Rulebook
from yichuang.core.sentences import N_
from yichuang.rulebook.assessment_reader import examine_rulebook, read_rulebook
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir

__all__ = ["all_rulebooks", "examine_rulebook", "load_rulebook", "read_rulebook", "rulebook_on"]


def load_rulebook(number: str) -> Rulebook:
    """Return one version by its number, however old: a quarter keeps the version it was scored with.

    RulebookError when there is none of this number or any file is malformed, undated or unsourced.
    """
    books = all_rulebooks()
    if number not in books:
        raise RulebookError(
            "assessment",
            ascii(number)[:60],
            N_("no such rulebook is on file"),
            N_("Choose from: %(known)s"),
            known=tuple(books),
        )
    return books[number]


def rulebook_on(day: date, hall: str = "") -> Rulebook:
    """Return the version in force on a day, a hall's own before the general one; RulebookError when none is."""
    fitting = [
        book for book in all_rulebooks().values() if book.effective <= day and (not book.halls or hall in book.halls)
    ]
    if not fitting:
        raise RulebookError(
            "assessment", str(day), N_("no rulebook is in force"), N_("Add one with its effective date")
        )
    return max(fitting, key=lambda book: (book.effective, bool(book.halls)))


def all_rulebooks() -> Mapping[str, Rulebook]:
    """Return every version on file by its number, the oldest first; read once per process and folder of rules."""
    return _all(rules_dir())


@lru_cache(maxsize=4)
def _all(base: Path) -> Mapping[str, Rulebook]:
    books: dict[str, Rulebook] = {}
    for path in sorted((base / "assessment").glob("*.toml")):
        name = path.relative_to(base).as_posix()
        book = read_rulebook(path.read_bytes(), name)
        if book.number != path.stem:
            raise RulebookError(
                name,
                "number",
                N_("is '%(value)s'"),
                N_("Write '%(stem)s', as the file is named"),
                value=book.number,
                stem=path.stem,
            )
        _refuse_rival(books.values(), book, name)
        books[book.number] = book
    if not books:
        raise RulebookError(
            "assessment", "file", N_("no rulebook is on file"), N_("Add the rulebook of the assessment")
        )
    return MappingProxyType(dict(sorted(books.items(), key=lambda pair: (pair[1].effective, pair[0]))))


def _refuse_rival(books: Iterable[Rulebook], book: Rulebook, name: str) -> None:
    for other in books:
        both_general = not other.halls and not book.halls
        if other.effective == book.effective and (both_general or other.halls & book.halls):
            raise RulebookError(
                name, "effective", N_("is %(day)s, as that of %(other)s"), N_("Let each version begin on its own day"),
                day=book.effective, other=other.number,
            )  # fmt: skip
