"""What the verbs of the audit trail are called. A verb without a word is shown as it is written."""

from collections.abc import Mapping

from django.utils.translation import gettext

from yichuang.core.identity import N_

VERBS: Mapping[str, str] = {
    "hall.loaded": N_("hall data loaded"),
    "catalog.loaded": N_("service items loaded"),
    "queues.loaded": N_("queues loaded"),
    "staff.created": N_("account opened"),
    "staff.password_reset": N_("one-time password given"),
    "staff.password_changed": N_("own password changed"),
    "staff.roles_changed": N_("roles changed"),
    "staff.closed": N_("account closed"),
    "staff.reopened": N_("account opened again"),
    "staff.unlocked": N_("account unlocked"),
    "staff.identity_set": N_("own identity number stored"),
    "staff.identity_cleared": N_("own identity number cleared"),
    "staff.absent": N_("marked absent"),
    "staff.back": N_("marked back"),
    "ticket.taken": N_("ticket taken"),
    "ticket.called": N_("ticket called"),
    "ticket.recalled": N_("ticket called again"),
    "ticket.no_show": N_("citizen did not come"),
    "ticket.returned": N_("ticket returned to the queue"),
    "ticket.held": N_("ticket held"),
    "ticket.resumed": N_("ticket resumed"),
    "ticket.transferred": N_("ticket transferred"),
    "tickets.expired": N_("open tickets closed at the end of the day"),
    "window.paused": N_("window paused"),
    "window.reopened": N_("window opened again"),
    "visit.opened": N_("visit opened"),
    "visit.closed": N_("visit closed"),
    "visit.first_contact_noted": N_("remark on the first contact"),
    "hand_over.made": N_("handed over"),
    "hand_over.confirmed": N_("hand-over confirmed"),
    "consultation.recorded": N_("consultation recorded"),
    "consultation.answered": N_("consultation answered"),
    "case.accepted": N_("case accepted"),
    "case.supplement_asked": N_("supplement asked for"),
    "case.returned": N_("case returned"),
    "case.refused": N_("case refused"),
    "case.handled": N_("case handled"),
    "case.sent_back": N_("case sent back"),
    "case.reviewed": N_("case reviewed"),
    "case.approved": N_("case approved"),
    "case.extended": N_("limit extended"),
    "case.completed": N_("case completed"),
    "case.rated": N_("case rated"),
    "case.marked_urgent": N_("case marked urgent"),
    "case.urgency_withdrawn": N_("urgency withdrawn"),
    "case.identity_shown": N_("identity number shown"),
    "agency.appointed": N_("agent of a case appointed"),
    "agency.ended": N_("agency of a case ended"),
    "joint.opened": N_("joint case opened"),
    "joint.part_added": N_("department added to a joint case"),
    "joint.coordinated": N_("joint case taken over by the hall office"),
    "joint.explained": N_("joint procedure explained"),
    "joint.contacted": N_("department of a joint case contacted"),
    "joint.part_begun": N_("part of a joint case begun"),
    "joint.part_finished": N_("part of a joint case finished"),
    "notice.notified": N_("one-time notification given"),
    "notice.printed": N_("notice printed"),
    "notice.revoked": N_("notice revoked"),
}


def verb(code: str) -> str:
    return gettext(VERBS[code]) if code in VERBS else code
