"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.agency import AGENT_KINDS, Agency
from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.joint import HOWS, JointCase, JointPart
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList
from yichuang.apps.cases.models.urgency import GROUNDS, Urgency

__all__ = [
    "AGENT_KINDS", "GROUNDS", "HOWS", "MARKS", "OPEN", "STAGES", "STATES", "Agency", "Applicant", "Case", "Ending",
    "Extension", "JointCase", "JointPart", "MaterialMark", "SendBack", "StageStamp", "SupplementList", "Urgency",
]  # fmt: skip
