"""The ledger's page, workbook and paper show the same rows; none of them runs, none gives a 500."""

import io
import re
import zipfile
from datetime import timedelta
from html import unescape

import pytest

from yichuang.apps.cases.models import Case
from yichuang.apps.oversight import exports, words
from yichuang.apps.oversight.queries import LedgerFilters, ledger_rows
from yichuang.core.lifecycle import State

LEDGER, XLSX, PDF = "/staff/ledger/", "/staff/ledger.xlsx", "/staff/ledger.pdf"


def cells_of(page):
    """The texts of the page's table, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", page[page.index("<tbody>") : page.index("</tbody>")], re.S)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells] for cells in found]


def sheet_of(answer):
    """The cells of a workbook, from its own XML."""
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    rows = re.findall(r"<row [^>]*>(.*?)</row>", xml, re.S)
    cells = [re.findall(r"<c (.*?)</c>|<c [^>]*/>", row, re.S) for row in rows]
    return [[unescape("".join(re.findall(r"<[tv][^>]*>([^<]*)</", cell))) for cell in row] for row in cells]


@pytest.fixture
def cases(cast):
    later = cast.now + timedelta(hours=1)
    return [cast.a_case(at=State.COMPLETED), cast.a_case(now=later), cast.a_case(at=State.HANDLED)]


def test_workbook_and_page_hold_the_same(signed_in, cases):
    client = signed_in("office.a")
    page = client.get(LEDGER)
    shown = cells_of(page.content.decode())
    assert len(shown) == 3
    answer = client.get(XLSX)
    assert answer["Content-Disposition"].startswith("attachment")
    head, *rows = sheet_of(answer)
    assert head == words.heads()
    assert [[cell for cell in row if cell] for row in rows] == [
        [cell for cell in row if cell and cell != "未办结"] for row in shown
    ]


def test_a_filter_narrows_page_and_workbook_alike(signed_in, cases):
    client = signed_in("office.a")
    for query in ("?state=completed", f"?q={cases[0].number}", "?window=w3&state=completed&month=2026-03"):
        assert [row[0] for row in cells_of(client.get(LEDGER + query).content.decode())] == [cases[0].number]
        assert [row[0] for row in sheet_of(client.get(XLSX + query))[1:]] == [cases[0].number]


TYPED = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://other.example", "\t=1"]


@pytest.mark.parametrize("typed", TYPED)
def test_no_cell_of_the_workbook_computes_or_leads_away(signed_in, cases, typed):
    Case.objects.filter(pk=cases[0].pk).update(result=typed)
    answer = signed_in("office.a").get(XLSX)
    body = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert typed.strip() in unescape(xml)


def test_the_paper_is_of_one_month(signed_in, cases, monkeypatch):
    printed = []

    def render(title, heads, rows, footer, **more):
        printed.append((title, rows))
        return real(title, heads, rows, footer, **more)

    real = exports.render_table
    monkeypatch.setattr(exports, "render_table", render)
    client = signed_in("office.a")
    client.get(PDF + "?month=2026-03")
    client.get(PDF + "?month=2026-02")
    (title, rows), (_, none) = printed
    assert "2026-03" in title
    newest_first = sorted(cases, key=lambda case: (case.accepted_at, case.pk), reverse=True)
    assert [row[0] for row in rows] == [case.number for case in newest_first]
    assert none == []


def test_the_paper_is_a_pdf(signed_in, cases):
    answer = signed_in("office.a").get(PDF + "?month=2026-03")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(("path", "limit"), [(XLSX, "MOST_XLSX"), (PDF, "MOST_PDF")])
def test_too_many_rows_are_refused_with_the_way_out(hall, cases, path, limit):
    rows = list(ledger_rows(hall, filters=LedgerFilters(), most=10))
    make = exports.workbook if path == XLSX else lambda rows, **more: exports.paper(rows, footer="", **more)
    assert make(rows, title="x", most=3)
    with pytest.raises(exports.TooMany) as many:
        make(rows, title="x", most=2)
    assert many.value.most == 2


def test_the_reader_is_told_to_narrow_the_list(signed_in, cases, monkeypatch):
    monkeypatch.setattr(exports, "paper", lambda *rows, **more: (_ for _ in ()).throw(exports.TooMany(2000)))
    answer = signed_in("office.a").get(PDF + "?month=2026-03&window=w3", follow=True)
    assert answer.redirect_chain[0][0] == LEDGER + "?window=w3&month=2026-03"
    assert "超过 2000 条" in answer.content.decode()


def test_numbers_open_only_what_one_may_open(signed_in, cases, cast):
    assert f"/{cases[0].pk}/" in signed_in("minzheng.a").get(LEDGER).content.decode()
    assert f"/{cases[0].pk}/" not in signed_in("caizheng.a").get(LEDGER).content.decode()


def test_the_page_costs_few_queries_however_many_rows(signed_in, cast, django_assert_num_queries):
    client = signed_in("office.a")
    client.get(LEDGER)
    with django_assert_num_queries(3):
        client.get(LEDGER)
    for _ in range(21):
        cast.a_case()
    with django_assert_num_queries(3):
        page = client.get(LEDGER)
    assert len(page.content.decode().split('<th scope="row"')) == 21


@pytest.mark.parametrize("path", [LEDGER, XLSX, PDF])
@pytest.mark.parametrize(
    "query",
    ["q=%01", "q=%ED%A0%80", "q=" + "x" * 5000, "month=%01", "month=2026-00", "month=0000-01", "window=%27",
     "kind=\ud83d", "state[]=1", "after=%01", "before=zzzzzzzzzzzz-zzzzzzzzzzzz", "after=1-1&before=1-1", "&&&==="],
)  # fmt: skip
def test_bad_questions_get_a_page(signed_in, cases, path, query):
    from urllib.parse import quote

    answer = signed_in("office.a").get(f"{path}?{quote(query, safe='%=&[]', errors='replace')}")
    assert answer.status_code in (200, 302)
