"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.clock import DueChange, Recalculation, RecalculationRow, SpecialStep, StepEnd, Supply
from yichuang.apps.cases.models.lights import LightWord, Reminder
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList

__all__ = [
    "MARKS", "OPEN", "STAGES", "STATES", "Applicant", "Case", "DueChange", "Ending", "Extension", "LightWord",
    "MaterialMark", "Recalculation", "RecalculationRow", "Reminder", "SendBack", "SpecialStep", "StageStamp",
    "StepEnd", "SupplementList", "Supply",
]  # fmt: skip
