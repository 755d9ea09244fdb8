"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.agency import AGENT_KINDS, Agency
from yichuang.apps.cases.models.assignments import Assignment, AssignmentContact
from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.clock import (
    DueChange,
    DueTold,
    Recalculation,
    RecalculationRow,
    SpecialStep,
    StepEnd,
    Supply,
)
from yichuang.apps.cases.models.fees import (
    Fee,
    FeeIrregularity,
    FeeReversal,
    FeeWaiver,
    TicketBook,
    TicketUse,
)
from yichuang.apps.cases.models.followups import FollowUp, FollowUpKind, Way
from yichuang.apps.cases.models.forwarding import Forwarding, Outcome
from yichuang.apps.cases.models.instructions import Instruction
from yichuang.apps.cases.models.joint import HOWS, JointCase, JointPart
from yichuang.apps.cases.models.kinds import KindChange
from yichuang.apps.cases.models.lights import LightWord, Reminder
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList
from yichuang.apps.cases.models.petition import Petition
from yichuang.apps.cases.models.survey import Survey
from yichuang.apps.cases.models.urgency import GROUNDS, Urgency

__all__ = [
    "AGENT_KINDS", "GROUNDS", "HOWS", "MARKS", "OPEN", "STAGES", "STATES", "Agency", "Applicant", "Assignment",
    "AssignmentContact", "Case", "DueChange", "DueTold", "Ending", "Extension", "Fee", "FeeIrregularity",
    "FeeReversal", "FeeWaiver", "FollowUp", "FollowUpKind", "Forwarding", "Instruction", "JointCase", "JointPart",
    "KindChange", "LightWord", "MaterialMark", "Outcome", "Petition", "Recalculation", "RecalculationRow", "Reminder",
    "SendBack", "SpecialStep", "StageStamp", "StepEnd", "SupplementList", "Supply", "Survey", "TicketBook", "TicketUse",
    "Urgency", "Way",
]  # fmt: skip
