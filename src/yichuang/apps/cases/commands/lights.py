"""What follows from a light: the handler's word, reminders in office hours, having seen them."""

from datetime import datetime

from yichuang.apps.audit import command, free_text, record, refuse
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases import calling, permissions
from yichuang.apps.cases.lights import light_of, share_of
from yichuang.apps.cases.models import Case, LightWord, Reminder
from yichuang.apps.organization.models import Hall, Staff
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Action, Light

LONGEST = 300


@command
def say_word(*, case: Case, cause: str, plan: str, by: Staff, now: datetime) -> LightWord:
    """The handler says why a yellow or red case is late or nearly so, and what he is doing about it (D3.1.3).

    Refused for anybody else, and while the light calls for no word.
    """
    why = free_text(cause, "cause", most=LONGEST, clause="D3.1.3")
    what = free_text(plan, "plan", most=LONGEST, clause="D3.1.3")
    permissions.require(by, Action.HANDLE, case)
    light = light_of(case, now, share_of(case.hall))
    if light not in (Light.RED, Light.YELLOW):
        refuse("no_word_called_for", N_("The light of this case calls for no word."),
               N_("A word is asked for when the light turns yellow or red."), clause="D3.1.3")  # fmt: skip
    said = LightWord.objects.create(
        case=case, light=light.value, due_at=case.due_at, cause=why, plan=what, at=now, by=by
    )
    record(hall=case.hall.slug, verb="case.light_explained", by=by.ref, subject=case.ref, now=now,
           detail={"number": case.number, "light": light.value})  # fmt: skip
    return said


@command
def send_reminders(*, hall: Hall, now: datetime) -> int:
    """Tells handlers of yellow and red cases, and heads of red ones, once each; returns how many were told.

    Only while the hall is open: what turned in the night or on a day off is told at the next opening (lessons 18).
    """
    due = list(calling.to_be_told(hall, now)) if calling.is_open(hall, now) else []
    insert([Reminder(case=case, light=light.value, due_at=case.due_at, to=to, at=now) for case, light, to in due])
    record(hall=hall.slug, verb="reminders.sent", by="system", subject=f"hall:{hall.slug}", now=now,
           detail={"count": len(due)})  # fmt: skip
    return len(due)


@command
def see_reminders(*, by: Staff, now: datetime) -> int:
    """A person has seen what he was reminded of; returns how many were new to him."""
    seen = Reminder.objects.filter(to=by, seen_at=None).update(seen_at=now)
    record(hall=by.hall.slug, verb="reminders.seen", by=by.ref, subject=by.ref, now=now, detail={"count": seen})
    return seen
