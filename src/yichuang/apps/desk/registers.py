"""The registers of section 2a, as the page that lists them shows them. A new register is a line here."""

from dataclasses import dataclass

from yichuang.core.identity import N_


@dataclass(frozen=True)
class Register:
    """Where a register is, what it is called and what stands in it (msgids)."""

    route: str
    label: str
    holds: str


RECEPTION = (
    Register("desk:first_contacts", N_("First contacts"), N_("Who was asked first, about what, and what became of it")),
    Register("desk:hand_overs", N_("Hand-overs"), N_("Citizens passed on, and who has confirmed")),
    Register("desk:phone_entries", N_("Telephone calls"), N_("Questions and reports, and to whom they went")),
    Register("desk:overtime", N_("Extended service"), N_("Citizens served past closing time, with totals by window")),
    Register("desk:consultations", N_("Consultations"), N_("Questions, answers, and replies that are owed")),
)
CASES = (
    Register("oversight:ledger", N_("Ledger"), N_("Every accepted case with its number, times and people")),
    Register("desk:cases", N_("Cases"), N_("All cases, by state, kind and light")),
    Register(
        "desk:recalculations",
        N_("Recalculations"),
        N_("Due times moved by a new holiday notice or reading, before and after"),
    ),
    Register("desk:lights", N_("Lights"), N_("Red, yellow and green by window and department")),
    Register("desk:overdue", N_("Overdue cases and apologies"), N_("Orders to finish at once, apologies")),
    Register("desk:unexplained", N_("Late without a cause"), N_("Where an accountability proposal begins")),
    Register("desk:forwardings", N_("Cases sent up"), N_("To which body, by when it decides, and what came back")),
    Register("desk:petitions", N_("Petitions"), N_("Visitors, their matter, its class and assessment, who answers")),
    Register("desk:notices", N_("Notices"), N_("Every numbered notice, its printings, whether it holds")),
    Register("desk:agencies", N_("Agencies"), N_("Who acts for whom, by what authorisation, how far the case is")),
    Register(
        "desk:joint_cases", N_("Joint cases"), N_("Who coordinates, who was contacted, in what order the parts ran")
    ),
)
BOOKINGS = (
    Register("desk:bookings", N_("Bookings of the day"), N_("Who comes today and when, by window; to print")),
    Register("desk:bookings_register", N_("Bookings"), N_("Every booking, how it came, and its outcome")),
    Register("desk:away", N_("Handler away"), N_("Citizens whose handler was away: time, requirements, contact")),
    Register("desk:roster", N_("Duty on days off"), N_("Who is on duty, whom he called in, and how long they took")),
    Register("desk:follow_ups", N_("Follow-ups"), N_("Visits after a certificate, and certificates about to end")),
)
MONEY = (
    Register("desk:fees", N_("Fees"), N_("Every charge with its standard, ticket and total by day and window")),
    Register("desk:fee_waivers", N_("Reductions, waivers, deferrals"), N_("Who was let off what, and who consented")),
    Register("desk:ticket_books", N_("Fee tickets"), N_("Numbered tickets: given out, used, void, left, missing")),
    Register("desk:fee_irregularities", N_("Irregular charges"), N_("What was charged against the rules, as found")),
)
ABOVE = (
    Register("desk:instructions", N_("Instructions"), N_("What was asked of whom, and what the citizen was told")),
    Register("desk:assignments", N_("Matters from above"), N_("What upper bodies assigned, and what came of it")),
)
ATTENDANCE = (
    Register("desk:slips", N_("Slips for leave"), N_("Who asked leave for what, who approved it, what was made up")),
    Register("desk:whereabouts", N_("Whereabouts"), N_("Who is away now, where to and until when")),
    Register("desk:off_post", N_("Off-post records"), N_("Who was seen not to be at his post, and from when to when")),
)
KEEPING = (
    Register("desk:stock", N_("Guides and forms"), N_("What lies ready at each window, what is low, what ran out")),
    Register("desk:archives", N_("Archives"), N_("The catalogue of the hall and of the windows, and where each lies")),
    Register("desk:loans", N_("Loans and copies"), N_("Who got what and why, who consented, what is not back")),
)
ASSESSMENT = (
    Register("desk:findings", N_("Findings"), N_("What costs or earns points: its evidence, and how it came to count")),
    Register(
        "desk:detections", N_("What the records show"), N_("When something was detected, and what no longer holds")
    ),  # fmt: skip
    Register("desk:sheets", N_("Score sheets"), N_("Every window's sheet of a quarter, live, finalised or published")),
    Register("desk:contest", N_("Monthly contest"),
             N_("The windows ranked by month, and the model windows with their signs")),  # fmt: skip
    Register("desk:years", N_("Year assessment"), N_("The quarters of a year, what they come to, and the final value")),
    Register("desk:replay", N_("Replay"),
             N_("A past quarter under another rulebook or other readings: who gains, who loses, by which clause")),
    Register("desk:rulebooks", N_("Rulebooks"), N_("By which rules the windows are scored, drafts, what was adopted")),
)
GROUPS: tuple[tuple[str, tuple[Register, ...]], ...] = (
    (N_("At the counter"), RECEPTION),
    (N_("Bookings and service after"), BOOKINGS),
    (N_("Cases and papers"), CASES),
    (N_("Money"), MONEY),
    (N_("Leaders and upper bodies"), ABOVE),
    (N_("Attendance"), ATTENDANCE),
    (N_("Stock and archives"), KEEPING),
    (N_("Quarterly assessment"), ASSESSMENT),
)
