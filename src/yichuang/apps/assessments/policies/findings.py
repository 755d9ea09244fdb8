"""May this be done to this finding now, and by this person (R26, C-08, C-27, C-34)?"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from yichuang.apps.assessments.found import Proof
from yichuang.apps.assessments.models import Correction, Finding, FindingStep
from yichuang.apps.assessments.policies.sheets import SCORERS, windows_of_own
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

GONE = ("rejected", "withdrawn")
SETTLERS = (*SCORERS, Role.PRINCIPAL_LEADER)


def require_past(happened_at: datetime, now: datetime) -> None:
    if happened_at > now:
        refuse("not_yet", N_("What has not happened yet cannot be found."), field="happened_at", clause="C-08")


def require_new(window: Window, rule: str, fact: str) -> None:
    """A fact is scored once in a window, whichever rule it was found under; what was dropped stands in no way."""
    same = Finding.objects.filter(window=window, fact=fact, corrects=None)
    if same.filter(rule=rule).exists() or same.exclude(state__in=GONE).exists():
        refuse("found_already", N_("This fact has been found at this window already."),
               N_("Open the earlier finding."), field="fact", clause="C-08")  # fmt: skip


def require_evidence(evidence: Sequence[Proof], uploads: Sequence[object] = ()) -> None:
    if not (evidence or uploads) or not all(one.words.strip() for one in evidence):
        refuse("no_evidence", N_("No point without evidence."), N_("Name a record, a scan or a minute."),
               field="evidence", clause="C-08")  # fmt: skip


def require_entry(finding: Finding) -> None:
    """What stands in for a finding that counts is decided on with its correction, not by itself."""
    if finding.corrects_id is not None:
        refuse("is_correction", N_("This entry corrects another one."),
               N_("Decide on the correction on the page of the corrected finding."), clause="C-27")  # fmt: skip


def require_state(finding: Finding, *states: str) -> None:
    if finding.state not in states:
        refuse("wrong_state", N_("This finding is past that step."), N_("Open it again to see how it stands."),
               clause="C-27")  # fmt: skip


def concerns(staff: Staff, finding: Finding) -> bool:
    """Whether a finding is about this person, or about the window he heads."""
    head = staff.has(Role.WINDOW_HEAD) and staff.window_id == finding.window_id
    return head or staff.pk == finding.person_id


def require_concerned(staff: Staff, finding: Finding) -> None:
    if not concerns(staff, finding):
        refuse("not_yours", N_("The scored person or the head of the window does that."), clause="C-27")


def require_contester(staff: Staff, finding: Finding, until: date, now: datetime) -> None:
    require_concerned(staff, finding)
    if now.astimezone(SHANGHAI).date() > until:
        refuse("contest_over", N_("The finding could be contested until %(day)s."), clause="C-27",
               day=until.isoformat())  # fmt: skip


def may_settle(staff: Staff, finding: Finding, own: Collection[int]) -> bool:
    """Who assesses, or the principal leader where both who assess have dealt with it; never at his own window."""
    return staff.has(*SETTLERS) and finding.window_id not in own and finding.hall_id == staff.hall_id


def require_settler(staff: Staff, finding: Finding) -> None:
    """Another than who entered or confirmed it settles a contested finding."""
    if not may_settle(staff, finding, windows_of_own(staff)):
        refuse("not_yours", N_("Findings are settled by an assessor who does not serve the window."),
               N_("Leave it to the person in charge."), clause="C-27")  # fmt: skip
    if FindingStep.objects.filter(finding=finding, by=staff, act__in=("found", "confirmed")).exists():
        refuse("second_person", N_("Another person than the one who confirmed it settles it."),
               N_("Leave it to another assessor or the leader in charge."), clause="C-27")  # fmt: skip


def require_correctable(finding: Finding) -> None:
    """A finding that counts and about which nothing is open; while it is contested, that is settled first."""
    require_state(finding, "confirmed", "upheld")
    if Correction.objects.filter(finding=finding, settled_at=None).exists():
        refuse("correction_open", N_("A correction of this finding waits for a second person already."),
               N_("Let him decide first, or let whoever proposed it take it back."), clause="C-27")  # fmt: skip


def require_other(before: Finding, after: Finding) -> None:
    """A correction says something else than the finding did."""
    same = ("rule", "person_id", "times", "points", "level")
    if all(getattr(before, name) == getattr(after, name) for name in same):
        refuse("nothing_changed", N_("The correction says the same as the finding."),
               N_("Change the rule, the person, the times, the points or the level, or have it withdrawn."),
               clause="C-27")  # fmt: skip


def require_second(staff: Staff, correction: Correction) -> None:
    """Whoever may settle a contested finding may: where one person assesses alone, a leader is the second."""
    if not may_settle(staff, correction.finding, windows_of_own(staff)):
        refuse("not_yours", N_("Corrections are decided on by an assessor or a leader who does not serve the window."),
               N_("Leave it to the person in charge."), clause="C-27")  # fmt: skip
    if correction.by_id == staff.pk:
        refuse("second_person", N_("Another person than the one who proposed it decides on a correction."),
               N_("Leave it to another assessor, the leader in charge or the principal leader."),
               clause="C-27")  # fmt: skip


def require_proposer(staff: Staff, correction: Correction) -> None:
    if correction.by_id != staff.pk:
        refuse("not_yours", N_("Only who proposed a correction takes it back."),
               N_("A second person decides on it instead."), clause="C-27")  # fmt: skip


def require_uncontested(finding: Finding) -> None:
    if finding.state == "contested":
        refuse("contested", N_("This finding is contested."), N_("That is settled first, then the correction."),
               clause="C-27")  # fmt: skip


def require_unsettled(correction: Correction, changed: int = 1) -> None:
    if correction.settled_at is not None or not changed:
        refuse("settled_already", N_("This correction has been decided on already."),
               N_("Open the finding again to see by whom."), clause="C-27")  # fmt: skip
