"""May this be done to this finding now, and by this person (R26, C-08, C-27, C-34)?"""

from datetime import date, datetime

from yichuang.apps.assessments.models import Finding, FindingStep
from yichuang.apps.assessments.policies.sheets import require_scorer
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

GONE = ("rejected", "withdrawn")


def require_past(happened_at: datetime, now: datetime) -> None:
    if happened_at > now:
        refuse("not_yet", N_("What has not happened yet cannot be found."), field="happened_at", clause="C-08")


def require_new(window: Window, rule: str, fact: str) -> None:
    """A fact is scored once in a window, whichever rule it was found under; what was dropped stands in no way."""
    same = Finding.objects.filter(window=window, fact=fact, corrects=None)
    if same.filter(rule=rule).exists() or same.exclude(state__in=GONE).exists():
        refuse("found_already", N_("This fact has been found at this window already."),
               N_("Open the earlier finding."), field="fact", clause="C-08")  # fmt: skip


def require_state(finding: Finding, *states: str) -> None:
    if finding.state not in states:
        refuse("wrong_state", N_("This finding is past that step."), N_("Open it again to see how it stands."),
               clause="C-27")  # fmt: skip


def require_contester(staff: Staff, finding: Finding, until: date, now: datetime) -> None:
    head = staff.has(Role.WINDOW_HEAD) and staff.window_id == finding.window_id
    if not head and staff.pk != finding.person_id:
        refuse("not_yours", N_("The scored person or the head of the window contests a finding."), clause="C-27")
    if now.astimezone(SHANGHAI).date() > until:
        refuse("contest_over", N_("The finding could be contested until %(day)s."), clause="C-27",
               day=until.isoformat())  # fmt: skip


def require_settler(staff: Staff, finding: Finding) -> None:
    """Another than who entered or confirmed it settles a contested finding."""
    require_scorer(staff, [finding.window])
    if FindingStep.objects.filter(finding=finding, by=staff, act__in=("found", "confirmed")).exists():
        refuse("second_person", N_("Another person than the one who confirmed it settles it."),
               N_("Leave it to another assessor or the leader in charge."), clause="C-27")  # fmt: skip
