"""What cannot be scored refuses the act that needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from yichuang.apps.audit import refuse
from yichuang.core.assessment import AssessmentError
from yichuang.core.identity import N_
from yichuang.rulebook.errors import RulebookError


@contextmanager
def refusing() -> Iterator[None]:
    """A finding that does not fit its rule, or a rulebook that is gone, refuses the act instead of breaking it."""
    try:
        yield
    except (AssessmentError, RulebookError) as error:
        refuse("not_scorable", N_("The sheet cannot be made: %(problem)s"),
               N_("Correct the finding or bring the rulebook back, then try again."), clause="D2.0.2",
               problem=error.sentence)  # fmt: skip
