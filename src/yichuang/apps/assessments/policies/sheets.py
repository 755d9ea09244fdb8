"""May this happen to this sheet now, and by this person?"""

from collections.abc import Collection, Sequence
from datetime import datetime

from yichuang.apps.assessments.models import Objection, Sheet
from yichuang.apps.assessments.quarters import has_ended
from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.organization.queries import windows_served_by
from yichuang.apps.organization.roles import Role
from yichuang.core.assessment import Quarter
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI

# Who assesses is not said in the document (C-27): the assessor; the leader in charge for windows the assessor serves.
SCORERS = (Role.ASSESSOR, Role.LEADER_IN_CHARGE)
SEES_ALL = (*SCORERS, Role.HALL_OFFICE, Role.PRINCIPAL_LEADER)


def windows_of_own(staff: Staff) -> set[int]:
    """The windows where a person serves: the own one and those of the posts held."""
    return set(windows_served_by(staff).values_list("pk", flat=True))


def may_score(staff: Staff, window_id: int, own: Collection[int]) -> bool:
    """An assessor never scores a window where he serves himself; `own` are those windows."""
    return staff.has(*SCORERS) and window_id not in own


def require_scorer(staff: Staff, windows: Sequence[Window]) -> None:
    if not staff.has(*SCORERS):
        refuse("not_yours", N_("Sheets are made by the assessor."), N_("Leave it to the person in charge."),
               clause="C-27")  # fmt: skip
    require_elsewhere(staff, windows)


def require_elsewhere(staff: Staff, windows: Sequence[Window]) -> None:
    """Nobody decides about a window where he serves himself (C-34)."""
    own = windows_of_own(staff)
    for window in windows:
        if window.pk in own or window.hall_id != staff.hall_id:
            refuse("own_window", N_("Nobody scores a window where he serves himself (%(window)s)."),
                   N_("Another assessor or the leader in charge does it."), clause="C-34",
                   window=str(window))  # fmt: skip


def require_ended(quarter: Quarter, now: datetime) -> None:
    if not has_ended(quarter, now):
        refuse("quarter_runs", N_("The quarter %(quarter)s has not ended; its sheets are finalised from %(day)s on."),
               N_("Until then the sheet is live and changes with every finding."), clause="D2.0.4",
               quarter=str(quarter), day=quarter.following.isoformat())  # fmt: skip


def require_not_finalised(windows: Sequence[Window], quarter: Quarter) -> None:
    if not windows:
        refuse("no_window", N_("No window is left to finalise."), clause="D2.0.4")
    for sheet in Sheet.objects.filter(window__in=windows, quarter=str(quarter)).select_related("window")[:1]:
        refuse("finalised_already", N_("The sheet of %(window)s for %(quarter)s is finalised already."),
               N_("Score it again with a reason; the first version stays."), clause="D2.0.4",
               window=str(sheet.window), quarter=str(quarter))  # fmt: skip


def may_object(staff: Staff, sheet: Sheet, now: datetime) -> bool:
    head = staff.has(Role.WINDOW_HEAD) and staff.window_id == sheet.window_id
    return head and sheet.standing(now.astimezone(SHANGHAI).date()) == "objections"


def require_objector(staff: Staff, sheet: Sheet, now: datetime) -> None:
    if not staff.has(Role.WINDOW_HEAD) or staff.window_id != sheet.window_id:
        refuse("not_yours", N_("The head of the window objects to its sheet."), N_("Tell him what is wrong."),
               clause="C-27")  # fmt: skip
    if not may_object(staff, sheet, now):
        refuse("objections_over", N_("Objections could be made until %(day)s."),
               N_("Speak to the assessor; a finding can still be contested or corrected."), clause="C-27",
               day=sheet.objections_until.isoformat())  # fmt: skip


def require_unanswered(objection: Objection) -> None:
    if objection.answered_at is not None:
        refuse("answered_already", N_("This objection has been answered."), clause="C-27")


def require_publishable(sheets: Sequence[Sheet], now: datetime) -> None:
    today = now.astimezone(SHANGHAI).date()
    if not sheets:
        refuse("no_sheet", N_("No sheet is ready to be published."),
               N_("A sheet is ready when its time for objections is over and every objection is answered."),
               clause="C-27")  # fmt: skip
    for sheet in sheets:
        if sheet.published_at is not None:
            refuse("published_already", N_("The sheet of %(window)s is published already."), window=str(sheet.window))
        if today <= sheet.objections_until:
            refuse("objections_open", N_("The head of %(window)s may object until %(day)s."),
                   N_("Publish it on a later day."), clause="C-27", window=str(sheet.window),
                   day=sheet.objections_until.isoformat())  # fmt: skip
    for one in Objection.objects.filter(sheet__in=sheets, answered_at=None).select_related("sheet__window")[:1]:
        refuse("objection_open", N_("An objection of %(window)s is not answered yet."),
               N_("Answer it first, with the reason."), clause="C-27", window=str(one.sheet.window))  # fmt: skip
