"""The rulebooks a hall knows, on file and written in the browser, and the one each quarter is scored by."""

from functools import lru_cache

from yichuang.apps.assessments.models import Adoption, RulebookVersion
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Quarter, Rulebook
from yichuang.rulebook.assessment import all_rulebooks, read_rulebook, rulebook_on
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir


def rulebook_for(hall: Hall, quarter: Quarter) -> Rulebook:
    """The rulebook a quarter of a hall is scored by: the one adopted for its first day, else the one on file that is
    in force on its last day (D2.0.1, C-44). One query. RulebookError when there is none.
    """
    adopted = adoption_for(hall, quarter)
    if adopted is None:
        return rulebook_on(quarter.last, hall.slug)
    return book_of(adopted.version) if adopted.version else on_file(adopted.number)


def adoption_for(hall: Hall, quarter: Quarter) -> Adoption | None:
    """The adoption that holds on the first day of a quarter; of two for the same day the later one."""
    found = Adoption.objects.filter(hall=hall, from_day__lte=quarter.first).select_related("version")
    return found.order_by("-from_day", "-id").first()


def rulebooks_known(hall: Hall) -> dict[str, Rulebook]:
    """Every rulebook the hall may adopt or begin a draft from, by number: those on file, then its own in force."""
    fitting = {key: book for key, book in all_rulebooks().items() if not book.halls or hall.slug in book.halls}
    own = RulebookVersion.objects.filter(hall=hall, state=RulebookVersion.State.IN_FORCE).order_by("settled_at", "id")
    return fitting | {one.number: book_of(one) for one in own}


def known_rulebook(hall: Hall, number: str) -> Rulebook:
    """The rulebook of a number, on file for this hall or its own in force; RulebookError when there is none."""
    if number in all_rulebooks():
        book = on_file(number)
        if book.halls and hall.slug not in book.halls:
            raise _unknown(number)
        return book
    return book_of(_own(hall, number))


def text_of(hall: Hall, number: str) -> str:
    """The TOML of a known rulebook, exactly as it was written; RulebookError when there is none."""
    if number in all_rulebooks():
        return (rules_dir() / "assessment" / f"{number}.toml").read_bytes().decode()
    return _own(hall, number).text


def on_file(number: str) -> Rulebook:
    """RulebookError when the file is no longer there."""
    found = all_rulebooks().get(number)
    if found is None:
        raise _unknown(number)
    return found


def _unknown(number: str) -> RulebookError:
    return RulebookError("assessment", ascii(number)[:60], "no such rulebook is known", "Choose one of the list")


def book_of(version: RulebookVersion) -> Rulebook:
    """A version as the core's value; RulebookError while it does not hold together."""
    return _read(version.text, version.number)


def _own(hall: Hall, number: str) -> RulebookVersion:
    found = RulebookVersion.objects.filter(hall=hall, number=number, state=RulebookVersion.State.IN_FORCE).first()
    if found is None:
        raise _unknown(number)
    return found


def defects_of(version: RulebookVersion) -> list[RulebookError]:
    """What keeps a draft from being put in force; nothing when it holds together.

    The validator of files stops at the first thing it finds, so the next one shows when that is corrected.
    """
    try:
        book = book_of(version)
    except RulebookError as error:
        return [error]
    name, found = version.number, []
    if book.number != name:
        found.append(RulebookError(name, "number", f"is {book.number!r}", f"Write {name!r}, the number of this draft"))
    if book.halls and version.hall.slug not in book.halls:
        found.append(RulebookError(name, "halls", "do not name this hall", f"Write {version.hall.slug!r} among them"))
    return found


@lru_cache(maxsize=32)
def _read(text: str, name: str) -> Rulebook:
    return read_rulebook(text.encode(), name)
