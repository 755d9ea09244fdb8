"""May this be done to this card, archive or loan now?"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NoReturn

from yichuang.apps.audit import refuse
from yichuang.apps.cases.models import Case
from yichuang.apps.keeping.models import Archive, ArchiveLoss, Category, Loan, LoanKind, Movement, Secrecy, StockCard
from yichuang.core.identity import N_
from yichuang.core.lifecycle import State
from yichuang.rulebook.worktime import load_limits

MOST_MOVED, MOST_KEPT, MOST_AT_ONCE = 100_000, 1_000_000, 100
# Whose file is archived: what was decided and handed out (D4.8.2); an application given back keeps no file here.
CLOSED = (State.COMPLETED.value, State.REFUSED.value)
RELOAD = N_("Reload the page to see how it stands.")


def require_number(value: int, field: str, least: int, most: int) -> None:
    if not least <= value <= most:
        refuse("number_wrong", N_("This number lies between %(least)s and %(most)s."), N_("Enter it in digits."), field,
               "D2.2.2", least=least, most=most)  # fmt: skip


def require_choice(value: str, field: str, choices: Collection[str], clause: str) -> None:
    if value not in choices:
        refuse("choice_missing", N_("Nothing has been chosen."), N_("Choose one of the list."), field, clause)


def left_after(card: StockCard, kind: str, quantity: int) -> int:
    """What a movement leaves; refused when more is given out than there is, or more is kept than a card holds."""
    require_choice(kind, "kind", Movement.values, "D2.2.2")
    if kind == Movement.COUNT:
        require_number(quantity, "quantity", 0, MOST_KEPT)
        return quantity
    require_number(quantity, "quantity", 1, MOST_MOVED)
    left = card.balance + (quantity if kind == Movement.IN else -quantity)
    if left < 0:
        refuse("not_so_many", N_("There are only %(left)s left."),
               N_("Give out no more than that, or count the stock first."), "quantity", "D2.2.2",
               left=card.balance)  # fmt: skip
    if left > MOST_KEPT:
        refuse("too_many", N_("A card holds at most %(most)s."), N_("Check the number."), "quantity", "D2.2.2",
               most=MOST_KEPT)  # fmt: skip
    return left


def require_in_use(card: StockCard) -> None:
    if card.retired_at is not None:
        refuse("card_retired", N_("This paper is no longer used."), N_("Open a new card for the one in use."),
               clause="D2.2.2")  # fmt: skip


def require_new_name(there: bool) -> None:
    if there:
        refuse("card_there", N_("This window has a card for this paper already."), N_("Open that card."), "name",
               "D2.2.2")  # fmt: skip


def require_closed(cases: Sequence[Case], archived: Collection[int]) -> None:
    """Only files of closed cases are archived, each once, so many at a time."""
    if not 1 <= len(cases) <= MOST_AT_ONCE:
        refuse("cases_missing", N_("Choose between 1 and %(most)s cases."), N_("Mark those that lie in this place."),
               "cases", "D4.8.2", most=MOST_AT_ONCE)  # fmt: skip
    for case in cases:
        if case.state not in CLOSED or case.ended_at is None:
            refuse("case_open", N_("%(number)s is not closed yet."), N_("Its file is archived once it is."), "cases",
                   "D4.8.2", number=str(case))  # fmt: skip
        if case.pk in archived:
            refuse("archived_already", N_("The file of %(number)s is archived already."), RELOAD, "cases", "D4.8.2",
                   number=str(case))  # fmt: skip


def require_category(category: str, categories: Sequence[Category]) -> None:
    """The hall has its categories, a window its own; no others (D4.8.1, D4.8.2)."""
    require_choice(category, "category", [one.value for one in categories if one is not Category.CASE_FILE], "D4.8.1")


def require_secrecy(level: str) -> None:
    require_choice(level, "secrecy", Secrecy.values, "D4.8.4")


def require_past(day: date, today: date, field: str) -> None:
    if day > today:
        refuse("day_ahead", N_("This day has not come yet."), N_("Enter the day it bears."), field, "D4.8.1")


def require_changed(archive: Archive, place: str, secrecy: str) -> None:
    if (place, secrecy) == (archive.place, archive.secrecy):
        refuse("nothing_changed", N_("This is how it stands already."), N_("Change the place or the secrecy."),
               "place", "D4.8.3")  # fmt: skip


def require_there(archive: Archive) -> None:
    if ArchiveLoss.objects.filter(archive=archive).exists():
        refuse("archive_lost", N_("This archive is noted as lost."), N_("Its loss stands on its page."),
               clause="D2.2.4")  # fmt: skip


def require_due(kind: str, due_on: date | None, today: date) -> None:
    """A loan has its day, today or later and within what rules/limits/archives.toml allows; copies stay out."""
    require_choice(kind, "kind", LoanKind.values, "D4.8.5")
    if kind == LoanKind.LEND and (due_on is None or due_on < today):
        refuse("due_day", N_("A loan names the day by which it is back, from today on."), N_("Enter the day."),
               "due_on", "D4.8.5")  # fmt: skip
    longest = load_limits(today)["archive.loan_longest_days"].count or 0
    if kind == LoanKind.LEND and due_on is not None and (due_on - today).days > longest:
        refuse("due_too_far", N_("A loan lasts at most %(days)s days."), N_("Enter an earlier day."), "due_on",
               "D4.8.5", days=longest)  # fmt: skip


def decided_already() -> NoReturn:
    refuse("loan_decided", N_("This has been decided already."), RELOAD, clause="D4.8.5")


def require_consent(loan: Loan) -> None:
    """Nothing leaves before the leader in charge has consented, and once only (D4.8.5)."""
    if loan.approved is None:
        refuse("not_consented", N_("The leader in charge has not consented yet."), N_("Nothing leaves before that."),
               clause="D4.8.5")  # fmt: skip
    if not loan.approved:
        refuse("declined", N_("The leader in charge has declined."), N_("Ask anew with a better reason."),
               clause="D4.8.5")  # fmt: skip


def require_in_the_house(loan: Loan, today: date) -> None:
    if loan.out_at is not None:
        refuse("out_already", N_("This has been handed out already."), RELOAD, clause="D4.8.5")
    if loan.due_on is not None and loan.due_on < today:
        refuse("due_over", N_("The day by which it was to be back is over."), N_("Enter a new loan."), clause="D4.8.5")
    other = Loan.objects.filter(archive=loan.archive_id, kind=LoanKind.LEND, out_at__isnull=False, back_at=None)
    if other.exists():
        refuse("lent_already", N_("This archive is lent out."), N_("Wait until it is back."), clause="D4.8.5")


def require_out(loan: Loan) -> None:
    if loan.kind != LoanKind.LEND or loan.out_at is None:
        refuse("not_out", N_("This was never lent out."), RELOAD, clause="D4.8.5")
    if loan.back_at is not None:
        refuse("back_already", N_("This is back already."), RELOAD, clause="D4.8.5")
