"""Typed reading of one TOML table: a missing, mistyped or unknown key is refused by name."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from yichuang.core.assessment import exact
from yichuang.core.sentences import N_, CoreError, Sentence
from yichuang.rulebook.errors import RulebookError, Said

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

A_TEXT, A_DATE = N_("Write a text in quotes"), N_("Write a date such as 2017-12-01")
A_TABLE, TABLES, TEXTS = N_("Write a table"), N_("Write a list of tables"), N_("Write a list of texts in quotes")
AT_LEAST = N_("Write at least %(least)s")
NO_TOML = N_("is not valid TOML (%(place)s)")
_KINDS = {
    "str": N_("str"), "int": N_("int"), "bool": N_("bool"), "list": N_("list"), "dict": N_("dict"), "date": N_("date"),
    "datetime": N_("datetime"), "time": N_("time"), "float": N_("float"),
}  # fmt: skip


@dataclass
class Table:
    """One table of a rules file. Every read marks its key; `done()` refuses whatever nobody read.

    With a list in `refused` what is tried or found at fault is kept there, so that one reading tells everything; with
    None the first refusal ends it.
    """

    file: str
    path: str
    values: dict[str, Any]
    refused: list[RulebookError] | None = None
    _read: set[str] = field(default_factory=set)

    def key(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def refuse(self, name: str, problem: Said, remedy: Said, /, **facts: Any) -> RulebookError:
        return RulebookError(self.file, self.key(name), problem, remedy, **facts)

    def attempt(self, instead: T, read: Callable[..., T], *given: Any, **options: Any) -> T:
        """What is read, or `instead` when that is refused and the refusals are gathered."""
        try:
            return read(*given, **options)
        except RulebookError as error:
            if self.refused is None:
                raise
            self.refused.append(error)
            return instead

    def fault(self, name: str, problem: Said, remedy: Said, /, **facts: Any) -> None:
        """Refuses a key, which then counts as read."""
        self._read.add(name)
        error = self.refuse(name, problem, remedy, **facts)
        if self.refused is None:
            raise error
        self.refused.append(error)

    def has(self, name: str) -> bool:
        return name in self.values

    def _take(self, name: str, kind: type, what: str) -> Any:
        self._read.add(name)
        if name not in self.values:
            raise self.refuse(name, N_("is missing"), what)
        value = self.values[name]
        wrong_bool = isinstance(value, bool) and kind is not bool
        if wrong_bool or not isinstance(value, kind):
            raise self.refuse(name, N_("is %(kind)s"), what, kind=Sentence(_KINDS[type(value).__name__]))
        return value

    def text(self, name: str) -> str:
        value = self._take(name, str, A_TEXT)
        if not value.strip():
            raise self.refuse(name, N_("is empty"), A_TEXT)
        return value

    def optional_text(self, name: str) -> str:
        self._read.add(name)
        return self._take(name, str, A_TEXT) if name in self.values else ""

    def integer(self, name: str, least: int = 0) -> int:
        value = self._take(name, int, N_("Write a whole number"))
        if value < least:
            raise self.refuse(
                name, N_("is %(value)s"), N_("Write a whole number not below %(least)s"), value=value, least=least
            )
        return value

    def optional_integer(self, name: str, default: int, least: int = 0) -> int:
        return self.integer(name, least) if name in self.values else default

    def flag(self, name: str, default: bool | None = None) -> bool:
        if default is not None and name not in self.values:
            self._read.add(name)
            return default
        return self._take(name, bool, N_("Write true or false"))

    def day(self, name: str) -> date:
        value = self._take(name, date, A_DATE)
        if isinstance(value, datetime):
            raise self.refuse(name, N_("has a time of day"), A_DATE)
        return value

    def optional_day(self, name: str) -> date | None:
        self._read.add(name)
        return self.day(name) if name in self.values else None

    def amount(self, name: str) -> Decimal:
        """Money in yuan, written as a text with two decimals so that no float ever touches it."""
        written = self.text(name)
        remedy = N_('Write an amount in yuan with two decimals, such as "9.00"')
        try:
            value = Decimal(written)
        except InvalidOperation:
            raise self.refuse(name, N_("'%(written)s' is no amount"), remedy, written=written) from None
        if not value.is_finite() or value < 0 or value.as_tuple().exponent != -2:
            raise self.refuse(name, N_("'%(written)s' is no amount"), remedy, written=written)
        return value

    def exact(self, name: str) -> Fraction:
        """A figure written as a text, such as "0.5", so that no float ever touches it."""
        return self._exact(name, self.text(name))

    def exact_range(self, name: str) -> tuple[Fraction, Fraction]:
        """One figure, or a list of the lowest and the highest."""
        if not isinstance(self.values.get(name), list):
            value = self.exact(name)
            return value, value
        written = self.texts(name)
        if len(written) != 2:
            remedy = N_('Write one figure, or two such as ["3", "5"]')
            raise self.refuse(name, N_("has %(number)s figures"), remedy, number=len(written))
        low, high = (self._exact(name, one) for one in written)
        if low >= high:
            raise self.refuse(
                name, N_("goes from %(low)s to %(high)s"), N_("Write the lower figure first"),
                low=written[0], high=written[1],
            )  # fmt: skip
        return low, high

    def _exact(self, name: str, written: str) -> Fraction:
        value = exact(written)
        if value is None:
            remedy = N_('Write a figure in quotes, such as "0.5"')
            raise self.refuse(name, N_("'%(written)s' is no figure"), remedy, written=written)
        return value

    def choice(self, name: str, kind: type[E]) -> E:
        written = self.text(name)
        if written not in {member.value for member in kind}:
            known = tuple(member.value for member in kind)
            remedy = N_("Write one of: %(known)s")
            raise self.refuse(name, N_("'%(written)s' is unknown"), remedy, written=written, known=known)
        return kind(written)

    def choices(self, name: str, kind: type[E]) -> tuple[E, ...]:
        known = {member.value for member in kind}
        written = self.texts(name)
        for each in written:
            if each not in known:
                raise self.refuse(
                    name,
                    N_("'%(written)s' is unknown"),
                    N_("Write some of: %(known)s"),
                    written=each,
                    known=tuple(sorted(known)),
                )
        return tuple(kind(each) for each in written)

    def texts(self, name: str, least: int = 1) -> tuple[str, ...]:
        values = self._take(name, list, TEXTS)
        if any(not isinstance(each, str) or not each.strip() for each in values):
            raise self.refuse(name, N_("holds something that is no text"), TEXTS)
        if len(values) < least:
            raise self.refuse(name, N_("has %(number)s entries"), AT_LEAST, number=len(values), least=least)
        return tuple(values)

    def optional_texts(self, name: str) -> tuple[str, ...]:
        self._read.add(name)
        return self.texts(name, least=0) if name in self.values else ()

    def setting(self, name: str) -> bool | int | str:
        """A text, a whole number, or true or false; what it may be is judged by whoever asks."""
        given = self.values.get(name)
        if isinstance(given, bool):
            return self.flag(name)
        return self.integer(name) if isinstance(given, int) else self.text(name)

    def table(self, name: str) -> "Table":
        return Table(self.file, self.key(name), self._take(name, dict, A_TABLE), self.refused)

    def mapping(self, name: str, build: Callable[[dict[str, Any]], T]) -> T:
        """A table with keys of its own, such as settings, judged by `build`, which raises CoreError."""
        try:
            return build(self._take(name, dict, A_TABLE))
        except CoreError as error:
            raise self.refuse(name, error.sentence, N_("Correct or take out this setting")) from error

    def each(self, name: str, build: Callable[["Table"], T], least: int = 1) -> tuple[T, ...]:
        """Build a value from every table of a list, refusing unknown keys in each."""
        rows = self._take(name, list, TABLES) if least or name in self.values else []
        if any(not isinstance(row, dict) for row in rows):
            raise self.refuse(name, N_("holds something that is no table"), TABLES)
        if len(rows) < least:
            raise self.refuse(name, N_("has %(number)s entries"), AT_LEAST, number=len(rows), least=least)
        tables = [Table(self.file, f"{self.key(name)}[{i}]", row, self.refused) for i, row in enumerate(rows)]
        return tuple(finished(table, build) for table in tables)

    def done(self) -> None:
        for name in self.values:
            if name not in self._read:
                self.fault(name, N_("is not a known key"), N_("Correct the spelling or take it out"))


def finished(table: Table, build: Callable[[Table], T]) -> T:
    """Build a value from a table and refuse the keys it did not read."""
    value = build(table)
    table.done()
    return value


def read_toml(path: Path, base: Path) -> Table:
    """Read one rules file; `base` is the folder its name is told from."""
    name = path.relative_to(base).as_posix()
    try:
        return read_text(path.read_bytes(), name)
    except FileNotFoundError:
        raise RulebookError(name, "file", N_("is not there"), N_("Create it or correct YICHUANG_RULES")) from None


def read_text(text: bytes, name: str, refused: list[RulebookError] | None = None) -> Table:
    """Read the text of a rules file; `name` is what refusals call it, `refused` where they are gathered, if at all."""
    try:
        return Table(name, "", tomllib.loads(text.decode()), refused)
    except UnicodeDecodeError as error:
        raise RulebookError(name, "file", NO_TOML, N_("Store it as UTF-8"), place=Sentence(N_("no UTF-8"))) from error
    except tomllib.TOMLDecodeError as error:
        place = _place(str(error))
        raise RulebookError(name, "file", NO_TOML, N_("Correct the line named"), place=place) from error
    except RecursionError as error:
        problem, remedy = N_("is nested too deeply"), N_("Write it as the rulebooks on file are")
        raise RulebookError(name, "file", problem, remedy) from error


def _place(told: str) -> Sentence:
    """Where reading ended; what the parser says besides is English for programmers."""
    found = re.search(r"at line (\d+), column (\d+)", told)
    if found is None:
        return Sentence(N_("at its end"))
    return Sentence(N_("line %(line)s, column %(column)s"), {"line": found[1], "column": found[2]})


def refuse_twice(table: Table, name: str, codes: tuple[str, ...]) -> None:
    """Refuse a code that names two things."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise table.refuse(name, N_("'%(code)s' stands twice"), N_("Give each its own code"), code=code)
        seen.add(code)
