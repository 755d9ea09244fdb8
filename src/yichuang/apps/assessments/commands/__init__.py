"""What may be done in the assessment, by subject."""

from yichuang.apps.assessments.commands.detection import close_detection, keep_doubted
from yichuang.apps.assessments.commands.findings import record
from yichuang.apps.assessments.commands.rulebooks import adopt, discard, draft, put_in_force, rewrite
from yichuang.apps.assessments.commands.sheets import answer_objection, finalise, object_to, publish, rescore

__all__ = [
    "adopt", "answer_objection", "close_detection", "discard", "draft", "finalise", "keep_doubted", "object_to",
    "publish", "put_in_force", "record", "rescore", "rewrite",
]  # fmt: skip
