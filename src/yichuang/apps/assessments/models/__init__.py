"""The tables of the assessment, split by subject."""

from yichuang.apps.assessments.models.correction import Correction
from yichuang.apps.assessments.models.detection import DetectionRun, Doubt
from yichuang.apps.assessments.models.finding import COUNTED, Evidence, Finding, FindingStep
from yichuang.apps.assessments.models.rulebook import Adoption, RulebookVersion
from yichuang.apps.assessments.models.sheet import Objection, Sheet, SheetVersion

__all__ = [
    "COUNTED", "Adoption", "Correction", "DetectionRun", "Doubt", "Evidence", "Finding", "FindingStep", "Objection",
    "RulebookVersion", "Sheet", "SheetVersion",
]  # fmt: skip
