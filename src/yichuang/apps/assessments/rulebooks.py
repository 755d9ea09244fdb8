"""The rulebooks a hall knows, on file and written in the browser, and the one each quarter is scored by."""

from collections.abc import Iterator
from functools import lru_cache

from yichuang.apps.assessments.models import Adoption, RulebookVersion
from yichuang.apps.organization.models import Hall
from yichuang.core.assessment import Quarter, Rulebook
from yichuang.core.identity import N_
from yichuang.rulebook.assessment import all_rulebooks, examine_rulebook, rulebook_on
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.paths import rules_dir

LATER = N_("Let it begin later, on a day of its own")


def rulebook_for(hall: Hall, quarter: Quarter) -> Rulebook:
    """The rulebook a quarter of a hall is scored by, whole: the one adopted for it, else the one on file that is in
    force on its last day (D2.0.1, C-44). One query. RulebookError when there is none.

    What may be adopted for a quarter follows the same day: a rulebook in force by its last day at the latest.
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
    return RulebookError(
        "assessment", ascii(number)[:60], N_("no such rulebook is known"), N_("Choose one of the list")
    )


def book_of(version: RulebookVersion) -> Rulebook:
    """A version as the core's value; RulebookError while it does not hold together."""
    return _read(version.text, version.number)


def _own(hall: Hall, number: str) -> RulebookVersion:
    found = RulebookVersion.objects.filter(hall=hall, number=number, state=RulebookVersion.State.IN_FORCE).first()
    if found is None:
        raise _unknown(number)
    return found


def defects_of(version: RulebookVersion) -> list[RulebookError]:
    """Everything that keeps a draft from being put in force; nothing when it holds together."""
    return defects_in(version, version.text)


def defects_in(version: RulebookVersion, text: str) -> list[RulebookError]:
    """What would keep a draft of this text from being put in force.

    Besides what files are refused for: another number than the draft's, other halls, and a day on which it could not
    follow its base or would stand beside another one (C-44).
    """
    book, found = _examined(text, version.number)
    if book is None:
        return list(found)
    return [RulebookError(version.number, *one, **facts) for *one, facts in _unfit(version, book)]


def _unfit(version: RulebookVersion, book: Rulebook) -> Iterator[tuple[str, str, str, dict[str, object]]]:
    number, slug, day = version.number, version.hall.slug, book.effective
    if book.number != number:
        yield "number", N_("is '%(other)s'"), N_("Write '%(number)s', the number of this draft"), {
            "other": book.number, "number": number,
        }  # fmt: skip
    if book.halls and slug not in book.halls:
        yield "halls", N_("do not name this hall"), N_("Write '%(hall)s' among them"), {"hall": slug}
    base = rulebooks_known(version.hall).get(version.based_on)
    if base is not None and day <= base.effective:
        yield "effective", N_("is %(day)s, not after %(base)s of its base"), LATER, {"day": day, "base": base.effective}
    elif rivals := [one.number for one in all_rulebooks().values() if one.effective == day and _meet(one, book, slug)]:
        yield "effective", N_("is that of %(rival)s"), LATER, {"rival": rivals[0]}


def _meet(one: Rulebook, other: Rulebook, hall: str) -> bool:
    """Whether both stand in the same rank for the hall, so that the day alone says which one holds."""
    return bool(one.halls) == bool(other.halls) and (not one.halls or hall in one.halls)


def _read(text: str, name: str) -> Rulebook:
    book, found = _examined(text, name)
    if book is None:
        raise found[0]
    return book


@lru_cache(maxsize=32)
def _examined(text: str, name: str) -> tuple[Rulebook | None, tuple[RulebookError, ...]]:
    return examine_rulebook(text.encode(), name)
