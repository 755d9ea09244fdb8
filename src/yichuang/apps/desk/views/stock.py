"""Stock of guides and forms (R43): the cards of the windows, one card with its movements and outages, its acts."""

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.apps.audit.web import perform
from yichuang.apps.desk import keeping_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.keeping import CardForm, LowWaterForm, MoveForm, RetireForm
from yichuang.apps.desk.views.acts import by_form, refused, sent
from yichuang.apps.desk.views.listing import asked, by_moment, chips, excel, group, kept, order_of
from yichuang.apps.keeping import commands, queries
from yichuang.apps.keeping.commands import Card
from yichuang.apps.keeping.models import StockCard
from yichuang.apps.organization.queries import windows_of
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local

FILTERS = ("window", "show")
SHOWN = {"out": Q(retired_at=None, balance=0), "low": Q(retired_at=None, balance__gt=0, balance__lte=F("low_water")),
         "enough": Q(retired_at=None, balance__gt=F("low_water")), "retired": Q(retired_at__isnull=False)}  # fmt: skip


def stock(request: HttpRequest) -> HttpResponse:
    """The cards this person may see, the last moved first; who keeps stock opens new ones here."""
    kept = queries.windows_kept_by(request.user)
    form = CardForm(sent(request), windows=kept, auto_id="card-%s")

    def show() -> HttpResponse:
        return _list(request, form, may_open=kept.exists())

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        made = commands.open_card(card=Card(**form.cleaned_data), by=request.user, now=request.now)
        messages.success(request, _("The card is open. Enter every movement on it."))
        return reverse("desk:stock_card", args=[made.pk])

    return perform(request, run, refused(form, show))


def _list(request: HttpRequest, form: Form, *, may_open: bool) -> HttpResponse:
    wanted = asked(request, "q", *FILTERS)
    return render(request, "desk/stock.html", {
        "page": page_of(_found(request), order_of(request, "moved_at"), request),
        "moved": by_moment(request, _("Last moved")), "words": words, "form": form, "may_open": may_open,
        "q": wanted["q"], "keep": kept(request, *FILTERS, "order"),
        "narrowed": any(wanted.values()), "chips": [
            (_("State"), group(request, "show", {code: word for code, (word, _tone) in words.STOCK.items()})),
            (_("Window"), chips(request, "window", [(one.code, str(one)) for one in windows_of(request.user.hall)])),
        ],
        "export_url": f"{reverse('desk:stock_xlsx')}?{request.GET.urlencode()}",
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[StockCard]:
    """Papers no longer used are shown only when asked for."""
    wanted = asked(request, "q", *FILTERS)
    found = queries.with_outage(queries.visible_cards(request.user)).select_related("window")
    if text := wanted["q"]:
        found = found.filter(name__icontains=text)
    if wanted["window"]:
        found = found.filter(window__code=wanted["window"])
    return found.filter(SHOWN.get(wanted["show"], Q(retired_at=None)))


def stock_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed list as an Excel file; balances are numbers."""
    heads = [_("Window"), _("Kind"), _("Paper"), _("Left"), _("Low-water mark"), _("State"), _("Out since"),
             _("Last moved")]  # fmt: skip
    rows = _cells(_found(request).order_by("window__number", "name", "id").iterator(chunk_size=1000))
    return excel(request, _("Guides and forms"), heads, rows, reverse("desk:stock"))


def _cells(found: Iterator[StockCard]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        yield (
            str(one.window), _(words.PAPERS[one.kind]), one.name, one.balance, one.low_water,
            _(words.STOCK[one.standing][0]), local(one.out_since), local(one.moved_at),
        )  # fmt: skip


def _load(request: HttpRequest, pk: int) -> StockCard:
    cards = queries.with_outage(queries.visible_cards(request.user)).select_related("window", "hall", "made_by")
    return get_object_or_404(cards, pk=pk)


def stock_card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card: how many are left, every movement, every time it ran out; its keepers move it here."""
    card, form = _load(request, pk), MoveForm(sent(request), auto_id="move-%s")
    if request.method != "POST":
        return _card(request, card, "", form)
    return _act(request, card, "move", form, lambda: commands.move_stock(
        card=card, by=request.user, now=request.now, **form.cleaned_data
    ), _("The movement is entered."))  # fmt: skip


@require_POST
def stock_low_water(request: HttpRequest, pk: int) -> HttpResponse:
    card, form = _load(request, pk), LowWaterForm(request.POST, auto_id="low-%s")
    return _act(request, card, "low_water", form, lambda: commands.set_low_water(
        card=card, low_water=form.cleaned_data["low_water"], by=request.user, now=request.now
    ), _("The low-water mark is set."))  # fmt: skip


@require_POST
def stock_retire(request: HttpRequest, pk: int) -> HttpResponse:
    card, form = _load(request, pk), RetireForm(request.POST, auto_id="retire-%s")
    return _act(request, card, "retire", form, lambda: commands.retire_card(
        card=card, reason=form.cleaned_data["reason"], by=request.user, now=request.now
    ), _("The card is closed."))  # fmt: skip


def _act(
    request: HttpRequest, card: StockCard, name: str, form: Form, do: Callable[[], object], done: str
) -> HttpResponse:
    def show() -> HttpResponse:
        return _card(request, card, name, form)

    return by_form(request, form, lambda _typed: do(), done, reverse("desk:stock_card", args=[card.pk]), show)


def _card(request: HttpRequest, card: StockCard, name: str, bound: Form) -> HttpResponse:
    forms: dict[str, Form] = {
        "move": MoveForm(auto_id="move-%s"), "retire": RetireForm(auto_id="retire-%s"),
        "low_water": LowWaterForm(auto_id="low-%s", initial={"low_water": card.low_water}),
    }  # fmt: skip
    may_move = card.retired_at is None and queries.keeps(request.user, card.hall_id, card.window_id)
    return render(request, "desk/stock_card.html", {
        "card": card, "words": words, "forms": forms | ({name: bound} if name else {}), "refused_act": name,
        "may_move": may_move, "page": page_of(card.moves.select_related("by"), "-at", request),
        "outages": card.outages.order_by("-began_at")[:20],
    }, status=422 if name else 200)  # fmt: skip
