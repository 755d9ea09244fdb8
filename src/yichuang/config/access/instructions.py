"""Instructions asked and answered; matters assigned from above. Whose they are is decided by the object's rules."""

from yichuang.config.access.rules import CASEWORK, Rule, staff
from yichuang.rulebook.hall_values import Role

OFFICE = frozenset({Role.PARTY_GOVERNMENT_OFFICE})

ROUTES: dict[str, Rule] = {
    "desk:ask_instruction": staff(None, CASEWORK),
    "desk:instructions": staff(CASEWORK, CASEWORK),
    "desk:instruction": staff(CASEWORK),
    "desk:reply_instruction": staff(None, CASEWORK),
    "desk:tell_citizen": staff(None, CASEWORK),
    "desk:instructions_xlsx": staff(CASEWORK),
    "desk:assignments_xlsx": staff(CASEWORK),
    "desk:assignments": staff(CASEWORK, OFFICE),
    "desk:assignment": staff(CASEWORK),
    "desk:explain_assignment": staff(None, CASEWORK),
    "desk:report_assignment": staff(None, CASEWORK),
    "desk:close_assignment": staff(None, OFFICE),
}
