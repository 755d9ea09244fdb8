"""What the notices of a case say, split by subject."""

from yichuang.apps.cases.texts.assignments import result_report
from yichuang.apps.cases.texts.forwarding import decided_above, forwarding
from yichuang.apps.cases.texts.joint import joint_procedure
from yichuang.apps.cases.texts.outside import further_supplement, time_needed
from yichuang.apps.cases.texts.petitions import petition_acceptance
from yichuang.apps.cases.texts.recalculated import due_moved
from yichuang.apps.cases.texts.standard import acceptance, completion, drafted, ending, extension, promise, supplement

__all__ = [
    "acceptance", "completion", "decided_above", "drafted", "due_moved", "ending", "extension", "forwarding",
    "further_supplement", "joint_procedure", "petition_acceptance", "promise", "result_report", "supplement",
    "time_needed",
]  # fmt: skip
