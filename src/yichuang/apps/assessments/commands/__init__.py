"""What may be done in the assessment, by subject."""

from yichuang.apps.assessments.commands.contest import revise_contest, settle_contest
from yichuang.apps.assessments.commands.correcting import (
    Instead,
    propose_correction,
    settle_correction,
    take_back_correction,
)
from yichuang.apps.assessments.commands.detection import close_detection, keep_doubted
from yichuang.apps.assessments.commands.findings import record
from yichuang.apps.assessments.commands.judging import acknowledge, confirm, contest, find, reject, settle
from yichuang.apps.assessments.commands.rulebooks import adopt, discard, draft, put_in_force, rewrite, take_back
from yichuang.apps.assessments.commands.sheets import answer_objection, finalise, object_to, publish, rescore
from yichuang.apps.assessments.commands.years import enter_year_value
from yichuang.apps.assessments.found import Proof, ProofKind

__all__ = [
    "Instead", "Proof", "ProofKind", "enter_year_value", "revise_contest", "settle_contest",
    "acknowledge", "adopt", "answer_objection", "close_detection", "confirm", "contest", "discard", "draft",
    "finalise", "find", "keep_doubted", "object_to", "propose_correction", "publish", "put_in_force", "record",
    "reject", "rescore", "rewrite", "settle", "settle_correction", "take_back", "take_back_correction",
]  # fmt: skip
