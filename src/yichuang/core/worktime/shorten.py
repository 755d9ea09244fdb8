"""A due time that somebody in charge makes shorter: never longer, never into the past (D3.1.4)."""

from datetime import datetime

from yichuang.core.sentences import N_, Sentence
from yichuang.core.worktime.clock import Due
from yichuang.core.worktime.errors import Refusal


def refuse_shortening(new_due: datetime, *, due_now: datetime | None, now: datetime) -> Refusal | None:
    """Say why a new due time may not take the place of the present one (None: no clock runs), or None if it may.

    The same moment is no later one, so it is let through.
    """
    checks = (
        (due_now is None, "no_clock", N_("No limit runs before acceptance."), N_("Leave the new due time empty.")),
        (due_now is not None and new_due > due_now, "longer", N_("An urgent case may only be given less time."),
         N_("Choose an earlier moment; only the principal leaders extend a limit.")),
        (new_due <= now, "past", N_("This moment has passed."), N_("Choose a moment that is still to come.")),
    )  # fmt: skip
    found = (Refusal(code, Sentence(said), Sentence(do), "D3.1.4") for wrong, code, said, do in checks if wrong)
    return next(found, None)


def shortened(due: Due, to: datetime) -> Due:
    """Return a due time cut to a moment; one that comes earlier anyway stays. A chosen moment is never provisional."""
    if to >= due.due:
        return due
    return due._replace(due=to, nominal=min(to, due.nominal), provisional=False)
