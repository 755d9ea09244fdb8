"""Words of the desk: what codes are called, and reasons ready to be tapped. What is kept is the hall's own language."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from yichuang.core.identity import N_

REASONS: Mapping[str, Mapping[str, str]] = {
    "no_show": {
        "silent": N_("Called several times, nobody came"),
        "left": N_("The citizen has left the hall"),
    },
    "return": {
        "wrong": N_("Called by mistake"),
        "late": N_("The citizen came back after being passed over"),
        "unready": N_("The citizen is not ready yet"),
    },
    "hold": {
        "copies": N_("Gone to make copies"),
        "form": N_("Filling in a form"),
        "payment": N_("Gone to pay or to fetch a paper"),
        "colleague": N_("Waiting for a colleague"),
    },
    "transfer": {
        "other": N_("The matter belongs to another window"),
        "wrong_number": N_("The wrong business was chosen at the machine"),
        "closing": N_("This window is about to pause"),
    },
    "pause": {
        "papers": N_("Sorting the papers of earlier cases"),
        "field": N_("On a visit outside the hall"),
        "meeting": N_("Meeting or training"),
        "equipment": N_("Equipment out of order"),
        "rest": N_("Short rest"),
    },
}
KINDS = {
    "instant": N_("instant case"),
    "promised": N_("promised case"),
    "forwarded": N_("forwarded case"),
    "petition": N_("petition"),
    "consultation": N_("consultation"),
    "internal": N_("internal matter"),
    "joint": N_("joint case"),
}
CALLS = {"consultation": N_("a question"), "report": N_("a report")}
MODES = {"escort": N_("Accompanied to the window"), "phone": N_("Settled by phone")}
WHY = {
    "first_day": N_("day of acceptance, not counted"),
    "working": N_("working day"),
    "make_up": N_("make-up working day"),
    "calendar_day": N_("calendar day"),
    "minutes": N_("minutes run"),
    "weekend": N_("weekend"),
    "holiday": N_("holiday"),
    "excluded": N_("excluded"),
    "paused": N_("paused"),
    "rolled": N_("moved on to the next working day"),
}


def reasons(kind: str) -> list[tuple[str, str]]:
    """Codes and words of the ready-made reasons of an act, in the reader's language."""
    return [(code, gettext(text)) for code, text in REASONS[kind].items()]


def stored(kind: str, code: str) -> str:
    """A ready-made reason as it is kept in the records, whatever language the clerk reads; empty if there is none."""
    text = REASONS[kind].get(code)
    if text is None:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext(text)
