"""What a card reader types as a keyboard: one line with the number and the name among other fields."""

import re

# Longer than the longest line of the readers on the market, so that a flood of text costs nothing.
LONGEST = 1000
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_SEPARATORS = re.compile(r"[\t\r\n|,;，；=:：/]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,20}")
_LABELS = frozenset({
    "姓名", "性别", "民族", "住址", "出生", "公民身份号码", "签发机关", "有效期限", "男", "女", "汉", "汉族",
})  # fmt: skip


def read_card(text: str) -> tuple[str, str]:
    """Identity number and name in what a reader typed, "" for what is not there. The number is not judged here."""
    text = text[:LONGEST]
    number = _NUMBER.search(text)
    parts = [part.strip() for part in _SEPARATORS.split(text)]
    names = [part for part in parts if part not in _LABELS and _HAN.fullmatch(part)]
    return (number.group().upper() if number else "", names[0] if names else "")
