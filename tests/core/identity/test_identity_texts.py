import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.core.identity import Fault, FaultCode, check_name, clean_text
from yichuang.core.identity.characters import is_broken, is_control, is_direction


@pytest.mark.parametrize(
    "name",
    [
        "张",
        "张样本",
        "𠮷样本",  # plane 2
        "\U00030edd样本",  # plane 3, extension G
        "\U000323af\U0003347a",  # extensions H and J, unknown to Python 3.11
        "〇样本",
        "样本·艾力",
        "样" * 50,
        "Anne-Marie O'Sample Jr.",
        "J. R. Sample",
        "བསྟན་འཛིན"[:3],
        "Sáample",
        "Sa\u0301mple",
        "نموونە",
    ],
)
def test_names_accepted_unchanged(name):
    assert check_name(name) == name


def test_outer_spaces_of_a_name_are_dropped():
    assert check_name(" \u3000张样本\u3000\n") == "张样本"


@pytest.mark.parametrize(
    ("name", "expected", "position"),
    [
        ("", FaultCode.EMPTY, None),
        (" ", FaultCode.EMPTY, None),
        ("\u3000 \t", FaultCode.EMPTY, None),
        ("张\x00样", FaultCode.CONTROL, 2),
        ("张\x7f", FaultCode.CONTROL, 2),
        ("张\ud842", FaultCode.BROKEN_TEXT, 2),
        ("\ufffd样本", FaultCode.BROKEN_TEXT, 1),
        ("张\u202e样", FaultCode.DIRECTION, 2),
        ("张\u2067样", FaultCode.DIRECTION, 2),
        (" 张\u200d样", FaultCode.INVISIBLE, 3),
        ("张\ufeff", FaultCode.INVISIBLE, 2),
        ("\u3164", FaultCode.INVISIBLE, 1),
        ("张\ufe0f", FaultCode.INVISIBLE, 2),
        ("张\U000e0100", FaultCode.INVISIBLE, 2),
        ("张😀", FaultCode.NAME_CHARACTER, 2),
        ("<b>", FaultCode.NAME_CHARACTER, 1),
        ("张>", FaultCode.NAME_CHARACTER, 2),
        ("=cmd|", FaultCode.NAME_CHARACTER, 1),
        ("张3", FaultCode.NAME_CHARACTER, 2),
        ("张,样", FaultCode.NAME_CHARACTER, 2),
        ("样本•艾力", FaultCode.NAME_CHARACTER, 3),
        ("·样本", FaultCode.NAME_CHARACTER, 1),
        ("样本·", FaultCode.NAME_CHARACTER, 3),
        ("样··本", FaultCode.NAME_CHARACTER, 3),
        ("\u0301样", FaultCode.NAME_CHARACTER, 1),
        ("Z" + "\u0301" * 5, FaultCode.NAME_CHARACTER, 6),
        ("张 样本", FaultCode.INNER_SPACE, 2),
        ("An  Sample", FaultCode.INNER_SPACE, 3),
        ("张\u3000样", FaultCode.INNER_SPACE, 2),
        ("Ｓample", FaultCode.FULL_WIDTH, 1),
        ("张\ue000", FaultCode.PRIVATE_CHARACTER, 2),
    ],
)
def test_names_refused(name, expected, position):
    assert check_name(name) == Fault(expected, position=position)


def test_name_one_character_too_long():
    assert check_name("样" * 51) == Fault(FaultCode.TOO_LONG, length=51, limit=50)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  一\t二\n三  ", "  一\t二\n三  "),
        ("一\r\n二\r三\n\r四", "一\n二\n三\n\n四"),
        ("<script>{{7*7}}</script> =cmd|", "<script>{{7*7}}</script> =cmd|"),
        ("𠮷😀👩\u200d👧", "𠮷😀👩\u200d👧"),
        ("a\x00", Fault(FaultCode.CONTROL, position=2)),
        ("\x1b[0m", Fault(FaultCode.CONTROL, position=1)),
        ("a\u2028", Fault(FaultCode.CONTROL, position=2)),
        ("\r\na\x0b", Fault(FaultCode.CONTROL, position=3)),
        ("\ud83d", Fault(FaultCode.BROKEN_TEXT, position=1)),
        ("a\ufffdb", Fault(FaultCode.BROKEN_TEXT, position=2)),
        ("a\U0001ffff", Fault(FaultCode.BROKEN_TEXT, position=2)),
        ("\u202eabc", Fault(FaultCode.DIRECTION, position=1)),
    ],
)
def test_free_text(text, expected):
    assert clean_text(text, max_length=40) == expected


@pytest.mark.parametrize(
    ("text", "length"),
    [("一" * 11, 11), ("\r\n" * 11, 22), ("\r\n" * 5 + "一" * 6, 11), ("一" * 10_000_000, 10_000_000)],
)
def test_too_long(text, length):
    assert clean_text(text, max_length=10) == Fault(FaultCode.TOO_LONG, length=length, limit=10)


@pytest.mark.parametrize("text", ["一" * 10, "\r\n" * 10, ""])
def test_exactly_the_limit(text):
    assert clean_text(text, max_length=10) == text.replace("\r\n", "\n")


def test_every_code_point_is_judged_as_its_kind_says():
    for number in range(0x110000):
        char = chr(number)
        refused = is_broken(char) or is_direction(char) or (is_control(char) and char not in "\n\t\r")
        assert isinstance(clean_text(char, max_length=1), Fault) == refused, hex(number)


@given(st.text(st.characters(), max_size=60))
def test_what_passes_is_storable_stable_and_otherwise_unchanged(text):
    result = clean_text(text, max_length=50)
    if isinstance(result, str):
        assert result.encode("utf-8").decode("utf-8") == result
        assert not set(result) & {"\x00", "\r", "\ufffd", "\u202e"}
        assert clean_text(result, max_length=50) == result
        assert result == text.replace("\r\n", "\n").replace("\r", "\n")
        assert len(result) <= 50


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=50))
def test_ordinary_text_always_passes(text):
    assert clean_text(text, max_length=50) == text.replace("\ufffd", "") or "\ufffd" in text


@given(st.text(st.characters(), max_size=60))
def test_a_name_that_passes_is_stable(text):
    result = check_name(text)
    assert isinstance(result, str | Fault)
    if isinstance(result, str):
        assert check_name(result) == result
        assert result in text
        assert 1 <= len(result) <= 50
        result.encode("utf-8")
