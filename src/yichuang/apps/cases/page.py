"""What the page of a case tells: its stages, what this person may do with it now and why not, its clock explained."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.apps.audit import Refusal, of_clock
from yichuang.apps.cases import clock, hindrances, permissions, policies
from yichuang.apps.cases.models import Case, Extension, StageStamp
from yichuang.apps.organization.models import Staff
from yichuang.core import worktime
from yichuang.core.lifecycle import Action, Stage, State, Wrong, next_state
from yichuang.core.worktime import SHANGHAI, DayLine, Due, Limit, refuse_extension
from yichuang.rulebook.worktime import load_limits

# Before acceptance the four decisions are one act of the window; the page offers them together. A petition's stand in
# its own panel.
DECISIONS = (Action.ACCEPT, Action.ASK_SUPPLEMENT, Action.RETURN)
# What moves the clock stands in a panel of its own; deeming is nobody's act.
OF_THE_CLOCK = (Action.DEEM, Action.ASK_MORE, Action.SUPPLY, Action.BEGIN_STEP, Action.END_STEP)
# Only a forwarded case goes up and comes back.
SENDING = (Action.FORWARD, Action.TAKE_BACK)


@dataclass(frozen=True)
class Act:
    """Something that can be done to a case: by this person now, or the refusal that says why not."""

    action: Action
    refusal: Refusal | None

    @property
    def allowed(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True)
class Step:
    """One of the five stages in the current round: its stamp if done, and done, now, open or skipped."""

    stage: Stage
    stamp: StageStamp | None
    standing: str


@dataclass(frozen=True)
class Working:
    """A due time with its working. `stored` is what the case carries; it differs from `due` after a calendar change."""

    due: Due
    lines: tuple[DayLine, ...]
    stored: datetime
    # When it would fall due had no urgency made the limit shorter; None where none did.
    ordinary: datetime | None = None


def acts_for(staff: Staff, case: Case, now: datetime) -> list[Act]:
    """What may follow now, with the reason where this person may not; without what neither he nor the state allows."""
    acts = []
    for action in Action:
        fits = not isinstance(next_state(State(case.state), action), Wrong)
        refusal = permissions.refusal_for(staff, action, case)
        if fits and not _covered(case, action):
            acts.append(Act(action, refusal or _not_now(case, action, now)))
        elif not fits and refusal is None and not State(case.state).is_final and not _covered(case, action):
            acts.append(Act(action, policies.out_of_order(case, action)))
    return acts


def _covered(case: Case, action: Action) -> bool:
    """Decisions at the window are one act before acceptance (shown as ACCEPT), and none of the page's after it."""
    if case.state_before_acceptance:
        return action is not Action.ACCEPT or case.kind == "petition"
    return action in DECISIONS or action in OF_THE_CLOCK or (action in SENDING and case.kind != "forwarded")


def _not_now(case: Case, action: Action, now: datetime) -> Refusal | None:
    if (found := hindrances.hindrance(case, action)) is not None:
        return found
    if action is not Action.EXTEND:
        return policies.forwarding_refusal(case, action)
    if (upper := policies.own_limit_refusal(case)) is not None:
        return upper
    _longest, refused = extension_limit(case, 1, now)
    return of_clock(refused, "days") if refused is not None else None


def extension_limit(case: Case, days: int, now: datetime) -> tuple[Limit, worktime.Refusal | None]:
    """The longest extension by today's rules, and the core's refusal of `days` (≥ 1) for this case (D5.2.3, C-18)."""
    rules = load_limits(now.astimezone(SHANGHAI).date())
    of_petitions = case.item.rules["limit"]["ref"] == "petition"
    longest = rules["petition.extension.max" if of_petitions else "extension.max"].limit
    times = rules["extension.times"].count
    # While the clock stands still no due time passes.
    due = max(case.due_at, now) if case.standing else case.due_at
    refused = refuse_extension(
        extension=Limit(days, longest.unit), longest=longest, times=times, by_principal_leader=True,
        already=Extension.objects.filter(case=case).count(), due_now=due, now=now,
    )  # fmt: skip
    return longest, refused


def steps_of(case: Case) -> list[Step]:
    """The five stages as they stand in the current round; acceptance is never done twice."""
    stamps = {one.stage: one for one in case.stamps.all() if one.round == case.round or one.stage == Stage.ACCEPTANCE}
    steps, waiting, ended = [], "now", State(case.state).is_final
    for stage in Stage:
        stamp = stamps.get(stage.value)
        standing = "done" if stamp else "skipped" if ended else waiting
        waiting = waiting if stamp else "open"
        steps.append(Step(stage, stamp, standing))
    return steps


def working_of(case: Case) -> Working | None:
    """The due time of an accepted case, worked out again from what is kept with it; None before acceptance (C-05)."""
    if case.due_at is None:
        return None
    cut = None if case.clock.get("upper") else case.clock.get("shortened")
    ordinary = clock.work_out(case.clock | {"shortened": None}, case.hall).due if cut else None
    return Working(
        clock.work_out(case.clock, case.hall), clock.day_by_day(case.clock, case.hall), case.due_at, ordinary
    )
