"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.assignments import Assignment, AssignmentContact
from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.fees import (
    Fee,
    FeeIrregularity,
    FeeReversal,
    FeeWaiver,
    TicketBook,
    TicketUse,
)
from yichuang.apps.cases.models.instructions import Instruction
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList

__all__ = [
    "MARKS", "OPEN", "STAGES", "STATES", "Applicant", "Assignment", "AssignmentContact", "Case", "Ending", "Extension",
    "Fee", "FeeIrregularity", "FeeReversal", "FeeWaiver", "Instruction", "MaterialMark", "SendBack", "StageStamp",
    "SupplementList", "TicketBook", "TicketUse",
]  # fmt: skip
