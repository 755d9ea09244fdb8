"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList
from yichuang.apps.cases.models.survey import Survey

__all__ = [
    "MARKS", "OPEN", "STAGES", "STATES", "Applicant", "Case", "Ending", "Extension", "MaterialMark", "SendBack",
    "StageStamp", "SupplementList", "Survey",
]  # fmt: skip
