"""Fees, numbered tickets, waivers, irregular charges."""

from yichuang.config.access.rules import CASEWORK, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

ISSUERS = frozenset({Role.HALL_OFFICE, Role.DEPARTMENT_HEAD})
FINDERS = frozenset({Role.ASSESSOR, Role.HALL_OFFICE})
READERS = FINDERS | {Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER, Role.PARTY_GOVERNMENT_OFFICE}

ROUTES: dict[str, Rule] = {
    "desk:charge_fee": staff(None, WINDOW),
    "desk:reverse_fee": staff(None, frozenset({Role.WINDOW_HEAD, Role.HALL_OFFICE})),
    "desk:ask_waiver": staff(None, WINDOW),
    "desk:decide_waiver": staff(None, frozenset({Role.PRINCIPAL_LEADER})),
    "desk:fees": staff(CASEWORK),
    "desk:fee": staff(CASEWORK),
    "desk:fee_waiver": staff(CASEWORK),
    "desk:fee_irregularity": staff(READERS),
    "desk:fees_xlsx": staff(CASEWORK),
    "desk:fee_waivers": staff(CASEWORK),
    "desk:fee_irregularities": staff(READERS, FINDERS),
    "desk:fee_waivers_xlsx": staff(CASEWORK),
    "desk:fee_irregularities_xlsx": staff(READERS),
    "desk:ticket_books_xlsx": staff(CASEWORK),
    "desk:ticket_books": staff(CASEWORK, ISSUERS),
    "desk:ticket_book": staff(CASEWORK, WINDOW | ISSUERS),
}
