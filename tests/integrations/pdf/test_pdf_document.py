"""The notice as a value: refused when unprintable, and stored so that a reprint is the same."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from tests.integrations.pdf import samples
from yichuang.integrations.pdf import BadDocument, Fields, Notes, NoticeDocument, Numbered, Paragraph, Table


@pytest.mark.parametrize("document", samples.ALL, ids=lambda one: one.kind)
def test_a_stored_notice_comes_back_equal_and_is_stored_again_as_the_same_text(document):
    stored = document.to_json()
    again = NoticeDocument.from_json(stored)
    assert again == document
    assert again.to_json() == stored


def test_stored_text_is_canonical_json():
    stored = samples.N01.to_json()
    data = json.loads(stored)
    assert stored == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert data["issued_on"] == "2026-07-01"
    assert data["sections"][0]["block"] == "paragraph"
    assert data["form"] == 1


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"kind": "01"}, "kind"),
        ({"kind": "N1"}, "kind"),
        ({"title": " "}, "title"),
        ({"hall_name": ""}, "hall_name"),
        ({"number": ""}, "number"),
        ({"form": 2}, "form"),
        ({"addressee": "样\x00例"}, "addressee: character U\\+0000"),
        ({"addressee": "样\ud842例"}, "addressee: character U\\+D842"),
        ({"addressee": "样\u202e例"}, "addressee: character U\\+202E"),
        ({"signers": (("经办人", "甲\x7f"),)}, "signers: character U\\+007F"),
        ({"sections": (Notes(lines=("a\tb",)),)}, "notes: character U\\+0009"),
        ({"sections": (Table(header=("甲", "乙"), rows=(("1",),)),)}, "table: .* 2 columns"),
        ({"sections": (Table(header=(), rows=()),)}, "table"),
        ({"sections": (Table(header=("甲", "乙"), rows=(), widths=(1,)),)}, "table"),
        ({"sections": (Table(header=("甲",), rows=(), widths=(0,)),)}, "table"),
        ({"sections": (Fields(rows=(("甲",),)),)}, "fields"),
    ],
)
def test_what_no_page_can_carry_is_refused_with_the_name_of_its_field(changes, named):
    with pytest.raises(BadDocument, match=named):
        replace(samples.N01, **changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"sections":[],"issued_on":"2026-02-30"}',
        samples.N01.to_json().replace('"block":"paragraph"', '"block":"picture"'),
        samples.N01.to_json().replace('"kind":', '"sort":'),
    ],
)
def test_a_damaged_record_is_refused_not_printed(text):
    with pytest.raises(BadDocument):
        NoticeDocument.from_json(text)


def test_every_block_survives_storage_with_empty_and_rare_content():
    document = samples.notice(
        "N14",
        "上报转送单",
        "样乡便报〔2026〕1号",
        Numbered(items=()),
        Fields(rows=()),
        Table(header=("姓名",), rows=(("𠮷",),)),
        Paragraph(text='第一行\n第二行 "引号" \\ 反斜线'),
        issued_on=dt.date(2028, 2, 29),
    )
    assert NoticeDocument.from_json(document.to_json()) == document
