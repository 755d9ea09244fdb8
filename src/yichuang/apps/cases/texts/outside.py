"""What the citizen is told about days outside the clock (N03 after acceptance, N18)."""

from collections.abc import Sequence

from yichuang.apps.cases.models import Case, SpecialStep
from yichuang.apps.cases.texts.standard import head, lacking_table
from yichuang.apps.notices.texts import day, moment
from yichuang.core.lifecycle import Checked
from yichuang.integrations.pdf import Block, Fields, Notes, Paragraph


def further_supplement(case: Case, lacking: Sequence[Checked], identity: str) -> tuple[Block, ...]:
    """N03 of an accepted case: what is to be brought, and whether the limit runs on meanwhile (C-06)."""
    if case.clock["readings"]["clock.pause_after_accept"]:
        limit = f"自本通知之日的次日起至补齐之日止不计入办理期限；现办结时限为{moment(case.due_at)}，补齐后相应顺延。"
    else:
        limit = f"补充材料期间办理期限不停止计算，仍于{moment(case.due_at)}前办结。"
    return (
        Paragraph(text="您的申请已经受理，办理中发现下列材料尚需补充，特此告知。"),
        Fields(rows=(*head(case, identity), ("受理编号", case.number), ("正式受理时间", moment(case.accepted_at)))),
        lacking_table(case, lacking),
        Notes(lines=(limit, f"补齐后请送交{case.front_window}。")),
    )


def time_needed(case: Case, step: SpecialStep) -> tuple[Block, ...]:
    """N18: which step, on what ground, how long it is expected to take, what becomes of the limit."""
    length = (step.planned_last_day - step.first_day).days + 1
    return (
        Paragraph(text="您申请的下列事项依法需要经过特殊环节，所需时间不计算在办理期限内，特此书面告知。"),
        Fields(rows=(
            ("申请事项", f"{case.item_name}（{case.item.code}）"),
            ("受理编号", case.number),
            ("特殊环节", step.name),
            ("法律依据", step.basis),
            ("开始日期", day(step.first_day)),
            ("预计结束日期", f"{day(step.planned_last_day)}（共{length}日）"),
            ("现办结时限", f"{moment(case.due_at)}（环节结束后按实际所需时间顺延）"),
        )),
        Notes(lines=("环节起止当日均不计入办理期限。凭收件编号和登记电话后四位可查询办理进度和办结时限。",)),
    )  # fmt: skip
