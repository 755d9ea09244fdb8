"""Is the handler away, so that a citizen is registered for him?"""

from yichuang.apps.audit import refuse
from yichuang.apps.organization.models import Staff
from yichuang.core.identity import N_


def require_absent(handler: Staff | None, by: Staff) -> Staff:
    """The register is for a named person of the hall who is not in now (D4.5.4)."""
    if handler is None or handler.hall_id != by.hall_id or not handler.is_active:
        refuse("handler_missing", N_("Nobody has been named who handles the matter."),
               N_("Choose the handler who is away."), "handler", "D4.5.4")  # fmt: skip
    if not handler.absent:
        refuse("handler_here", N_("This person is in the hall."),
               N_("Hand the citizen over instead."), "handler", "D4.5.3")  # fmt: skip
    return handler
