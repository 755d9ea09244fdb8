"""May this person act on this ticket?"""

from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.tickets.models import Ticket


def may_act_on(staff: Staff, window: Window, ticket: Ticket) -> bool:
    """A clerk acts on the tickets at the window where he sits."""
    return ticket.hall_id == staff.hall_id and ticket.window_id == window.pk
