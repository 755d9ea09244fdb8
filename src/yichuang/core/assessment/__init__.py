"""The quarterly assessment: a rulebook, findings and measures make a score sheet that explains itself."""

from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.explain import Act, Step, explain, explain_line, explain_other, explain_section
from yichuang.core.assessment.figures import exact, figure
from yichuang.core.assessment.findings import NO_DATA, NO_MEASURES, Finding, Measures, Share
from yichuang.core.assessment.periods import Quarter
from yichuang.core.assessment.readings import Readings
from yichuang.core.assessment.rules import Level, Measured, Precedence, Rule, Rulebook, Section, Steps, Unit
from yichuang.core.assessment.score import score
from yichuang.core.assessment.sheet import Capped, Line, OtherScore, ScoreSheet, SectionScore, Why

__all__ = [
    "NO_DATA", "NO_MEASURES", "Act", "AssessmentError", "Capped", "Finding", "Level", "Line", "Measured", "Measures",
    "OtherScore", "Precedence", "Quarter", "Readings", "Rule", "Rulebook", "ScoreSheet", "Section", "SectionScore",
    "Share", "Step", "Steps", "Unit", "Why", "exact", "explain", "explain_line", "explain_other",
    "explain_section", "figure", "score",
]  # fmt: skip
