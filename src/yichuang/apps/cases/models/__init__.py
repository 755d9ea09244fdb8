"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.followups import FollowUp, FollowUpKind, Way
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList

__all__ = [
    "MARKS", "OPEN", "STAGES", "STATES", "Applicant", "Case", "Ending", "Extension", "FollowUp", "FollowUpKind",
    "MaterialMark", "SendBack", "StageStamp", "SupplementList", "Way",
]  # fmt: skip
