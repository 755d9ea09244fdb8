"""The doors to the rules of time: calendars, office hours, limits."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from yichuang.core.sentences import N_, Sentence
from yichuang.core.worktime import ClockError, Limit, WorkCalendar
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.limit_rules import LimitRule, read_limit_rules
from yichuang.rulebook.office_hours import read_office_hours
from yichuang.rulebook.paths import rules_dir
from yichuang.rulebook.statutory import read_statutory
from yichuang.rulebook.working_days import read_notices

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

__all__ = [
    "LimitRule", "RulebookError", "calendar_version", "forget", "known_halls", "limit_of", "load_calendar",
    "load_limits",
]  # fmt: skip


def load_calendar(hall_slug: str) -> WorkCalendar:
    """Return the calendar of a hall, read once per process and folder of rules.

    It begins with the first year whose holiday notice is on file and ends with the last year of the lunar table.
    RulebookError when the hall has no office hours or a file is malformed, undated or unsourced (D4.11.1–2, C-31).
    """
    return _calendar(rules_dir(), hall_slug)


def calendar_version(hall_slug: str) -> str:
    """Name a hall's calendar: the last year with a notice, and a digest of every file it was laid out from."""
    return _version(rules_dir(), hall_slug)


def known_halls() -> tuple[str, ...]:
    """Return the slugs of the halls that have office hours."""
    return tuple(sorted(path.stem for path in (rules_dir() / "office_hours").glob("*.toml")))


def load_limits(on: date) -> Mapping[str, LimitRule]:
    """Return the limits in force on a day, by id ("general", "instant", "extension.max", …; C-03, C-17, C-18).

    RulebookError when a file is malformed, undated or unsourced.
    """
    in_force: dict[str, LimitRule] = {}
    for rule in _limit_rules(rules_dir()):
        if rule.effective <= on and (rule.id not in in_force or in_force[rule.id].effective < rule.effective):
            in_force[rule.id] = rule
    return MappingProxyType(in_force)


def limit_of(rule_id: str, on: date) -> Limit:
    """Return one limit in force on a day; RulebookError when no such limit is, or it is a bare count."""
    rule = load_limits(on).get(rule_id)
    if rule is None or rule.limit is None:
        raise RulebookError(
            "limits", rule_id, N_("no limit of this id is in force on %(on)s"), N_("Add it with its source"), on=on
        )
    return rule.limit


@lru_cache(maxsize=16)
def _calendar(folder: Path, hall_slug: str) -> WorkCalendar:
    if not _SLUG.fullmatch(hall_slug) or not (folder / "office_hours" / f"{hall_slug}.toml").is_file():
        known = known_halls() or Sentence(N_("none"))
        raise RulebookError(
            "office_hours",
            hall_slug,
            N_("no such hall has office hours on file"),
            N_("Choose from: %(known)s"),
            known=known,
        )
    published = read_notices(folder)
    statutory, last_year = read_statutory(folder)
    first, last = date(min(published), 1, 1), date(last_year, 12, 31)
    try:
        return WorkCalendar.build(first, last, read_office_hours(folder, hall_slug), published, statutory)
    except ClockError as error:
        file = f"office_hours/{hall_slug}.toml"
        raise RulebookError(
            file, "version", error.sentence, N_("Date the first version %(first)s or earlier"), first=first
        ) from error


@lru_cache(maxsize=16)
def _version(folder: Path, hall_slug: str) -> str:
    calendar = _calendar(folder, hall_slug)
    files = [*sorted((folder / "working_days").glob("*.toml")), folder / "office_hours" / f"{hall_slug}.toml"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return f"{calendar.day(calendar.unpublished - 1).year}-{digest[:12]}"


@lru_cache(maxsize=4)
def _limit_rules(folder: Path) -> tuple[LimitRule, ...]:
    return read_limit_rules(folder)


def forget() -> None:
    """Drop what was read, so that a changed file is read again."""
    _calendar.cache_clear()
    _version.cache_clear()
    _limit_rules.cache_clear()
