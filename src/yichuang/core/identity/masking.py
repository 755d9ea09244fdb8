"""What the public may see of a person (C-35): the surname, and four last digits."""

import unicodedata

from yichuang.core.identity.characters import is_ideograph
from yichuang.core.identity.phones import last_four

_SHOWN = 4
# A text so short that four characters would be half of it is hidden whole.
_SHORTEST_SHOWN = 8

_COMPOUND = (
    "欧阳司马上官诸葛夏侯皇甫尉迟公孙慕容令狐东方西门南宫端木百里呼延轩辕长孙宇文司徒司空钟离闾丘澹台公冶宗政濮阳"
    "淳于单于太叔申屠公羊仲孙独孤赫连万俟闻人鲜于东郭第五拓跋耶律完颜纳兰歐陽司馬諸葛尉遲東方南宮鍾離長孫單于"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND[index : index + 2] for index in range(0, len(_COMPOUND), 2))


def mask_identity(number: str) -> str:
    """Stars and the last four characters: **************1237."""
    return _tail(number, number[-_SHOWN:])


def mask_phone(number: str) -> str:
    """Stars and the last four digits, an extension dropped: *******1234."""
    return _tail(number.rsplit("-", 1)[0] if number.count("-") > 1 else number, last_four(number))


def mask_name(name: str) -> str:
    """张某 for 张样本, 欧阳某 for 欧阳样本; J*** for a name in other letters; 某 for a name of one character."""
    if len(name) < 2:
        return "某"
    first = name[0]
    if not is_ideograph(first):
        return _first_letter(name) + "***"
    # Of two characters the second is a given name, even where both together could be a surname.
    surname = name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else first
    return surname + "某"


def _first_letter(name: str) -> str:
    end = 1
    while end < len(name) and unicodedata.category(name[end]).startswith("M"):
        end += 1
    return name[:end]


def _tail(text: str, shown: str) -> str:
    if len(text) < _SHORTEST_SHOWN:
        return "*" * len(text)
    return "*" * (len(text) - len(shown)) + shown
