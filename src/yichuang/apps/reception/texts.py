"""What the notice of a consultation says (N02)."""

from yichuang.apps.notices.texts import day, moment
from yichuang.apps.reception.models import Consultation
from yichuang.integrations.pdf import Block, Fields, Heading, Notes, Paragraph


def consultation(one: Consultation) -> tuple[Block, ...]:
    answer = one.answer or f"所问事项需要了解核实，将于{day(one.reply_by)}前答复。"
    return (
        Fields(rows=(("咨询时间", moment(one.at)),)),
        Heading(text="一、咨询事项"),
        Paragraph(text=one.question),
        Heading(text="二、答复意见"),
        Paragraph(text=answer),
        Notes(lines=("如对答复不清楚或不满意，可继续询问，直至说明清楚为止。",)),
    )
