"""The quarterly assessment: a rulebook, findings and measures make a score sheet that explains itself."""

from yichuang.core.assessment.contest import By, Entrant, Place, Standings, Terms, rank
from yichuang.core.assessment.errors import AssessmentError
from yichuang.core.assessment.explain import Act, Step, explain, explain_line, explain_other, explain_section
from yichuang.core.assessment.figures import exact, figure
from yichuang.core.assessment.findings import NO_DATA, NO_MEASURES, Finding, Measures, Share
from yichuang.core.assessment.periods import Month, Period, Quarter
from yichuang.core.assessment.readings import Readings
from yichuang.core.assessment.rules import Level, Measured, Precedence, Rule, Rulebook, Section, Steps, Unit
from yichuang.core.assessment.score import score
from yichuang.core.assessment.sheet import Capped, Line, OtherScore, ScoreSheet, SectionScore, Why
from yichuang.core.assessment.year import YearProposal, final_value, propose, quarters_in, two_places

__all__ = [
    "NO_DATA", "NO_MEASURES", "Act", "AssessmentError", "By", "Capped", "Entrant", "Finding", "Level", "Line",
    "Measured", "Measures", "Month", "OtherScore", "Period", "Place", "Precedence", "Quarter", "Readings", "Rule",
    "Rulebook", "ScoreSheet", "Section", "SectionScore", "Share", "Standings", "Step", "Steps", "Terms", "Unit", "Why",
    "YearProposal", "exact", "explain", "explain_line", "explain_other", "explain_section", "figure", "final_value",
    "propose", "quarters_in", "rank", "score", "two_places",
]  # fmt: skip
