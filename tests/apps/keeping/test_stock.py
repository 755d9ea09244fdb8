"""Stock of guides and forms by the real commands: what adds up, what is refused, running out (R43, D2.2.2)."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from yichuang.apps.audit import Refused
from yichuang.apps.audit.queries import first_break
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.commands import Card
from yichuang.apps.keeping.models import Outage, StockCard, StockMove

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ROOT = Path(__file__).parents[3]


def a_card(cast, *, counted=10, low_water=3, name="低保申请表", by=None, window=None, now=None):
    by = by or cast.clerk
    card = Card(window or by.window, "form", name, low_water, counted)
    return commands.open_card(card=card, by=by, now=now or cast.now)


def move(cast, card, kind, quantity, now=None, by=None):
    return commands.move_stock(card=card, kind=kind, quantity=quantity, by=by or cast.clerk, now=now or cast.now)


def refused(run):
    before = (StockCard.objects.count(), list(StockMove.objects.values_list("pk")), list(Outage.objects.values()))
    with pytest.raises(Refused) as caught:
        run()
    after = (StockCard.objects.count(), list(StockMove.objects.values_list("pk")), list(Outage.objects.values()))
    assert before == after
    return caught.value.refusal.code


class TestBalance:
    def test_it_is_what_the_movements_add_up_to(self, cast):
        card = a_card(cast)
        told = [move(cast, card, kind, many).balance
                for kind, many in [("in", 50), ("out", 7), ("count", 52), ("out", 52), ("in", 1)]]  # fmt: skip
        card.refresh_from_db()
        assert told == [60, 53, 52, 0, 1] and card.balance == 1
        assert first_break("township") is None

    @pytest.mark.parametrize(("kind", "quantity", "code"), [
        ("out", 11, "not_so_many"), ("out", 0, "number_wrong"), ("in", 0, "number_wrong"), ("in", -5, "number_wrong"),
        ("out", -5, "number_wrong"), ("count", -1, "number_wrong"), ("in", 100_001, "number_wrong"),
        ("count", 1_000_001, "number_wrong"), ("lost", 1, "choice_missing"), ("", 1, "choice_missing"),
        ("in", 10**30, "number_wrong"),
    ])  # fmt: skip
    def test_what_cannot_be_moved(self, cast, kind, quantity, code):
        card = a_card(cast)
        assert refused(lambda: move(cast, card, kind, quantity)) == code
        card.refresh_from_db()
        assert card.balance == 10

    def test_a_card_never_holds_more_than_a_million(self, cast):
        card = a_card(cast, counted=1_000_000)
        assert refused(lambda: move(cast, card, "in", 1)) == "too_many"

    def test_two_who_saw_the_same_balance_cannot_both_take_it(self, cast):
        first, second = a_card(cast), StockCard.objects.select_related("hall").get()
        move(cast, first, "out", 8)
        assert second.balance == 10 and refused(lambda: move(cast, second, "out", 8)) == "not_so_many"

    def test_the_database_itself_refuses(self, cast):
        card = a_card(cast)
        move(cast, card, "out", 1)
        for write in (lambda: StockMove.objects.filter(card=card).update(quantity=2),
                      lambda: StockMove.objects.filter(card=card).delete(),
                      lambda: StockCard.objects.filter(pk=card.pk).update(name="别的表"),
                      lambda: StockCard.objects.filter(pk=card.pk).update(balance=-1)):  # fmt: skip
            with pytest.raises(Exception, match="append-only|CHECK|check"), transaction.atomic():
                write()


class TestOutages:
    def test_out_at_nothing_over_when_restocked_and_a_second_one(self, cast):
        card = a_card(cast, counted=2)
        for kind, many in [("out", 1), ("out", 1), ("count", 0), ("in", 5), ("count", 0)]:
            cast.now += HOUR
            move(cast, card, kind, many)
        first, second = Outage.objects.order_by("began_at")
        assert (first.began_at, first.ended_at) == (cast.now - 3 * HOUR, cast.now - HOUR)
        assert (second.began_at, second.ended_at) == (cast.now, None)
        assert queries.with_outage(StockCard.objects.all()).get().out_since == cast.now

    def test_a_card_opened_with_nothing_is_out(self, cast):
        a_card(cast, counted=0)
        assert Outage.objects.get().began_at == cast.now

    def test_one_at_a_time_in_the_database_too(self, cast):
        card = a_card(cast, counted=0)
        with pytest.raises(IntegrityError), transaction.atomic():
            Outage.objects.create(card=card, began_at=cast.now)

    def test_a_paper_no_longer_used_runs_out_of_nothing(self, cast):
        card = a_card(cast, counted=0)
        commands.retire_card(card=card, reason="表样已更换", by=cast.clerk, now=cast.now + HOUR)
        assert Outage.objects.get().ended_at == cast.now + HOUR
        assert refused(lambda: move(cast, card, "in", 5)) == "card_retired"
        assert a_card(cast).pk != card.pk, "the one in use has a card of its own"


class TestWho:
    @pytest.mark.parametrize("username", ["caizheng.a", "minzheng.head", "assessor", "leader.charge", "admin.system"])
    def test_what_a_window_has_is_kept_by_its_own_people(self, cast, username):
        card, other = a_card(cast), cast.person(username)
        assert refused(lambda: move(cast, card, "out", 1, by=other)) == "not_yours"
        assert refused(lambda: a_card(cast, by=other, window=cast.window(), name="另一表")) == "not_yours"
        assert refused(lambda: commands.retire_card(card=card, reason="x", by=other, now=cast.now)) == "not_yours"
        assert refused(lambda: commands.set_low_water(card=card, low_water=1, by=other, now=cast.now)) == "not_yours"

    def test_one_card_a_paper_and_window(self, cast):
        a_card(cast)
        assert refused(lambda: a_card(cast)) == "card_there"
        assert a_card(cast, by=cast.other_clerk)

    @pytest.mark.parametrize(("fields", "code"), [
        ({"name": "  "}, "words_missing"), ({"low_water": -1}, "number_wrong"), ({"counted": -1}, "number_wrong"),
    ])  # fmt: skip
    def test_a_card_that_says_nothing(self, cast, fields, code):
        assert refused(lambda: a_card(cast, **fields)) == code


def test_low_stock_of_the_own_window_the_emptiest_first(cast):
    for name, counted in [("甲表", 3), ("乙表", 4), ("丙表", 0)]:
        a_card(cast, name=name, counted=counted)
    a_card(cast, by=cast.other_clerk, counted=0)
    assert [one.name for one in queries.low_stock(cast.clerk)] == ["丙表", "甲表"]
    assert not queries.low_stock(cast.person("assessor"))
    card = StockCard.objects.get(name="乙表")
    commands.set_low_water(card=card, low_water=4, by=cast.clerk, now=cast.now)
    assert len(queries.low_stock(cast.clerk)) == 3


def test_many_at_once_give_out_no_more_than_there_is(tmp_path):
    """Two processes with two threads each ask for 160 of 50 over one file: 25 movements and one outage."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    command = [sys.executable, "-m", "tests.apps.keeping.stock_rush", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["errors"] == [] and (told["given"], told["refused"]) == (50, 55)
    assert (told["left"], told["outages"], told["balances"]) == (0, 1, list(range(50, -1, -2)))
