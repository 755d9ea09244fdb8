"""Applicants who plainly do not exist: made-up names, and identity numbers of a county code given to no county."""

from random import Random

from yichuang.core.identity import check_character

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
NOWHERE = "429999"


def name(dice: Random) -> str:
    return f"{dice.choice(SURNAMES)}样例"


def identity(serial: int) -> str:
    """A number that passes every check, unlike any that was ever given out."""
    year, rest = 1941 + serial % 60, serial // 60
    month, day = 1 + rest % 12, 1 + (rest // 12) % 28
    body = f"{NOWHERE}{year}{month:02d}{day:02d}{1 + serial % 999:03d}"
    return body + check_character(body)


def phone(dice: Random) -> str:
    return f"1390000{dice.randrange(10_000):04d}"
