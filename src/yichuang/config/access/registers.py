"""Ledgers."""

from yichuang.config.access.rules import CASEWORK, Rule, staff

ROUTES: dict[str, Rule] = {
    # registers
    "desk:registers": staff(CASEWORK),
    "oversight:ledger": staff(CASEWORK),
    "oversight:ledger_xlsx": staff(CASEWORK),
    "oversight:ledger_pdf": staff(CASEWORK),
}
