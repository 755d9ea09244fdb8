import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.identity.made_numbers import resident
from yichuang.core.identity import mask_identity, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张样本", "张某"),
        ("张样", "张某"),
        ("张", "某"),
        ("", "某"),
        ("欧阳样本", "欧阳某"),
        ("欧阳样", "欧阳某"),
        ("欧阳", "欧某"),
        ("尉迟样", "尉迟某"),
        ("阳样本", "阳某"),
        ("𠮷样本", "𠮷某"),
        ("样本·艾力", "样某"),
        ("John Sample", "J***"),
        ("E\u0301mile", "E\u0301***"),
    ],
)
def test_names(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13000001234", "*******1234"),
        ("0719-3241234", "********1234"),
        ("0719-3241234-801", "********1234"),
        ("", ""),
        ("1234567", "*******"),
    ],
)
def test_phones(number, shown):
    assert mask_phone(number) == shown


def test_identity():
    number = resident()
    assert mask_identity(number) == "*" * 14 + number[-4:]
    assert mask_identity("USA420180010112") == "*" * 11 + "0112"
    assert mask_identity("1234567") == "*******"


@given(st.text(max_size=40))
def test_a_mask_never_shows_more_than_four_characters(text):
    assert len(mask_identity(text).replace("*", "")) <= 4
    assert len(mask_phone(text).replace("*", "")) <= 4
