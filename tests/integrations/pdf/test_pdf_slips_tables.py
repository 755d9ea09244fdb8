"""Queue slips and printed ledgers."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from yichuang.integrations.pdf import TicketSlip, render_table, render_ticket_slip

SLIP = TicketSlip(
    hall_name="样例乡便民服务中心",
    number="A012",
    business="社会保障",
    ahead=5,
    taken_at="2026年7月1日9时26分",
    time_range="预计10:20—10:40",
    url="https://hall.example/t/7K3M9Q",
    notes=("过号请到导服台。",),
)
COLUMNS = ("序号", "收件编号", "服务事项")


def words(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def width_mm(pdf: bytes) -> int:
    return round(float(PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width) * 25.4 / 72)


def test_a_slip_is_one_strip_of_80_mm_with_all_it_has_to_say():
    pdf = render_ticket_slip(SLIP)
    assert width_mm(pdf) == 80
    (printed,) = words(pdf)
    for part in (SLIP.hall_name, "A012", "社会保障", "前面等候：5人", SLIP.time_range, SLIP.taken_at, *SLIP.notes):
        assert part in printed
    assert "扫码" in printed
    assert render_ticket_slip(SLIP) == pdf


def test_a_slip_without_address_or_estimate_leaves_them_out():
    (printed,) = words(render_ticket_slip(replace(SLIP, url="", time_range="")))
    assert "扫码" not in printed
    assert "预计" not in printed


def test_long_names_shrink_or_wrap_on_a_slip():
    long = replace(
        SLIP, hall_name="样例县样例乡便民服务中心（政务服务大厅）", number="VIP-0000123", business="社会保障" * 12
    )
    pdf = render_ticket_slip(long)
    assert width_mm(pdf) == 80
    assert "社会保障" * 12 in words(pdf)[0]
    assert "VIP-0000123" in words(pdf)[0]


def test_a_ledger_repeats_its_head_and_numbers_its_pages():
    rows = [(str(k), f"SY-2026-{k:06}", "样例事项 #panic() $x$") for k in range(1, 201)]
    printed = words(render_table("办件台账", COLUMNS, rows, "打印人：样例甲"))
    assert len(printed) > 2
    for number, page in enumerate(printed, start=1):
        assert "序号收件编号服务事项" in page
        assert f"第{number}页，共{len(printed)}页" in page
        assert "打印人：样例甲" in page
    whole = "".join(printed)
    assert [row[1] for row in rows if whole.count(row[1]) != 1] == []
    assert whole.count("#panic()$x$") == 200


@pytest.mark.parametrize(("columns", "width"), [(6, 210), (7, 297)])
def test_many_columns_lie_across(columns, width):
    names = tuple(f"列{k}" for k in range(columns))
    assert width_mm(render_table("表", names, [names], "")) == width


def test_an_empty_ledger_prints_its_head():
    (printed,) = words(render_table("办件台账", COLUMNS, [], ""))
    assert "序号收件编号服务事项" in printed


@pytest.mark.parametrize(
    ("columns", "rows", "widths", "named"),
    [
        ((), [], (), "column"),
        (("甲", "乙"), [("1", "2"), ("1",)], (), "row 2 has 1 cells"),
        (("甲", "乙"), [], (1,), "widths"),
        (("甲", "乙"), [], (1, 0), "widths"),
    ],
)
def test_ragged_tables_are_refused(columns, rows, widths, named):
    with pytest.raises(ValueError, match=named):
        render_table("表", columns, rows, "", widths=widths)
