"""What the citizen is told when a recalculation moved his due time (N19)."""

from collections.abc import Sequence

from yichuang.apps.cases.models import Case, DueChange
from yichuang.apps.cases.texts.standard import PROVISIONAL
from yichuang.apps.catalog.limits import clause_words
from yichuang.apps.notices.texts import day, moment
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf import Block, Fields, Notes, Paragraph

WHY = {
    "calendar": ("放假安排或办公时间变更，工作日相应调整", "D4.11.2"),
    "readings": ("办理期限的计算方法经批准调整", "D4.7.1"),
}


def due_moved(case: Case, changes: Sequence[DueChange]) -> tuple[Block, ...]:
    """N19: the old due time, the new one, and for each change its cause, its ground and the day it was approved."""
    first, last = changes[0], changes[-1]
    rows = [
        ("申请事项", f"{case.item_name}（{case.item.code}）"),
        ("受理编号", case.number),
        ("原办结时间", f"{moment(first.old_due_at)}前"),
        ("变更后的办结时间", f"{moment(last.new_due_at)}前"),
    ]
    if case.due_at != last.new_due_at:
        rows.append(("现办结时间", f"{moment(case.due_at)}前（此后另有变动）"))
    for place, one in enumerate(changes, start=1):
        (why, clause), mark = WHY[one.cause], f"（{place}）" if len(changes) > 1 else ""
        rows += [
            (f"变更原因{mark}", why),
            (f"变更依据{mark}", f"{one.ground}；{clause_words(clause)}"),
            (f"批准{mark}", f"{one.by_name}，{day(one.at.astimezone(SHANGHAI).date())}"),
        ]
    notes = ["凭收件编号和登记电话后四位可查询办理进度和办结时限的计算过程。", "对变更有异议的，可拨打投诉电话反映。"]
    return (
        Paragraph(text="您申请的下列事项，办结时间经重新计算有变更，特此书面告知。"),
        Fields(rows=tuple(rows)),
        Notes(lines=(*([PROVISIONAL] if case.provisional else []), *notes)),
    )
