"""What may be done in the assessment, by subject."""

from yichuang.apps.assessments.commands.sheets import answer_objection, finalise, object_to, publish, rescore

__all__ = ["answer_objection", "finalise", "object_to", "publish", "rescore"]
