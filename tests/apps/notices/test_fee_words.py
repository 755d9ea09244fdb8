"""The fee on a notice is the one in force that day (D2.4.2): the last day counts, the day after does not."""

from datetime import date
from types import SimpleNamespace

import pytest

from yichuang.apps.notices.texts import fee_words

FEES = [
    {
        "name": "工本费",
        "amount": "9.00",
        "unit": "证",
        "standard": "",
        "valid_from": "2014-01-01",
        "valid_to": "2017-03-31",
    },
    {
        "name": "资料费",
        "amount": None,
        "unit": "份",
        "standard": "按实际评估",
        "valid_from": "2017-01-01",
        "valid_to": None,
    },
]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2013, 12, 31), "不收费"),
        (date(2014, 1, 1), "工本费：9.00元/证"),
        (date(2017, 3, 31), "工本费：9.00元/证；资料费：按实际评估"),
        (date(2017, 4, 1), "资料费：按实际评估"),
    ],
)
def test_the_day_decides(on, said):
    assert fee_words(SimpleNamespace(rules={"fees": FEES}), on) == said
