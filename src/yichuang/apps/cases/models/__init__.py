"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.fees import (
    Fee,
    FeeIrregularity,
    FeeReversal,
    FeeWaiver,
    TicketBook,
    TicketUse,
)
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList

__all__ = [
    "MARKS", "OPEN", "STAGES", "STATES", "Applicant", "Case", "Ending", "Extension", "Fee", "FeeIrregularity",
    "FeeReversal", "FeeWaiver", "MaterialMark", "SendBack", "StageStamp", "SupplementList", "TicketBook", "TicketUse",
]  # fmt: skip
