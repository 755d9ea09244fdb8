"""The tables of cases, split by subject."""

from yichuang.apps.cases.models.agency import AGENT_KINDS, Agency
from yichuang.apps.cases.models.case import MARKS, OPEN, STAGES, STATES, Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.cases.models.followups import FollowUp, FollowUpKind, Way
from yichuang.apps.cases.models.joint import HOWS, JointCase, JointPart
from yichuang.apps.cases.models.lights import LightWord, Reminder
from yichuang.apps.cases.models.papers import Ending, Extension, SendBack, SupplementList

__all__ = [
    "AGENT_KINDS", "HOWS", "MARKS", "OPEN", "STAGES", "STATES", "Agency", "Applicant", "Case", "Ending", "Extension",
    "FollowUp", "FollowUpKind", "JointCase", "JointPart", "LightWord", "MaterialMark", "Reminder", "SendBack",
    "StageStamp", "SupplementList", "Way",
]  # fmt: skip
