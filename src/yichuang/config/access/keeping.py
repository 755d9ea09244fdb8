"""Stock, archives and loans: read by those they concern, moved by their keepers, lent with the leader's consent."""

from yichuang.config.access.rules import CASEWORK, Rule, staff
from yichuang.rulebook.hall_values import Role

STOCK_KEEPERS = frozenset({Role.CLERK, Role.WINDOW_HEAD})
ARCHIVE_KEEPERS = STOCK_KEEPERS | {Role.HALL_OFFICE}
CONSENT = frozenset({Role.LEADER_IN_CHARGE})

ROUTES: dict[str, Rule] = {
    "desk:stock": staff(CASEWORK, STOCK_KEEPERS),
    "desk:stock_xlsx": staff(CASEWORK),
    "desk:stock_card": staff(CASEWORK, STOCK_KEEPERS),
    "desk:stock_low_water": staff(None, STOCK_KEEPERS),
    "desk:stock_retire": staff(None, STOCK_KEEPERS),
    "desk:archives": staff(CASEWORK, ARCHIVE_KEEPERS),
    "desk:archives_xlsx": staff(CASEWORK),
    "desk:archives_due": staff(STOCK_KEEPERS, STOCK_KEEPERS),
    "desk:archive": staff(CASEWORK),
    "desk:archive_move": staff(None, ARCHIVE_KEEPERS),
    "desk:archive_lost": staff(None, ARCHIVE_KEEPERS),
    "desk:loan_ask": staff(None, ARCHIVE_KEEPERS),
    "desk:loans": staff(CASEWORK),
    "desk:loans_xlsx": staff(CASEWORK),
    "desk:loan": staff(CASEWORK),
    "desk:loan_decide": staff(None, CONSENT),
    "desk:loan_out": staff(None, ARCHIVE_KEEPERS),
    "desk:loan_back": staff(None, ARCHIVE_KEEPERS),
}
