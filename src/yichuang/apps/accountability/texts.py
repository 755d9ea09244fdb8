"""What the apology N13 says. Chinese, as every paper is."""

from datetime import date

from yichuang.apps.accountability.models import Overdue
from yichuang.apps.notices.texts import day, moment
from yichuang.core.lifecycle import State
from yichuang.integrations.pdf import Block, Fields, Paragraph

WAYS = {"in_person": "当面", "phone": "电话", "writing": "书面"}


def apology(overdue: Overdue, explanation: str, way: str, done_on: date) -> tuple[Block, ...]:
    """N13: the case, why it was late, and the new time or when it was finished (D5.2.4)."""
    case = overdue.case
    if case.ended_at is not None:
        now_what = f"已于{moment(case.ended_at)}办结"
    elif case.state == State.APPROVED.value:
        now_what = "已审批完毕，请即来窗口领取办理结果"
    else:
        now_what = "已责成承办人立即办结，办结后当日通知您"
    return (
        Paragraph(text="您申请的下列事项未能在承诺时限内办结，给您添了麻烦，我们诚恳道歉。"),
        Fields(rows=(
            ("申请事项", f"{case.item_name}（{case.item.code}）"),
            ("受理编号", case.number),
            ("承诺办结时间", moment(overdue.due_at)),
            ("超时原因", explanation),
            ("办理情况", now_what),
            ("道歉方式", f"{WAYS[way]}，{day(done_on)}"),
        )),
        Paragraph(text="欢迎您继续监督。对处理不满意的，可拨打下列电话反映。"),
    )  # fmt: skip
