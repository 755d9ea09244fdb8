"""What stands on a queue slip. The paper is Chinese, whatever the screen's language."""

from yichuang.apps.tickets.models import Ticket
from yichuang.apps.tickets.queries import Estimate
from yichuang.core.queueing import TicketClass
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf import TicketSlip, render_ticket_slip

NOTES = ("过号请告知窗口，可重新排队。", "本号当日有效。")


def rendered(ticket: Ticket, estimate: Estimate, url: str) -> bytes:
    """The slip of a ticket as PDF, with how things stand while it is printed."""
    at = ticket.taken_at.astimezone(SHANGHAI)
    booked = "（预约）" if ticket.priority == TicketClass.APPOINTMENT else ""
    kind = f"（{ticket.reason}优先）" if ticket.reason else booked
    return render_ticket_slip(TicketSlip(
        hall_name=ticket.hall.name,
        number=ticket.number,
        business=f"{ticket.queue.name}{kind}",
        ahead=estimate.ahead,
        taken_at=f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分",
        time_range=range_words(estimate),
        url=url,
        notes=NOTES,
    ))  # fmt: skip


def range_words(estimate: Estimate) -> str:
    if estimate.minutes is None:
        return "等候时间暂无法估计"
    return f"预计等候{estimate.minutes[0]}—{estimate.minutes[1]}分钟"
