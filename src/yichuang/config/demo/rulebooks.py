"""An amended rulebook that the assessor wrote in the sample and that waits for its second person."""

from datetime import datetime

from yichuang.apps.assessments import commands
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.assessments.rulebooks import rulebook_for
from yichuang.apps.audit import batch
from yichuang.apps.organization.models import Hall
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of

NUMBER = "sample-amended"
# Rule 2.2 at 0.5 points instead of 0.2, in its sentence and in its figure.
AMENDED = (
    ("资料断档，每次扣0.2分", "资料断档，每次扣0.5分"),
    ('unit = "time", points = "0.2"', 'unit = "time", points = "0.5"'),
)


def add_draft(hall: Hall, *, now: datetime) -> None:
    """Begins a draft from the rulebook of the running quarter and amends one rule; without an assessor nothing."""
    assessor = holder_of(hall, Role.ASSESSOR)
    if assessor is None:
        return
    with batch():
        base = rulebook_for(hall, quarter_at(now)).number
        made = commands.draft(hall=hall, number=NUMBER, based_on=base, by=assessor, now=now)
        text = made.text
        for before, after in AMENDED:
            text = text.replace(before, after)
        commands.rewrite(version=made, text=text, seen=made.digest, by=assessor, now=now)
