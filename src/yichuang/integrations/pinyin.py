"""Pinyin for finding things by what a clerk types: initials and full spellings of items, and of people's names."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, groupby, islice, product

from pypinyin import Style, lazy_pinyin

from yichuang.core.identity.characters import is_ideograph
from yichuang.core.identity.masking import COMPOUND_SURNAMES

# Nobody types more spellings than this for one name; the cap keeps a long name of polyphones from exploding.
_MOST_SPELLINGS = 32

# Characters with two living readings, by the two initials. Dictionaries add archaic ones (活 also as g) under which
# nobody looks; those would only make a search find what was not meant.
_TWO_INITIALS = {
    "zc": "重长長传傳藏种種朝曾查",
    "xh": "行巷",
    "dt": "调調弹彈提",
    "hk": "会會",
    "ds": "单單石",
    "cs": "参參盛",
    "ly": "乐樂",
    "jx": "降系解校见",
    "sx": "厦宿省",
    "cj": "车車",
    "ls": "率",
    "gj": "给給贾",
    "sz": "属屬折召殖",
    "qj": "强強圈稽",
    "bp": "便泊屏埔堡",
    "qk": "卡",
    "qo": "区區",
    "yw": "遗遺尉",
    "zn": "粘",
    "ns": "尿",
    "nl": "弄",
    "mb": "秘",
    "fp": "番",
    "cq": "仇",
    "cx": "畜",
    "qt": "覃",
    "zd": "翟",
}
_OTHER_INITIALS = {char: pair for pair, chars in _TWO_INITIALS.items() for char in chars}

# Readings of surnames that differ from the everyday reading of the character.
SURNAME_READINGS = {
    "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "区": "ou", "區": "ou", "查": "zha", "曾": "zeng",
    "朴": "piao", "任": "ren", "华": "hua", "華": "hua", "盖": "ge", "葛": "ge", "翟": "zhai", "缪": "miao",
    "繆": "miao", "覃": "qin", "乐": "yue", "樂": "yue", "宁": "ning", "甯": "ning", "应": "ying", "應": "ying",
    "冼": "xian", "洗": "xian", "种": "chong", "重": "chong", "召": "shao", "折": "she", "黑": "he",
    "盛": "sheng", "晟": "cheng", "员": "yun", "員": "yun", "贠": "yun", "尹": "yin", "褚": "chu", "逄": "pang",
    "乜": "nie", "繁": "po", "句": "gou", "秘": "bi", "薄": "bo", "卜": "bu", "都": "du", "谌": "chen", "諶": "chen",
    "纪": "ji", "紀": "ji", "哈": "ha", "过": "guo", "過": "guo", "教": "jiao", "隗": "wei", "燕": "yan",
    "幺": "yao", "車": "che", "车": "che", "曲": "qu", "尧": "yao", "堯": "yao", "贾": "jia", "賈": "jia", "柏": "bai",
    "祭": "zhai", "相": "xiang", "尉": "wei", "盍": "he", "佴": "nai", "那": "na", "牟": "mu", "宓": "mi", "鲍": "bao",
    "万俟": "mo qi", "萬俟": "mo qi", "尉迟": "yu chi", "尉遲": "yu chi", "长孙": "zhang sun", "長孫": "zhang sun",
    "澹台": "tan tai", "单于": "chan yu", "單于": "chan yu", "令狐": "ling hu", "鲜于": "xian yu", "宗政": "zong zheng",
    "濮阳": "pu yang", "淳于": "chun yu", "太叔": "tai shu", "申屠": "shen tu", "呼延": "hu yan", "拓跋": "tuo ba",
}  # fmt: skip


@lru_cache(maxsize=4096)
def initials(text: str) -> tuple[str, ...]:
    """All plausible pinyin initials of an item's name, the likeliest first: 重残补贴 gives zcbt and ccbt.

    Lower-case letters and digits; those within the name stay (A类 gives al), signs and spaces are left out. Empty
    when nothing can be spelt.
    """
    return _spellings(_choices(text))


@lru_cache(maxsize=4096)
def full(text: str) -> str:
    """The likeliest full spelling, without tones and spaces, ü as v: zuidishenghuobaozhang."""
    return "".join(syllable for _, syllable in _syllables(text))


def name_initials(name: str) -> tuple[str, ...]:
    """As `initials`, for a person: the surname is read as a surname (单 as s, 尉迟 as yc), then otherwise too."""
    surname, given = _split(name)
    read = SURNAME_READINGS.get(surname)
    if read is None:
        return initials(name)
    first = [syllable[0] for syllable in read.split()]
    as_surname = _spellings([*first, *_choices(given)])
    return _unique([*as_surname, *initials(name)])[:_MOST_SPELLINGS]


def name_full(name: str) -> str:
    """As `full`, for a person: 单样 gives shanyang, 尉迟样 yuchiyang."""
    surname, given = _split(name)
    read = SURNAME_READINGS.get(surname)
    return full(name) if read is None else read.replace(" ", "") + full(given)


def _split(name: str) -> tuple[str, str]:
    size = 2 if len(name) > 2 and (name[:2] in COMPOUND_SURNAMES or name[:2] in SURNAME_READINGS) else 1
    return name[:size], name[size:]


def _choices(text: str) -> list[str]:
    """For each character the letters it may stand for."""
    return [
        "".join(_unique(syllable[0] + _OTHER_INITIALS.get(char, ""))) if char else syllable
        for char, syllable in _syllables(text)
    ]


def _spellings(choices: list[str]) -> tuple[str, ...]:
    """Combinations of the choices, those nearest to the likeliest reading first."""
    return tuple(_unique(spelling for spelling in islice(_combinations(choices), _MOST_SPELLINGS) if spelling))


def _combinations(choices: list[str]) -> Iterator[str]:
    open_places = [place for place, letters in enumerate(choices) if len(letters) > 1]
    for changes in range(len(open_places) + 1):
        for places in combinations(open_places, changes):
            rest = (letters[1:] if place in places else letters[:1] for place, letters in enumerate(choices))
            yield from map("".join, product(*rest))


def _syllables(text: str) -> Iterator[tuple[str, str]]:
    """Each Han character with its reading; any other letter or digit with itself, as ("", char)."""
    plain = unicodedata.normalize("NFKC", text)
    for han, run in groupby(plain, key=is_ideograph):
        chunk = "".join(run)
        if han:
            yield from zip(chunk, _readings(chunk), strict=True)
        else:
            yield from (("", char) for char in chunk.lower() if char.isascii() and char.isalnum())


def _readings(han: str) -> list[str]:
    # A character without a known reading stands for itself, so that it can still be found by typing it.
    return lazy_pinyin(han, style=Style.NORMAL, errors=list)


def _unique(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(parts))
