"""The window desk, notices and sheets."""

from yichuang.config.access.rules import BUSINESS, CASEWORK, WINDOW, Rule, staff

ROUTES: dict[str, Rule] = {
    # the window desk
    "desk:home": staff(BUSINESS),
    "desk:sit": staff(None, WINDOW),
    "desk:panel": staff(WINDOW),
    "desk:call": staff(None, WINDOW),
    "desk:recall": staff(None, WINDOW),
    "desk:no_show": staff(None, WINDOW),
    "desk:return_ticket": staff(None, WINDOW),
    "desk:hold": staff(None, WINDOW),
    "desk:resume": staff(None, WINDOW),
    "desk:transfer": staff(None, WINDOW),
    "desk:pause": staff(None, WINDOW),
    "desk:reopen": staff(None, WINDOW),
    "desk:open_visit": staff(None, WINDOW),
    "desk:outcome": staff(WINDOW),
    "desk:close_visit": staff(None, WINDOW),
    "desk:intake": staff(WINDOW, WINDOW),
    "desk:opinion": staff(None, WINDOW),
    "desk:consult": staff(WINDOW, WINDOW),
    "desk:hand_over": staff(WINDOW, WINDOW),
    "desk:hand_overs": staff(WINDOW),
    "desk:confirm_hand_over": staff(None, WINDOW),
    "desk:first_contacts": staff(CASEWORK),
    "desk:note_first_contact": staff(None, WINDOW),
    "desk:consultations": staff(CASEWORK),
    "desk:answer_consultation": staff(None, WINDOW),
}
