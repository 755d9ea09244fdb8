"""What states, stages, acts, audit verbs and days are called on the pages of cases; English msgids."""

from yichuang.core.identity import N_
from yichuang.core.lifecycle import Action, Light, Mark, Stage, State

URGENT = N_("Urgent")
STATES = {
    State.RECEIVED: N_("Received"),
    State.SUPPLEMENTING: N_("Waiting for materials"),
    State.ACCEPTED: N_("Being handled"),
    State.HANDLED: N_("Waiting for review"),
    State.REVIEWED: N_("Waiting for approval"),
    State.FORWARDED: N_("At the upper body"),
    State.APPROVED: N_("Result waits for collection"),
    State.COMPLETED: N_("Completed"),
    State.RETURNED: N_("Returned"),
    State.REFUSED: N_("Refused"),
}
TONES = {State.COMPLETED: "good", State.RETURNED: "quiet", State.REFUSED: "quiet", State.SUPPLEMENTING: "warn"}
STAGES = {
    Stage.ACCEPTANCE: N_("Acceptance"),
    Stage.HANDLING: N_("Handling"),
    Stage.REVIEW: N_("Review"),
    Stage.APPROVAL: N_("Approval"),
    Stage.COMPLETION: N_("Completion"),
}
ACTIONS = {
    Action.ACCEPT: N_("Check the materials again and decide"),
    Action.REFUSE: N_("Refuse in writing"),
    Action.HANDLE: N_("Record the work as done"),
    Action.SEND_BACK: N_("Send back to the handler"),
    Action.REVIEW: N_("Pass the review"),
    Action.FORWARD: N_("Sign it and send it up"),
    Action.TAKE_BACK: N_("Record the answer of the upper body"),
    Action.APPROVE: N_("Approve the case"),
    Action.EXTEND: N_("Extend the limit"),
    Action.COMPLETE: N_("Hand over the result"),
}
WORKLISTS = {
    "moved": N_("Moved due times to tell citizens of"),
    "mine": N_("My open cases"),
    "handle": N_("To handle"),
    "review": N_("To review"),
    "approve": N_("To approve"),
    "complete": N_("Results waiting at my window"),
}
LIGHTS = {
    Light.RED: N_("Past due"),
    Light.YELLOW: N_("Due soon"),
    Light.GREEN: N_("In time"),
    Light.NONE: N_("Not yet accepted"),
}
MARKS = {
    Mark.PRESENT: (N_("present"), "good"),
    Mark.MISSING: (N_("missing"), "bad"),
    Mark.UNACCEPTABLE: (N_("not acceptable"), "warn"),
    Mark.UNMARKED: (N_("not marked"), "quiet"),
}
VERBS = {
    "case.due_change_told": N_("told the citizen that the due time has moved"),
    "case.accepted": N_("accepted the case"),
    "case.supplement_asked": N_("asked for materials"),
    "case.returned": N_("returned the application"),
    "case.refused": N_("refused the application in writing"),
    "case.handled": N_("recorded the work as done"),
    "case.sent_back": N_("sent the case back"),
    "case.reviewed": N_("passed the review"),
    "case.forwarded": N_("signed the case and sent it up"),
    "case.taken_back": N_("recorded the answer of the upper body"),
    "case.approved": N_("approved"),
    "case.extended": N_("extended the limit"),
    "case.received": N_("received the application, to be decided later"),
    "case.deemed_accepted": N_("accepted the case by law, nobody having decided in time"),
    "case.more_asked": N_("asked for further materials"),
    "case.more_supplied": N_("recorded what became of the further materials"),
    "case.step_begun": N_("began a special step"),
    "case.step_ended": N_("ended a special step"),
    "case.completed": N_("handed over the result and completed the case"),
    "case.marked_urgent": N_("marked it urgent"),
    "case.urgency_withdrawn": N_("withdrew the urgency"),
    "case.light_explained": N_("gave a word on the light"),
    "overdue.apologised": N_("recorded the apology for the passed due time"),
    "overdue.serious": N_("marked the lateness as serious"),
    "agency.appointed": N_("wrote down who acts as agent"),
    "agency.ended": N_("ended the agency"),
    "joint.opened": N_("made it a joint case"),
    "joint.part_added": N_("added a department"),
    "joint.coordinated": N_("took over the coordination"),
    "joint.explained": N_("explained the joint procedure to the citizen"),
    "joint.contacted": N_("contacted a department"),
    "joint.part_begun": N_("began a part"),
    "joint.part_finished": N_("finished a part"),
    "case.scans_added": N_("added scans"),
    "case.scan_withdrawn": N_("withdrew a scan or photo"),
    "case.surveyed": N_("recorded a survey of the place"),
    "case.promised": N_("turned the instant case into a promised one"),
    "petition.registered": N_("registered the petition"),
    "petition.assessed": N_("assessed the petition"),
    "petition.disturbance_noted": N_("noted a disturbance of order"),
    "petition.disturbance_verified": N_("judged the disturbance of order"),
    "fee.charged": N_("charged a fee"),
    "fee.reversed": N_("struck out a fee"),
    "fee.waiver_asked": N_("asked for a waiver of a fee"),
    "fee.waiver_approved": N_("consented to a waiver of a fee"),
    "fee.waiver_declined": N_("declined a waiver of a fee"),
    "instruction.asked": N_("asked for instruction"),
    "instruction.replied": N_("gave instruction"),
    "instruction.told": N_("told the citizen the result of an instruction"),
    "case.identity_shown": N_("looked at the full identity number"),
}
OUTCOMES = {
    "granted": N_("Granted"),
    "refused": N_("Not granted"),
    "again": N_("To be done again and sent anew"),
}
PURPOSES = {
    "check": N_("To compare it with the papers"),
    "contact": N_("To call the applicant"),
    "forward": N_("To enter it in the system of the upper body"),
    "asked": N_("The applicant asked for it"),
}
ENDINGS = {
    "missing_main": N_("The main document is missing"),
    "unlawful": N_("The matter is against the rules"),
    "refused": N_("Refused after examination"),
}
DAYS = {
    "first_day": N_("day of acceptance, not counted"),
    "working": N_("working day"),
    "make_up": N_("make-up working day"),
    "calendar_day": N_("calendar day"),
    "minutes": N_("minutes run"),
    "weekend": N_("weekend, not counted"),
    "holiday": N_("holiday, not counted"),
    "excluded": N_("excluded by law, not counted"),
    "paused": N_("clock stopped, not counted"),
    "rolled": N_("day off, so the end moves here"),
}
READINGS = {
    ("limit.count_first_day", False): N_("The day of acceptance is not counted."),
    ("limit.count_first_day", True): N_("The day of acceptance is the first day."),
    ("limit.roll", True): N_("An end on a day off moves to the next working day."),
    ("limit.roll", False): N_("An end on a day off stays there."),
    ("limit.due_at", "closing"): N_("The limit ends when the hall closes on the last day."),
    ("limit.due_at", "24:00"): N_("The limit ends at midnight of the last day."),
    ("instant.clock", "wall"): N_("Minutes run on over the midday break and after closing."),
    ("instant.clock", "business"): N_("Minutes run in office hours only."),
    ("clock.pause_after_accept", False): N_("Asking for materials after acceptance does not stop the clock."),
    ("clock.pause_after_accept", True): N_("Asking for materials after acceptance stops the clock."),
    ("ext.from", "nominal"): N_("An extension is counted from the end of the limit itself."),
    ("ext.from", "rolled"): N_("An extension is counted from the working day to which the end had moved."),
}
