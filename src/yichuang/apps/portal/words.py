"""Words of the public pages for states, stages, kinds and reasons: English msgids, shown through gettext."""

from yichuang.core.identity import N_
from yichuang.core.lifecycle import Stage, State
from yichuang.core.worktime import Why

STAGES = {
    Stage.ACCEPTANCE: N_("Acceptance"),
    Stage.HANDLING: N_("Handling"),
    Stage.REVIEW: N_("Review"),
    Stage.APPROVAL: N_("Approval"),
    Stage.COMPLETION: N_("Completion"),
}

# Who does a stage, in the words of the sign at the window.
ROLES = {
    "CLK": N_("Window clerk"),
    "WH": N_("Head of the window"),
    "DEPT": N_("Head of the department"),
    "HO": N_("Hall office"),
    "FG": N_("Leader in charge"),
    "PT": N_("Principal leader"),
    "SUP": N_("Upper body"),
}

STATES = {
    State.RECEIVED: N_("Received, not yet decided"),
    State.SUPPLEMENTING: N_("Waiting for your further materials"),
    State.ACCEPTED: N_("Accepted, being handled"),
    State.HANDLED: N_("Handled, under review"),
    State.REVIEWED: N_("Reviewed, awaiting approval"),
    State.FORWARDED: N_("Reviewed here and sent up, awaiting the upper body"),
    State.APPROVED: N_("Approved, the result can be fetched"),
    State.COMPLETED: N_("Completed, the result was handed over"),
    State.RETURNED: N_("Returned"),
    State.REFUSED: N_("Not granted"),
}

KINDS = {
    "instant": N_("Instant case"),
    "promised": N_("Promised case"),
    "forwarded": N_("Forwarded case"),
    "petition": N_("Petition"),
    "consultation": N_("Consultation"),
}

MARKS = {"missing": N_("Not handed in"), "unacceptable": N_("Not acceptable")}

# Why a due time moved.
CAUSES = {
    "extension": N_("extended"),
    "step": N_("time of a special step, outside the limit by law"),
    "supplement": N_("time until your further materials came"),
    "calendar": N_("the holidays were announced or changed"),
    "readings": N_("the hall counts this limit otherwise"),
    "urgency": N_("handled before others as an urgent matter"),
    "forwarding": N_("sent up to another body, which decides by its own limit"),
    "promised": N_("it could not be finished on the spot"),
}

GRADES = {"good": N_("Good"), "fairly_good": N_("Fairly good"), "fair": N_("Fair"), "poor": N_("Poor")}

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip

BOOKINGS = {
    "requested": N_("We call you to agree on the time"),
    "booked": N_("Booked"),
    "arrived": N_("You have come"),
    "done": N_("Carried out"),
    "no_show": N_("The time has passed"),
    "cancelled": N_("Cancelled"),
}

# Days that a limit passes over, and why.
PASSED_OVER = {
    Why.FIRST_DAY: N_("the day of acceptance itself"),
    Why.WEEKEND: N_("weekend"),
    Why.HOLIDAY: N_("public holiday"),
    Why.EXCLUDED: N_("time excluded by law"),
    Why.PAUSED: N_("clock stopped"),
    Why.ROLLED: N_("end moved to the next working day"),
}
