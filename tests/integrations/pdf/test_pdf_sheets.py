"""Printed score sheets: one window from a new page on, long lists over several pages, exact words."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from yichuang.integrations.pdf import MissingGlyphs, ScorePaper, render_score_sheets

PAPER = ScorePaper(
    title="季度考核表", window="3号窗口 民政救济", quarter="2026年第1季度", mark="82.3分 合格",
    facts=(("考核办法", "万政办〔2017〕49号"), ("状态", "已确定（第1版）")),
    section_head=("部分", "基本分", "算出扣分", "实际扣分", "得分"),
    sections=(("1 人员到岗和工作纪律", "15", "2", "2", "13"),), line_head=("条", "事实和依据", "计算", "分"),
    lines=(("1.2a", "擅自脱岗", "0.5 × 1 = 0.5", "−0.5"),), no_lines="没有考核记录。",
    total=(("总分", "13 + 69.3 = 82.3"),), signers=("考核人员", "窗口负责人"), proof="摘要",
)  # fmt: skip


def pages(papers):
    pdf = render_score_sheets("样乡便民服务大厅", papers, "打印人：样例")
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_one_sheet_is_one_page_with_all_it_has_to_say():
    (printed,) = pages([PAPER])
    for part in (
        "样乡便民服务大厅",
        "季度考核表",
        "82.3分合格",
        "0.5×1=0.5",
        "−0.5",
        "13+69.3=82.3",
        "第1页，共1页",
        "打印人：样例",
    ):
        assert part in printed


def test_each_window_begins_a_new_page_and_pages_are_numbered_through():
    printed = pages([PAPER, replace(PAPER, window="4号窗口 党员服务")])
    assert ["4号窗口" in page for page in printed] == [False, True]
    assert "第2页，共2页" in printed[1]


def test_a_hundred_lines_run_over_pages_with_their_head_repeated():
    printed = pages([replace(PAPER, lines=PAPER.lines * 100)])
    assert len(printed) > 2 and sum("事实和依据" in page for page in printed) >= len(printed) - 1
    assert sum(page.count("擅自脱岗") for page in printed) == 100


def test_without_lines_a_sentence_stands_there():
    assert "没有考核记录" in pages([replace(PAPER, lines=())])[0]


def test_no_sheet_and_no_glyph_are_refused():
    with pytest.raises(ValueError, match="no sheet"):
        render_score_sheets("样乡便民服务大厅", [], "")
    with pytest.raises(MissingGlyphs):
        pages([replace(PAPER, window="\U0001f9ed")])


def test_the_same_sheets_give_the_same_bytes():
    assert render_score_sheets("厅", [PAPER], "甲") == render_score_sheets("厅", [PAPER], "甲")
