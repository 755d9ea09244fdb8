"""What the assessment refuses, by subject."""

from yichuang.apps.assessments.policies.findings import SETTLERS, concerns, may_settle
from yichuang.apps.assessments.policies.sheets import SCORERS, SEES_ALL, may_object, may_score, windows_of_own

__all__ = [
    "SCORERS", "SEES_ALL", "SETTLERS", "concerns", "may_object", "may_score", "may_settle", "windows_of_own",
]  # fmt: skip
