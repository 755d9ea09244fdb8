"""Ledgers."""

from yichuang.config.access.rules import CASEWORK, PEOPLE, Rule, staff

ROUTES: dict[str, Rule] = {
    # registers
    "desk:registers": staff(PEOPLE),
    "oversight:ledger": staff(CASEWORK),
    "oversight:ledger_xlsx": staff(CASEWORK),
    "oversight:ledger_pdf": staff(CASEWORK),
}
