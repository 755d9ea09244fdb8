"""Facts for the detectors: what the hall's tables say of a period, in a bounded number of queries each."""

from yichuang.apps.assessments.facts.changes import versions
from yichuang.apps.assessments.facts.fees import charges, irregularities, waivers
from yichuang.apps.assessments.facts.keeping import late_loans, losses, outages, unarchived
from yichuang.apps.assessments.facts.limits import completions, dues, kinds
from yichuang.apps.assessments.facts.papers import lists, returns
from yichuang.apps.assessments.facts.period import Period
from yichuang.apps.assessments.facts.petitions import petitions
from yichuang.apps.assessments.facts.praise import praise, praise_limits
from yichuang.apps.assessments.facts.presence import presence, tolerance
from yichuang.apps.assessments.facts.reports import reports
from yichuang.apps.assessments.facts.together import joints

__all__ = [
    "Period", "charges", "completions", "dues", "irregularities", "joints", "kinds", "late_loans", "lists",
    "losses", "outages", "petitions", "praise", "praise_limits", "presence", "reports", "returns", "tolerance",
    "unarchived", "versions", "waivers",
]  # fmt: skip
