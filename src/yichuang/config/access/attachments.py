"""Scans, photos and surveys. Whoever may see the subject may see them; its own app says who."""

from yichuang.config.access.rules import CASEWORK, HEADS, WINDOW, Rule, staff

ROUTES: dict[str, Rule] = {
    "desk:add_scans": staff(None, WINDOW | HEADS, files=True),
    "desk:record_survey": staff(None, WINDOW, files=True),
    "desk:withdraw_scan": staff(None, WINDOW | HEADS),
    "desk:attachment_open": staff(None, CASEWORK, files=True),
    "desk:attachment_preview": staff(CASEWORK),
}
