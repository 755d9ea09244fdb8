"""Numbers made up for tests, with a check character computed in another way than the source does.

ISO 7064 "pure system" recursion instead of the table of weights: both must agree.
"""


def with_check(first_seventeen: str) -> str:
    remainder = 0
    for digit in first_seventeen:
        remainder = (remainder + int(digit)) * 2 % 11
    value = (12 - remainder) % 11
    return first_seventeen + ("X" if value == 10 else str(value))


def resident(*, region: str = "420325", birth: str = "19900307", sequence: str = "123") -> str:
    return with_check(region + birth + sequence)


def foreign(*, province: str = "42", nation: str = "840", birth: str = "19800101", sequence: str = "123") -> str:
    return with_check(f"9{province}{nation}{birth}{sequence}")
