"""Reads of the assessment, by subject."""

from yichuang.apps.assessments.queries.contest import (
    contest_versions,
    months_known,
    months_settled,
    months_unsettled,
    newest_contest,
    unsettled,
)
from yichuang.apps.assessments.queries.detection import (
    detected_before,
    doubted,
    doubts_of,
    finalised,
    runs_of,
    standing_detections,
)
from yichuang.apps.assessments.queries.findings import (
    contest_until,
    corrections_of,
    corrections_to_decide,
    finding_for,
    findings_seen_by,
    findings_to_answer,
    findings_to_decide,
    last_day_to_contest,
    steps_of_finding,
    takes_note,
)
from yichuang.apps.assessments.queries.rulebooks import (
    adoptions_of,
    drafts_waiting,
    text_numbered,
    texts_of,
    version_of,
    versions_known,
)
from yichuang.apps.assessments.queries.sheets import (
    latest_versions,
    objection_for,
    objections_to,
    open_to_objection,
    quarters_known,
    ready_to_publish,
    sees_live,
    sheet_at,
    unanswered,
    unscored,
    versions_of,
)
from yichuang.apps.assessments.queries.years import proposal_for, proposals_of, year_values, years_known

__all__ = [
    "contest_versions", "months_known", "months_settled", "months_unsettled", "newest_contest", "unsettled",
    "detected_before", "doubted", "doubts_of", "finalised", "runs_of", "standing_detections",
    "adoptions_of", "drafts_waiting", "text_numbered", "texts_of", "version_of", "versions_known",
    "contest_until", "corrections_of", "corrections_to_decide", "finding_for", "findings_seen_by", "findings_to_answer",
    "findings_to_decide", "last_day_to_contest", "steps_of_finding", "takes_note",
    "latest_versions", "objection_for", "objections_to", "open_to_objection", "quarters_known", "ready_to_publish",
    "sees_live", "sheet_at", "unanswered", "unscored", "versions_of",
    "proposal_for", "proposals_of", "year_values", "years_known",
]  # fmt: skip
