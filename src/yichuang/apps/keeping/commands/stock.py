"""Stock of guides and forms: movements add up, never below nothing; running out and being restocked (R43, D2.2.2)."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import command, free_text, record, step
from yichuang.apps.keeping import permissions, policies
from yichuang.apps.keeping.models import Movement, Outage, PaperKind, StockCard, StockMove
from yichuang.apps.organization.models import Staff, Window

CLAUSE = "D2.2.2"


@dataclass(frozen=True)
class Card:
    """A paper to lie at a window: `kind` is a PaperKind, `low_water` when to get more, `counted` what is there."""

    window: Window
    kind: str
    name: str
    low_water: int
    counted: int


@command
def open_card(*, card: Card, by: Staff, now: datetime) -> StockCard:
    """Opens the card of a guide or form with a first count; with none of it there, it is out from now on (R43).

    By the people of the window. Refused when the window has a card in use for the same paper.
    """
    permissions.require_keeper(by, card.window.hall, card.window.pk, CLAUSE)
    policies.require_choice(card.kind, "kind", PaperKind.values, CLAUSE)
    name = free_text(card.name, "name", most=80, clause=CLAUSE)
    policies.require_number(card.low_water, "low_water", 0, policies.MOST_MOVED)
    policies.require_number(card.counted, "counted", 0, policies.MOST_KEPT)
    policies.require_new_name(StockCard.objects.filter(window=card.window, name=name, retired_at=None).exists())
    made = StockCard.objects.create(
        hall=card.window.hall, window=card.window, kind=card.kind, name=name, low_water=card.low_water, made_by=by,
        made_at=now, moved_at=now,
    )  # fmt: skip
    _book(made, StockMove(kind=Movement.COUNT.value, quantity=card.counted, balance=card.counted, at=now, by=by))
    record(hall=made.hall.slug, verb="stock.opened", by=by.ref, subject=made.ref, now=now,
           detail={"window": card.window.code, "counted": card.counted, "low_water": card.low_water})  # fmt: skip
    return made


@command
def move_stock(*, card: StockCard, kind: str, quantity: int, note: str = "", by: Staff, now: datetime) -> StockMove:
    """Takes in, gives out or counts; `kind` is a Movement, for a count `quantity` is what is there (R43).

    The card is held while it moves, so that two movements at once follow one another. Refused below nothing.
    """
    permissions.require_keeper(by, card.hall, card.window_id, CLAUSE)
    said = free_text(note, "note", most=200, needed=False)
    held = StockCard.objects.select_for_update(of=("self",), no_key=True).select_related("hall").get(pk=card.pk)
    policies.require_in_use(held)
    left = policies.left_after(held, kind, quantity)
    moved = _book(held, StockMove(kind=kind, quantity=quantity, balance=left, note=said, at=now, by=by))
    record(hall=held.hall.slug, verb="stock.moved", by=by.ref, subject=held.ref, now=now,
           detail={"kind": kind, "quantity": quantity, "balance": left})  # fmt: skip
    return moved


@step
def _book(card: StockCard, move: StockMove) -> StockMove:
    """One movement, the balance it leaves, and the outage it begins or ends."""
    move.card = card
    move.save(force_insert=True)
    card.balance, card.moved_at = move.balance, move.at
    card.save(update_fields=["balance", "moved_at"])
    running = Outage.objects.filter(card=card, ended_at=None)
    if move.balance:
        running.update(ended_at=move.at)
    elif not running.exists():
        Outage.objects.create(card=card, began_at=move.at)
    return move


@command
def set_low_water(*, card: StockCard, low_water: int, by: Staff, now: datetime) -> StockCard:
    """Says from how many on the window is told to order more."""
    permissions.require_keeper(by, card.hall, card.window_id, CLAUSE)
    policies.require_in_use(card)
    policies.require_number(low_water, "low_water", 0, policies.MOST_MOVED)
    before, card.low_water = card.low_water, low_water
    card.save(update_fields=["low_water"])
    record(hall=card.hall.slug, verb="stock.low_water_set", by=by.ref, subject=card.ref, now=now,
           detail={"before": before, "now": low_water})  # fmt: skip
    return card


@command
def retire_card(*, card: StockCard, reason: str, by: Staff, now: datetime) -> StockCard:
    """Closes the card of a paper that is no longer used; what ran out is no longer missing from then on."""
    permissions.require_keeper(by, card.hall, card.window_id, CLAUSE)
    said = free_text(reason, "reason", most=200, clause=CLAUSE)
    held = StockCard.objects.select_for_update(of=("self",), no_key=True).select_related("hall").get(pk=card.pk)
    policies.require_in_use(held)
    held.retired_at, held.retired_why = now, said
    held.save(update_fields=["retired_at", "retired_why"])
    Outage.objects.filter(card=held, ended_at=None).update(ended_at=now)
    record(hall=held.hall.slug, verb="stock.retired", by=by.ref, subject=held.ref, now=now,
           detail={"balance": held.balance})  # fmt: skip
    return held
