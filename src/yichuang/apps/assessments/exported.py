"""The counted findings of a hall as a province scores them (docs/domain/facts.md)."""

from collections.abc import Mapping

from yichuang.apps.assessments.counted import counted_findings
from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.queries import windows_of
from yichuang.core.assessment import Quarter, figure

STATED = "已写明"


def finding_facts(hall: Hall, quarter: Quarter) -> list[Mapping[str, object]]:
    """One row a counted finding of the quarter. Of its reason only that there is one: its words stay in the hall."""
    windows = {one.pk: one.code for one in windows_of(hall)}
    return [
        {
            "hall": hall.slug, "window": windows[row.window_id], "rule": row.finding.rule, "times": row.finding.times,
            "points": None if row.finding.points is None else figure(row.finding.points), "fact": row.finding.fact,
            "verified": row.finding.verified, "level": row.finding.level,
            "reason": STATED if row.finding.reason.strip() else "", "found_at": row.happened_at,
        }
        for row in counted_findings(windows, quarter)
    ]  # fmt: skip
