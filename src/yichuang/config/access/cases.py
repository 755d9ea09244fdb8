"""Cases: lists, pages, acts."""

from yichuang.config.access.rules import CASEWORK, HEADS, PEOPLE, REVIEWERS, REVOKERS, WINDOW, Rule, staff
from yichuang.rulebook.hall_values import Role

ROUTES: dict[str, Rule] = {
    # cases
    "desk:cases": staff(CASEWORK),
    "desk:case": staff(CASEWORK),
    "desk:case_due": staff(CASEWORK),
    "desk:case_due_json": staff(CASEWORK),
    "desk:decide_again": staff(WINDOW, WINDOW),
    "desk:handle": staff(None, WINDOW),
    "desk:review": staff(None, REVIEWERS),
    "desk:approve": staff(None, REVIEWERS),
    "desk:send_back": staff(None, REVIEWERS),
    "desk:refuse": staff(None, REVIEWERS),
    "desk:extend": staff(None, frozenset({Role.PRINCIPAL_LEADER})),
    "desk:complete": staff(None, WINDOW),
    "desk:complete_instant": staff(None, WINDOW),
    "desk:reveal": staff(None, WINDOW | HEADS),
    "desk:todo": staff(PEOPLE),
    "desk:find": staff(CASEWORK, CASEWORK),
    # notices and sheets
    "desk:notices": staff(CASEWORK),
    "desk:notice": staff(CASEWORK),
    "desk:notice_pdf": staff(CASEWORK),
    "desk:notice_printed": staff(None, CASEWORK),
    "desk:notice_revoke": staff(None, REVOKERS),
    "desk:items": staff(CASEWORK),
    "desk:item_sheet": staff(None, WINDOW),
}
