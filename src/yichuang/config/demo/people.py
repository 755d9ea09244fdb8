"""Applicants who plainly do not exist: made-up names, and identity numbers of a county code given to no county."""

from random import Random

from yichuang.core.identity import check_character

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
NOWHERE = "429999"


def name(dice: Random) -> str:
    return f"样例{dice.choice(STEMS)}{dice.choice(BRANCHES)}"


def identity(serial: int) -> str:
    """A number that passes every check, unlike any that was ever given out."""
    year, rest = 1941 + serial % 60, serial // 60
    month, day = 1 + rest % 12, 1 + (rest // 12) % 28
    body = f"{NOWHERE}{year}{month:02d}{day:02d}{1 + serial % 999:03d}"
    return body + check_character(body)


def phone(dice: Random) -> str:
    return f"1390000{dice.randrange(10_000):04d}"
