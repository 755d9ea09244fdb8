"""What the hall's own records show of the rules of the assessment: facts in, detections out; no clock, no database."""

from yichuang.core.detection.changes import PetitionFact, VersionFact, improvements, order_disturbed
from yichuang.core.detection.coverage import COVERAGE, Found
from yichuang.core.detection.detection import Argument, Detection, Reason
from yichuang.core.detection.fees import (
    IRREGULAR,
    FeeFact,
    IrregularityFact,
    WaiverFact,
    fee_above_standard,
    fee_below_standard,
    fee_not_in_force,
    noted_irregularity,
    waived_without_consent,
)
from yichuang.core.detection.keeping import (
    ArchiveFact,
    LoanFact,
    LossFact,
    ReportFact,
    StockFact,
    archive_lost,
    late_report,
    loan_overdue,
    not_archived,
    out_of_stock,
)
from yichuang.core.detection.limits import (
    CompletionFact,
    DueFact,
    KindFact,
    Sent,
    closed_but_not_done,
    instant_as_promised,
    past_due,
)
from yichuang.core.detection.papers import (
    ListFact,
    ReturnFact,
    no_complete_list,
    no_written_reason,
    second_list,
    turned_away,
)
from yichuang.core.detection.praise import PraiseFact, PraiseLimits, bursts, by_staff, same_contact
from yichuang.core.detection.presence import (
    SessionFact,
    SlipFact,
    late_slip,
    off_post,
    without_late_slips,
)
from yichuang.core.detection.together import JointFact, PartFact, handled_serially, not_told

__all__ = [
    "COVERAGE", "IRREGULAR", "ArchiveFact", "Argument", "CompletionFact", "Detection", "DueFact", "FeeFact", "Found",
    "IrregularityFact", "JointFact", "KindFact", "ListFact", "LoanFact", "LossFact", "PartFact", "PetitionFact",
    "PraiseFact", "PraiseLimits", "Reason", "ReportFact", "ReturnFact", "Sent", "SessionFact", "SlipFact", "StockFact",
    "VersionFact", "WaiverFact", "archive_lost", "bursts", "by_staff", "closed_but_not_done", "fee_above_standard",
    "fee_below_standard", "fee_not_in_force", "handled_serially", "improvements", "instant_as_promised",
    "late_report", "late_slip", "loan_overdue", "no_complete_list", "no_written_reason", "not_archived", "not_told",
    "noted_irregularity", "off_post", "order_disturbed", "out_of_stock", "past_due",
    "same_contact", "second_list", "turned_away", "waived_without_consent", "without_late_slips",
]  # fmt: skip
