"""Stock on its pages: the list, a card, its acts, who may, broken input, the to-do list."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.apps.desk.excel import sheet_of, text_of
from tests.apps.keeping.test_stock import a_card, move
from yichuang.apps.keeping.models import StockCard, StockMove

pytestmark = pytest.mark.django_db
BAD = ["", "-1", "x", "1.5", "\x00", "9" * 30, "9" * 5000, "长" * 10_000]


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


def post(client, address, body):
    """A post whose bytes are what a broken client would send."""
    data = urlencode(body, errors="surrogatepass")
    return client.post(address, data, content_type="application/x-www-form-urlencoded")


def kept():
    return list(StockCard.objects.values_list("pk", "balance", "low_water", "retired_at")), StockMove.objects.count()


class TestList:
    def test_opened_listed_narrowed_and_taken_to_excel(self, desk, cast, text):
        body = {"window": cast.clerk.window_id, "kind": "guide", "name": "《办事须知》", "counted": "2",
                "low_water": "5"}  # fmt: skip
        made = desk.post(to("stock"), body)
        card = StockCard.objects.get()
        assert made["Location"] == to("stock_card", card.pk)
        a_card(cast, name="空表", counted=0)
        page = text(desk.get(to("stock")))
        assert "《办事须知》" in page and "库存偏少" in page and "断档" in page and "<h1>" in page
        low = text(desk.get(to("stock"), {"show": "low"}))
        assert "《办事须知》" in low and "空表" not in low
        assert "没有符合条件的资料" in text(desk.get(to("stock"), {"q": "没有的"}))
        answer = desk.get(to("stock_xlsx"))
        assert "《办事须知》" in text_of(answer) and "<v>2</v>" in sheet_of(desk.get(to("stock_xlsx")))

    def test_the_head_of_the_last_column_turns_the_order_round(self, desk, cast, text, now):
        first, last = a_card(cast, name="先动"), a_card(cast, name="后动")
        for place, card in enumerate((first, last)):
            StockCard.objects.filter(pk=card.pk).update(moved_at=now + timedelta(hours=place))
        newest = text(desk.get(to("stock"), {"show": "enough"}))
        oldest = text(desk.get(to("stock"), {"order": "oldest"}))
        assert newest.index("后动") < newest.index("先动") and oldest.index("先动") < oldest.index("后动")
        assert "?show=enough&amp;order=oldest" in newest and 'aria-sort="descending"' in newest
        assert 'aria-sort="ascending"' in oldest and 'name="order" value="oldest"' in oldest
        assert desk.get(to("stock"), {"order": "nonsense"}).status_code == 200

    def test_an_empty_list_says_what_to_do(self, desk, text):
        assert "还没有库存卡" in text(desk.get(to("stock")))

    @pytest.mark.parametrize("field", ["name", "counted", "low_water", "kind", "window"])
    @pytest.mark.parametrize("bad", BAD)
    def test_broken_input_opens_no_card(self, desk, cast, field, bad):
        body = {"window": cast.clerk.window_id, "kind": "form", "name": "表", "counted": "2", "low_water": "5"}
        if field == "name" and bad in ("-1", "x", "1.5", "9" * 30):
            return
        assert post(desk, to("stock"), body | {field: bad}).status_code in (400, 422)
        assert not StockCard.objects.exists()

    def test_a_window_that_is_not_ones_own_cannot_be_chosen(self, desk, cast, text):
        body = {"window": cast.other_clerk.window_id, "kind": "form", "name": "表", "counted": "2", "low_water": "5"}
        assert desk.post(to("stock"), body).status_code == 422 and not StockCard.objects.exists()

    @pytest.mark.parametrize("query", ["?show=nonsense", "?window=nonsense", "?after=x~y", "?q=%F0%9F", "?month=9"])
    def test_nonsense_in_the_address_is_no_error(self, desk, cast, query):
        a_card(cast)
        assert desk.get(f"{to('stock')}{query}").status_code == 200

    def test_it_costs_the_same_however_many_rows(self, desk, cast, django_assert_max_num_queries):
        for place in range(25):
            a_card(cast, name=f"样例表{place}")
        with django_assert_max_num_queries(8):
            assert 'rel="next"' in desk.get(to("stock")).content.decode()


class TestCard:
    @pytest.fixture
    def card(self, cast):
        return a_card(cast)

    def test_moved_and_out_and_restocked(self, desk, card, text):
        for kind, quantity, left in [("out", "10", 0), ("in", "20", 20), ("count", "19", 19)]:
            answer = desk.post(to("stock_card", card.pk), {"kind": kind, "quantity": quantity, "note": "样例"})
            assert answer["Location"] == to("stock_card", card.pk)
            card.refresh_from_db()
            assert card.balance == left
        page = text(desk.get(to("stock_card", card.pk)))
        assert "断档记录" in page and "发给群众" in page and "盘点" in page

    def test_refused_with_what_was_typed(self, desk, card, text):
        before = kept()
        answer = desk.post(to("stock_card", card.pk), {"kind": "out", "quantity": "11", "note": "多要一份"})
        assert answer.status_code == 422 and "只剩 10 份" in text(answer)
        assert "多要一份" in text(answer) and 'value="11"' in text(answer) and kept() == before

    @pytest.mark.parametrize("bad", BAD)
    @pytest.mark.parametrize("name", ["stock_card", "stock_low_water"])
    def test_broken_numbers_move_nothing(self, desk, card, name, bad):
        before = kept()
        body = {"kind": "in", "quantity": bad, "low_water": bad}
        assert post(desk, to(name, card.pk), body).status_code in (400, 422)
        assert kept() == before

    @pytest.mark.parametrize("note", ["\x00", "a\ud800b", "长" * 201, "\u202e颠倒", "长" * 3_400_000])
    def test_broken_remarks_move_nothing(self, desk, card, note):
        before = kept()
        answer = post(desk, to("stock_card", card.pk), {"kind": "in", "quantity": "1", "note": note})
        assert answer.status_code in (400, 413, 422) and kept() == before

    def test_sent_twice_it_happens_once(self, desk, card):
        body = {"kind": "out", "quantity": "3", "note": "", "submission_key": str(uuid.uuid4())}
        first, second = (desk.post(to("stock_card", card.pk), body) for _ in range(2))
        card.refresh_from_db()
        assert first["Location"] == second["Location"] and card.balance == 7

    def test_the_mark_and_the_end_of_a_card(self, desk, card, text):
        desk.post(to("stock_low_water", card.pk), {"low_water": "12"})
        assert "库存偏少" in text(desk.get(to("stock_card", card.pk)))
        assert desk.post(to("stock_retire", card.pk), {"reason": ""}).status_code == 422
        desk.post(to("stock_retire", card.pk), {"reason": "表样已更换"})
        page = text(desk.get(to("stock_card", card.pk)))
        assert "表样已更换" in page and "act-move" not in page
        assert card.name not in text(desk.get(to("stock")))
        assert card.name in text(desk.get(to("stock"), {"show": "retired"}))

    @pytest.mark.parametrize(("who", "read", "write"), [
        ("minzheng.b", 200, 302), ("caizheng.a", 404, 404), ("caizheng.head", 404, 403), ("minzheng.head", 200, 403),
        ("assessor", 200, 403), ("leader.charge", 200, 403), ("office.a", 200, 422), ("admin.system", 403, 403),
    ])  # fmt: skip
    def test_who_reads_and_who_moves(self, signed_in, card, who, read, write):
        client, before = signed_in(who), kept()
        assert client.get(to("stock_card", card.pk)).status_code == read
        answer = client.post(to("stock_card", card.pk), {"kind": "out", "quantity": "1", "note": ""})
        assert answer.status_code == write and (kept() == before) == (write != 302)

    def test_a_card_that_is_not_there(self, desk, card):
        for pk in (card.pk + 1, 10**30):
            assert desk.get(to("stock_card", pk)).status_code == 404
            assert desk.post(to("stock_retire", pk), {"reason": "x"}).status_code == 404

    def test_it_costs_the_same_however_many_movements(self, desk, cast, card, django_assert_max_num_queries):
        for _ in range(30):
            move(cast, card, "in", 1)
        with django_assert_max_num_queries(9):
            desk.get(to("stock_card", card.pk))


def test_what_is_low_waits_on_the_list_of_the_window_alone(signed_in, cast, text):
    card = a_card(cast, counted=1)
    assert to("stock_card", card.pk) in text(signed_in("minzheng.a").get(to("todo")))
    assert to("stock_card", card.pk) not in text(signed_in("caizheng.a").get(to("todo")))


def test_it_is_among_the_registers(desk, text):
    page = text(desk.get(to("registers")))
    assert to("stock") in page and to("archives") in page and to("loans") in page
