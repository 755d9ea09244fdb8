"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.forwarding import Forwarding, Outcome
from yichuang.apps.cases.models.kinds import KindChange
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList
from yichuang.apps.cases.models.petition import Petition

__all__ = [
    "MARKS", "OPEN", "STAGES", "STATES", "Applicant", "Case", "Ending", "Extension", "Forwarding", "KindChange",
    "MaterialMark", "Outcome", "Petition", "SendBack", "StageStamp", "SupplementList",
]  # fmt: skip
