"""What the notice of a case that was sent up says (N14, D3.4.9)."""

from yichuang.apps.cases.models import Case, Forwarding
from yichuang.apps.cases.texts.standard import head
from yichuang.apps.notices.texts import SHANGHAI, day, moment
from yichuang.integrations.pdf import Block, Fields, Notes, Paragraph


def forwarding(case: Case, sent: Forwarding, identity: str) -> tuple[Block, ...]:
    """N14: the upper body, its limit, and how the citizen hears of the result."""
    rows = [
        *head(case, identity),
        ("受理编号", case.number),
        ("上报时间", moment(sent.sent_at)),
        ("本厅上报时限", f"{moment(sent.local_due_at)}前"),
        ("上级机关", sent.body),
        *([("上报文号", sent.document)] if sent.document else []),
        ("上级办理时限", f"{day(sent.upper_due_at.astimezone(SHANGHAI).date())}前"),
    ]
    return (
        Paragraph(text="您申请的下列事项已经本厅初审，现转送上级机关决定，特此告知。"),
        Fields(rows=tuple(rows)),
        Notes(lines=(
            f"上级决定送达本厅后，由{case.front_window}告知您结果，并出具办结通知书；不予批准的，书面说明理由。",
            "凭收件编号和登记电话后四位可查询办理进度。",
        )),
    )  # fmt: skip


def decided_above(back: Forwarding | None) -> list[tuple[str, str]]:
    """The upper body's decision as N08 tells it."""
    if back is None:
        return []
    number = f"（{back.upper_document}）" if back.upper_document else ""
    return [("上级决定", f"{back.body}{number}：{back.result}")]
