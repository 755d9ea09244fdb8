"""The life of a sheet: finalised after its quarter, objected to, answered, published, scored again (R27, C-27)."""

from collections.abc import Sequence
from datetime import date, datetime

from yichuang.apps.assessments.difference import difference
from yichuang.apps.assessments.documents import Document, canonical, digest_of, document_of, read
from yichuang.apps.assessments.models import Objection, Sheet, SheetVersion
from yichuang.apps.assessments.policies import sheets as policies
from yichuang.apps.assessments.scoring import WindowSheet, frozen_rulebook, sheet_of, sheets_of
from yichuang.apps.assessments.unscorable import refusing
from yichuang.apps.audit import command, free_text, record, refuse, step
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.core.assessment import Quarter
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI, Unit
from yichuang.rulebook.worktime import limit_of, load_calendar

OBJECTION = "sheet.objection"
WORDS = 1000


@command
def finalise(*, hall: Hall, quarter: Quarter, windows: Sequence[Window], by: Staff, now: datetime) -> list[Sheet]:
    """Freezes the sheets of some windows of a quarter that has ended, each once, and opens the time for objections.

    Refused on the last day of the quarter and before (D2.0.4), a second time, and for windows the scorer serves.
    """
    policies.require_scorer(by, windows)
    policies.require_ended(quarter, now)
    policies.require_not_finalised(windows, quarter)
    wanted, until = {one.pk for one in windows}, objections_until(hall, now)
    with refusing():
        live = [one for one in sheets_of(hall, quarter) if one.window.pk in wanted]
    made = [_freeze_first(one, by=by, now=now, until=until) for one in live]
    record(hall=hall.slug, verb="sheet.finalised", by=by.ref, subject=f"hall:{hall.slug}", now=now,
           detail={"quarter": str(quarter), "sheets": {one.sheet.window.code: one.digest for one in made},
                   "objections_until": until.isoformat()})  # fmt: skip
    return [one.sheet for one in made]


@step
def objections_until(hall: Hall, now: datetime) -> date:
    """The last day on which a window may object: so many days after finalising (rules/limits, C-27)."""
    today = now.astimezone(SHANGHAI).date()
    limit, calendar = limit_of(OBJECTION, today), load_calendar(hall.slug)
    if limit.unit is Unit.WORKING_DAY:
        return calendar.nth_after(today, limit.amount)
    return calendar.day(calendar.day_index(calendar.index(today), limit.amount))


def _freeze_first(one: WindowSheet, *, by: Staff, now: datetime, until: date) -> SheetVersion:
    sheet = Sheet.objects.create(
        hall=one.hall, window=one.window, quarter=str(one.period), finalised_at=now, finalised_by=by,
        objections_until=until,
    )  # fmt: skip
    return _freeze(sheet, document_of(one), number=1, why="", changes={}, by=by, now=now)


def _freeze(
    sheet: Sheet, document: Document, *, number: int, why: str, changes: Document, by: Staff, now: datetime
) -> SheetVersion:
    text, book = canonical(document), document["rulebook"]
    return SheetVersion.objects.create(
        sheet=sheet, number=number, made_at=now, made_by=by, why=why, rulebook=book["number"],
        rulebook_digest=book["digest"], total=document["total"], passed=document["passed"], document=text,
        digest=digest_of(text), changes=changes,
    )  # fmt: skip


@command
def object_to(*, sheet: Sheet, words: str, by: Staff, now: datetime) -> Objection:
    """The head of the window says in writing what is wrong with its sheet, while the time for objections runs."""
    policies.require_objector(by, sheet, now)
    said = free_text(words, "words", most=WORDS, clause="C-27")
    version = SheetVersion.objects.filter(sheet=sheet).count()
    made = Objection.objects.create(sheet=sheet, version=version, words=said, at=now, by=by)
    record(hall=sheet.hall.slug, verb="sheet.objected", by=by.ref, subject=sheet.ref, now=now,
           detail={"objection": made.pk, "version": version})  # fmt: skip
    return made


@command
def answer_objection(*, objection: Objection, accepted: bool, words: str, by: Staff, now: datetime) -> Objection:
    """Answers an objection once, with the reason. What follows from an accepted one is a finding's change and a
    re-score; the answer itself moves no point."""
    sheet = objection.sheet
    policies.require_scorer(by, [sheet.window])
    policies.require_unanswered(objection)
    said = free_text(words, "answer", most=WORDS, clause="C-27")
    kept = {"accepted": accepted, "answer": said, "answered_at": now, "answered_by": by}
    if not Objection.objects.filter(pk=objection.pk, answered_at=None).update(**kept):
        refuse("answered_already", N_("This objection has been answered."), clause="C-27")
    objection.refresh_from_db()
    record(hall=sheet.hall.slug, verb="sheet.answered", by=by.ref, subject=sheet.ref, now=now,
           detail={"objection": objection.pk, "accepted": accepted})  # fmt: skip
    return objection


@command
def rescore(*, sheet: Sheet, why: str, by: Staff, now: datetime) -> SheetVersion:
    """Makes a further version by the rulebook and readings of the first, when findings or records have changed since.

    Keeps what it changed, line by line, beside the earlier versions. Refused without a reason, and when nothing
    would change.
    """
    policies.require_scorer(by, [sheet.window])
    said = free_text(why, "why", most=300, clause="D2.0.4")
    last = SheetVersion.objects.filter(sheet=sheet).order_by("-number")[0]
    old = read(last.document)
    with refusing():
        book, readings = frozen_rulebook(sheet.hall, old)
        document = document_of(sheet_of(sheet.window, Quarter.parse(sheet.quarter), book, readings))
    changes = difference(old, document)
    if changes["same"]:
        refuse("nothing_changed", N_("Scored again, the sheet comes to the same."),
               N_("Withdraw or correct a finding first; then score the sheet again."), clause="D2.0.4")  # fmt: skip
    made = _freeze(sheet, document, number=last.number + 1, why=said, changes=changes, by=by, now=now)
    record(hall=sheet.hall.slug, verb="sheet.rescored", by=by.ref, subject=sheet.ref, now=now,
           detail={"version": made.number, "before": last.total, "after": made.total,
                   "digest": made.digest})  # fmt: skip
    return made


@command
def publish(*, hall: Hall, sheets: Sequence[Sheet], by: Staff, now: datetime) -> int:
    """Publishes sheets inside the hall, once their time for objections is over and every objection is answered."""
    policies.require_scorer(by, [one.window for one in sheets])
    policies.require_publishable(sheets, now)
    keys = [one.pk for one in sheets]
    done = Sheet.objects.filter(pk__in=keys, published_at=None).update(published_at=now, published_by=by)
    record(hall=hall.slug, verb="sheet.published", by=by.ref, subject=f"hall:{hall.slug}", now=now,
           detail={"sheets": keys})  # fmt: skip
    return done
