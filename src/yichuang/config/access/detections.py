"""What the records showed: read and settled by those who assess."""

from yichuang.config.access.rules import Rule, staff
from yichuang.config.access.sheets import SCORERS

ROUTES: dict[str, Rule] = {
    "desk:detections": staff(SCORERS),
    "desk:doubt_keep": staff(None, SCORERS),
}
