"""Who writes a rulebook, who puts it in force, and what may be adopted from when on (C-44, D2.0.2)."""

import re

from yichuang.apps.assessments.counted import core_finding
from yichuang.apps.assessments.models import COUNTED, Finding, RulebookVersion, Sheet
from yichuang.apps.assessments.quarters import span_of
from yichuang.apps.assessments.rulebooks import defects_of
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.assessment import AssessmentError, Quarter, Rulebook
from yichuang.core.assessment.findings import each
from yichuang.core.identity import N_

WRITERS = (Role.ASSESSOR,)
# Who decides on the rulebook is not said in the document: the hall office and the leader in charge.
DECIDERS = (Role.HALL_OFFICE, Role.LEADER_IN_CHARGE)
LONGEST = 60_000  # in a form each Chinese character takes nine bytes of at most a million
_NUMBER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def may_rewrite(staff: Staff, version: RulebookVersion) -> bool:
    return _draft(version) and staff.has(*WRITERS) and staff.pk == version.author_id


def may_put_in_force(staff: Staff, version: RulebookVersion) -> bool:
    return _draft(version) and staff.has(*DECIDERS) and staff.pk != version.author_id


def may_discard(staff: Staff, version: RulebookVersion) -> bool:
    return _draft(version) and staff.has(*WRITERS)


def _draft(version: RulebookVersion) -> bool:
    return version.state == RulebookVersion.State.DRAFT


def require_writer(staff: Staff, hall: Hall) -> None:
    if not staff.has(*WRITERS) or staff.hall_id != hall.pk:
        refuse("not_yours", N_("Rulebooks are written by an assessor."), N_("Leave it to the person in charge."),
               clause="D2.0.1")  # fmt: skip


def require_author(staff: Staff, version: RulebookVersion) -> None:
    require_writer(staff, version.hall)
    if staff.pk != version.author_id:
        refuse("not_the_author", N_("This draft is written by its author."), N_("Begin a draft of your own."),
               clause="D2.0.1")  # fmt: skip


def require_decider(staff: Staff, hall: Hall) -> None:
    if not staff.has(*DECIDERS) or staff.hall_id != hall.pk:
        refuse("not_yours", N_("The hall office or the leader in charge decides on the rulebook."),
               N_("Leave it to the person in charge."), clause="D2.0.1")  # fmt: skip


def require_second_person(staff: Staff, version: RulebookVersion) -> None:
    require_decider(staff, version.hall)
    if staff.pk == version.author_id:
        refuse("same_person", N_("Nobody puts a rulebook in force that he wrote himself."),
               N_("Let a second person read it and put it in force."), clause="D2.0.1")  # fmt: skip


def require_whole(version: RulebookVersion) -> None:
    for defect in defects_of(version)[:1]:
        refuse("has_defects", N_("The draft does not hold together: %(problem)s"),
               N_("Its author corrects it first."), clause="D2.0.6", problem=defect.sentence)  # fmt: skip


def require_still_draft(changed: int) -> None:
    if not changed:
        refuse("changed_meanwhile", N_("The draft has changed since this page was opened, or is no longer one."),
               N_("Open it again to see how it stands."), clause="D2.0.2")  # fmt: skip


def require_number(hall: Hall, number: str, on_file: bool) -> None:
    if not _NUMBER.fullmatch(number) or len(number) > 40:
        refuse("number_wrong", N_("A number has small letters, digits and single hyphens, at most 40 of them."),
               N_("Write one such as wan-2026-12."), "number", "D2.0.1")  # fmt: skip
    own = RulebookVersion.objects.filter(hall=hall, number=number).exclude(state=RulebookVersion.State.DISCARDED)
    if on_file or own.exists():
        refuse("number_taken", N_("The number %(number)s is that of another rulebook."), N_("Choose another number."),
               "number", "D2.0.2", number=number)  # fmt: skip


def require_storable(text: str) -> None:
    if not text.strip():
        refuse("words_missing", N_("The text is empty."), N_("Bring the whole rulebook."), "text", "D2.0.1")
    if len(text) > LONGEST or _UNSTORABLE.search(text):
        refuse("not_storable", N_("The text is too long or holds characters that cannot be stored."),
               N_("Bring a plain text of at most %(most)s characters."), "text", "D2.0.1", most=LONGEST)  # fmt: skip


def require_adoptable(hall: Hall, book: Rulebook, quarter: Quarter, present: str) -> None:
    # A quarter is scored by one rulebook, that of its last day, as C-44 has it for the fourth quarter of 2017.
    if book.effective > quarter.last:
        refuse("not_effective", N_("This rulebook applies from %(day)s on, which is after the quarter ends."),
               N_("Choose a later quarter."), "quarter", "C-44", day=book.effective.isoformat())  # fmt: skip
    done = Sheet.objects.filter(hall=hall, quarter__gte=str(quarter)).order_by("-quarter")
    for sheet in done[:1]:
        refuse("finalised_already", N_("%(quarter)s has finalised sheets and keeps its rulebook."),
               N_("Choose a later quarter."), "quarter", "D2.0.2", quarter=sheet.quarter)  # fmt: skip
    if present == book.number:
        refuse("nothing_changed", N_("The quarter is scored by this rulebook already."),
               N_("Choose another rulebook or quarter."), "number", "D2.0.2")  # fmt: skip


def require_taken(hall: Hall, book: Rulebook, quarter: Quarter) -> None:
    """Every finding that stands from that quarter on must fit the rulebook, or no sheet could be made by it."""
    begin, _end = span_of(quarter)
    standing = Finding.objects.filter(hall=hall, happened_at__gte=begin, state__in=COUNTED)
    for one in standing.select_related("window").order_by("happened_at", "id").iterator(chunk_size=500):
        try:
            each(book, core_finding(one))
        except AssessmentError as error:
            refuse("finding_unfit", N_("A finding of %(window)s does not fit this rulebook: %(problem)s"),
                   N_("Choose a later quarter, or have the finding withdrawn first."), "quarter", "D2.0.2",
                   window=str(one.window), problem=error.sentence)  # fmt: skip
