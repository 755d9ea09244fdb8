"""Who settles a finding that the records no longer show, and whether it is still open."""

from yichuang.apps.assessments.models import Doubt
from yichuang.apps.assessments.policies.sheets import may_score, windows_of_own
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_


def require_may_settle(staff: Staff, doubt: Doubt) -> None:
    finding = doubt.finding
    if staff.hall_id != finding.hall_id or not may_score(staff, finding.window_id, windows_of_own(staff)):
        refuse("not_yours", N_("Findings are settled by an assessor who does not serve the window."),
               N_("Leave it to the person in charge."), clause="C-27")  # fmt: skip


def require_open(changed: int) -> None:
    if not changed:
        refuse("settled_already", N_("This finding has been settled already."), N_("Open it again to see by whom."),
               clause="C-27")  # fmt: skip
