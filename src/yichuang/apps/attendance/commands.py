"""Slips for leave and going out, and what was seen of posts left without leave (D2.1.2, D2.1.3, R20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yichuang.apps.attachments.commands import keep
from yichuang.apps.attachments.intake import Upload
from yichuang.apps.attachments.models import Kind
from yichuang.apps.attendance import permissions, policies, queries
from yichuang.apps.attendance.models import OffPost, OffPostWithdrawal, SeenBack, Slip
from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.audit.rows import insert_unless_there
from yichuang.apps.organization.models import Staff, Window
from yichuang.core.identity import N_

LONGEST_REASON, LONGEST_PLACE, LONGEST_WORDS = 200, 100, 300


@dataclass(frozen=True)
class Filing:
    """What a slip says. `kind` is a Slip.Kind; `window` the one he would staff meanwhile, None for his own.

    `explanation` is needed once the absence has begun; `makes_up` is the slip nobody decided on before he left.
    """

    person: Staff
    kind: str
    reason: str
    destination: str
    begins: datetime
    ends: datetime
    window: Window | None = None
    explanation: str = ""
    makes_up: Slip | None = None


@command
def file_slip(*, filing: Filing, by: Staff, now: datetime) -> Slip:
    """Files a slip for approval before leaving or, once the absence has begun, to be made up (D2.1.3, D4.11.4).

    The leader in charge decides on the first kind, the leader on duty on the second (C-19). A slip that was not
    decided on before he left gives way to the one that makes it up. Refused without a written reason.
    """
    person, window = filing.person, filing.window or filing.person.window
    permissions.require_filer(by, person)
    policies.require_kind(filing.kind)
    reason = free_text(filing.reason, "reason", most=LONGEST_REASON, clause="D4.11.4")
    destination = free_text(filing.destination, "destination", most=LONGEST_PLACE, clause="D2.1.3a")
    explanation = free_text(filing.explanation, "explanation", most=LONGEST_WORDS, needed=False)
    policies.require_span(filing.begins, filing.ends, now)
    policies.require_served(person, window, "C-34")
    # Two slips of one person at one moment: the second waits here, and then finds the first one.
    Staff.objects.select_for_update(no_key=True).get(pk=person.pk)
    retro = now >= filing.begins
    if retro:
        policies.require_explained(explanation)
    if filing.makes_up is not None:
        policies.require_made_up(filing.makes_up, person, now)
        withdrawn = _waiting(filing.makes_up).update(state=Slip.State.WITHDRAWN, decided_at=now, decided_by=by)
        policies.require_moved(withdrawn)
    policies.require_free(person, filing.begins, filing.ends)
    slip = Slip.objects.create(
        hall=person.hall, person=person, window=window, kind=filing.kind, reason=reason, destination=destination,
        begins=filing.begins, ends=filing.ends, retro=retro, explanation=explanation if retro else "",
        makes_up=filing.makes_up, filed_at=now, filed_by=by,
    )  # fmt: skip
    record(hall=person.hall.slug, verb="slip.filed", by=by.ref, subject=slip.ref, now=now,
           detail={"person": person.ref, "kind": slip.kind, "retro": retro})  # fmt: skip
    return slip


def _waiting(slip: Slip) -> QuerySet[Slip]:
    return Slip.objects.filter(pk=slip.pk, state=Slip.State.WAITING)


@command
def approve_slip(*, slip: Slip, by: Staff, now: datetime, remark: str = "") -> list[str]:
    """Approves a slip; returns the posts nobody is left for meanwhile, which is a warning and no bar (C-15).

    The flag that hands a post to its B stays as it is: who is away now is marked on the page of absences.
    """
    said = free_text(remark, "remark", most=LONGEST_WORDS, needed=False)
    permissions.require_decider(by, slip)
    policies.require_before_leaving(slip, now)
    empty = queries.uncovered_by(slip, now)
    told = "、".join(empty)[:LONGEST_WORDS]
    changed = _waiting(slip).update(state=Slip.State.APPROVED, decided_at=now, decided_by=by, remark=said,
                                    uncovered=told)  # fmt: skip
    policies.require_moved(changed)
    record(hall=slip.hall.slug, verb="slip.approved", by=by.ref, subject=slip.ref, now=now,
           detail={"uncovered": len(empty)})  # fmt: skip
    return empty


@command
def refuse_slip(*, slip: Slip, reason: str, by: Staff, now: datetime) -> None:
    """Refuses a slip with the reason; it covers nothing."""
    said = free_text(reason, "reason", most=LONGEST_WORDS, clause="D2.1.3a")
    permissions.require_decider(by, slip)
    policies.require_before_leaving(slip, now)
    changed = _waiting(slip).update(state=Slip.State.REFUSED, decided_at=now, decided_by=by, remark=said)
    policies.require_moved(changed)
    record(hall=slip.hall.slug, verb="slip.refused", by=by.ref, subject=slip.ref, now=now)


@command
def withdraw_slip(*, slip: Slip, by: Staff, now: datetime) -> None:
    """Takes back a slip nobody has decided on yet; by its person or who filed it for him."""
    permissions.require_withdrawer(by, slip)
    policies.require_moved(_waiting(slip).update(state=Slip.State.WITHDRAWN, decided_at=now, decided_by=by))
    record(hall=slip.hall.slug, verb="slip.withdrawn", by=by.ref, subject=slip.ref, now=now)


@command
def note_return(*, slip: Slip, returned_at: datetime, by: Staff, now: datetime) -> None:
    """Notes that he is back (销假), once; the slip covers no time after that, and the board drops him (D2.1.3a)."""
    permissions.require_returner(by, slip)
    policies.require_return(slip, returned_at, now)
    open_ones = Slip.objects.filter(pk=slip.pk, state=Slip.State.APPROVED, returned_at=None)
    policies.require_moved(open_ones.update(returned_at=returned_at, return_noted_at=now, return_noted_by=by))
    record(hall=slip.hall.slug, verb="slip.returned", by=by.ref, subject=slip.ref, now=now)


@dataclass(frozen=True)
class Seen:
    """Who was not at his post at which window, from when; `ends` is None while he has not been seen back."""

    person: Staff
    window: Window
    begins: datetime
    ends: datetime | None
    words: str


@command
def note_off_post(*, seen: Seen, by: Staff, now: datetime, uploads: Sequence[Upload] = ()) -> OffPost:
    """Notes that somebody was not at his post (D2.1.2), with what was seen and pictures; no point follows from it yet.

    What slips cover is not known here: the detectors tell it apart, and an assessor decides.
    """
    person = seen.person
    permissions.require_noter(by, person, seen.window)
    policies.require_served(person, seen.window, "C-34")
    words = free_text(seen.words, "words", most=LONGEST_WORDS, clause="D2.1.2")
    policies.require_seen(seen.begins, seen.ends, now)
    policies.require_in_hours(by, seen.begins)
    made = OffPost(hall=person.hall, person=person, window=seen.window, begins=seen.begins, ends=seen.ends,
                   words=words, at=now, by=by)  # fmt: skip
    if not insert_unless_there(made):
        refuse("noted_already", N_("You have noted this already."), N_("Open the earlier record."), "begins", "D2.1.2")
    made = OffPost.objects.select_related("hall").get(person=person, begins=seen.begins, by=by)
    for upload in uploads:
        keep(hall=made.hall, subject=made.ref, title="", upload=upload, by=by, now=now, kind=Kind.PHOTO)
    record(hall=made.hall.slug, verb="off_post.noted", by=by.ref, subject=made.ref, now=now,
           detail={"person": person.ref, "window": seen.window.code, "files": len(uploads)})  # fmt: skip
    return made


@command
def note_seen_back(*, seen: OffPost, seen_at: datetime, by: Staff, now: datetime) -> SeenBack:
    """Notes when somebody noted off his post was at it again; once, as a row of its own.

    By who noted it, or who assesses or sums up attendance and does not serve at that window (C-34).
    """
    permissions.require_seen_back_noter(by, seen)
    policies.require_away(seen)
    policies.require_seen_back(seen, seen_at, now)
    made = SeenBack(record=seen, seen_at=seen_at, at=now, by=by)
    if not insert_unless_there(made):
        policies.seen_already()
    record(hall=seen.hall.slug, verb="off_post.seen_back", by=by.ref, subject=seen.ref, now=now)
    return made


@command
def withdraw_off_post(*, seen: OffPost, reason: str, by: Staff, now: datetime) -> OffPostWithdrawal:
    """Takes an off-post record out of what counts, with the reason, by another person; the record itself stays."""
    said = free_text(reason, "reason", most=LONGEST_WORDS, clause="D2.1.2")
    permissions.require_off_post_withdrawer(by, seen)
    policies.require_standing(seen)
    made = OffPostWithdrawal(record=seen, reason=said, at=now, by=by)
    if not insert_unless_there(made):
        policies.require_standing(OffPost.objects.select_related("withdrawal").get(pk=seen.pk))
    record(hall=seen.hall.slug, verb="off_post.withdrawn", by=by.ref, subject=seen.ref, now=now)
    return made
