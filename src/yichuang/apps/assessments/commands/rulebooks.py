"""The life of a rulebook written in the hall: drafted, rewritten, put in force by a second person, adopted (D2.0.1)."""

import hashlib
from datetime import date, datetime

from yichuang.apps.assessments.models import Adoption, RulebookText, RulebookVersion
from yichuang.apps.assessments.policies import rulebooks as policies
from yichuang.apps.assessments.quarters import quarter_at, quarter_of
from yichuang.apps.assessments.rulebooks import defects_of, known_rulebook, rulebook_for, text_of
from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.assessment import Quarter, Rulebook
from yichuang.core.identity import N_
from yichuang.rulebook.assessment import all_rulebooks
from yichuang.rulebook.assessment_editing import with_head
from yichuang.rulebook.errors import RulebookError

DRAFT, IN_FORCE, DISCARDED = RulebookVersion.State


@command
def draft(
    *, hall: Hall, number: str, based_on: str, by: Staff, now: datetime, text: str | None = None
) -> RulebookVersion:
    """Begins a draft under a new number: the text of a known rulebook, or the one brought, kept exactly.

    The text of a known one gets the number and applies from the first day of the next quarter, later than its base.

    A text that does not hold together is a draft all the same; it cannot be put in force. Refused for a number that
    is another rulebook's, unless that one was discarded, and for a base that is not known.
    """
    policies.require_writer(by, hall)
    policies.require_number(hall, number, number in all_rulebooks())
    base = _known(hall, based_on, "based_on")
    head = {"number": number, "effective": _first_day(base, now)}
    kept = with_head(text_of(hall, based_on), head) if text is None else text
    policies.require_storable(kept)
    made = RulebookVersion.objects.create(
        hall=hall, number=number, based_on=based_on, text=kept, digest=digest_of(kept), author=by, drafted_at=now,
        written_at=now,
    )  # fmt: skip
    _keep(made, by, now)
    record(hall=hall.slug, verb="rulebook.drafted", by=by.ref, subject=made.ref, now=now,
           detail={"number": number, "based_on": based_on, "digest": made.digest})  # fmt: skip
    return made


def _first_day(base: Rulebook, now: datetime) -> date:
    return max(quarter_at(now).following, quarter_of(base.effective).following)


def _keep(version: RulebookVersion, by: Staff, now: datetime) -> None:
    number = version.texts.count() + 1
    RulebookText.objects.create(version=version, number=number, text=version.text, digest=version.digest, by=by, at=now)


@step
def digest_of(text: str) -> str:
    """SHA-256 of the text, as the reader of rulebooks makes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _known(hall: Hall, number: str, field: str) -> Rulebook:
    try:
        return known_rulebook(hall, number)
    except RulebookError:
        refuse("unknown_rulebook", N_("There is no rulebook of this number in force."),
               N_("Choose one of the list."), field, "D2.0.1")  # fmt: skip


@command
def rewrite(*, version: RulebookVersion, text: str, seen: str, by: Staff, now: datetime) -> RulebookVersion:
    """Replaces the whole text of a draft; `seen` is the digest of the text its author had before him.

    Whatever defects it has then, it is stored, and the text before is kept. Refused when the draft changed meanwhile,
    or is none any more.
    """
    policies.require_author(by, version)
    policies.require_storable(text)
    _write(version, text, seen, by, now)
    record(hall=version.hall.slug, verb="rulebook.rewritten", by=by.ref, subject=version.ref, now=now,
           detail={"before": seen, "digest": version.digest, "defects": len(defects_of(version))})  # fmt: skip
    return version


def _write(version: RulebookVersion, text: str, seen: str, by: Staff, now: datetime) -> None:
    digest = digest_of(text)
    still = RulebookVersion.objects.filter(pk=version.pk, state=DRAFT, digest=seen)
    policies.require_still_draft(still.update(text=text, digest=digest, written_at=now))
    version.refresh_from_db()
    if digest != seen:
        _keep(version, by, now)


@command
def take_back(*, version: RulebookVersion, number: int, seen: str, by: Staff, now: datetime) -> RulebookVersion:
    """Makes the draft's text of that number its text again; the texts in between stay, and it is one more.

    Refused as a rewriting is, and for a number there is none of.
    """
    policies.require_author(by, version)
    text = version.texts.filter(number=number).first()
    if text is None:
        refuse("unknown_text", N_("The draft has no text of this number."), N_("Choose one of the list."),
               clause="D2.0.2")  # fmt: skip
    _write(version, text.text, seen, by, now)
    record(hall=version.hall.slug, verb="rulebook.taken_back", by=by.ref, subject=version.ref, now=now,
           detail={"before": seen, "digest": version.digest, "number": number})  # fmt: skip
    return version


@command
def discard(*, version: RulebookVersion, by: Staff, now: datetime) -> RulebookVersion:
    """Gives a draft up; its text stays to be read, its number is free again."""
    policies.require_writer(by, version.hall)
    still = RulebookVersion.objects.filter(pk=version.pk, state=DRAFT)
    policies.require_still_draft(still.update(state=DISCARDED, settled_at=now))
    version.refresh_from_db()
    record(hall=version.hall.slug, verb="rulebook.discarded", by=by.ref, subject=version.ref, now=now,
           detail={"number": version.number})  # fmt: skip
    return version


@command
def put_in_force(*, version: RulebookVersion, seen: str, by: Staff, now: datetime) -> RulebookVersion:
    """A second person puts a draft in force; from then on it never changes. `seen`: the digest of what he read.

    Refused to its author, and while the validator of rulebook files finds anything. It scores nothing until adopted.
    """
    policies.require_second_person(by, version)
    policies.require_whole(version)
    still = RulebookVersion.objects.filter(pk=version.pk, state=DRAFT, digest=seen)
    policies.require_still_draft(still.update(state=IN_FORCE, second=by, settled_at=now))
    version.refresh_from_db()
    record(hall=version.hall.slug, verb="rulebook.in_force", by=by.ref, subject=version.ref, now=now,
           detail={"number": version.number, "digest": version.digest})  # fmt: skip
    return version


@command
def adopt(*, hall: Hall, number: str, quarter: Quarter, document: str, by: Staff, now: datetime) -> Adoption:
    """From the first day of a quarter on the hall is scored by this rulebook, on file or its own, until another one.

    Refused when that quarter or a later one has a finalised sheet: a quarter keeps the version it was scored with.
    """
    policies.require_decider(by, hall)
    said = free_text(document, "document", most=200, clause="D2.0.1")
    book = _known(hall, number, "number")
    policies.require_adoptable(hall, book, quarter, _present(hall, quarter))
    policies.require_taken(hall, book, quarter)
    version = RulebookVersion.objects.filter(hall=hall, number=number, state=IN_FORCE).first()
    made = Adoption.objects.create(hall=hall, number=number, version=version, from_day=quarter.first, document=said,
                                   by=by, at=now)  # fmt: skip
    record(hall=hall.slug, verb="rulebook.adopted", by=by.ref, subject=f"hall:{hall.slug}", now=now,
           detail={"number": number, "digest": book.digest, "from": quarter.first.isoformat()})  # fmt: skip
    return made


def _present(hall: Hall, quarter: Quarter) -> str:
    try:
        return rulebook_for(hall, quarter).number
    except RulebookError:
        return ""
