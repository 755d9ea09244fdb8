"""The application at the counter: who applies, how each material was found, and what is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.commands import Verdict
from yichuang.apps.catalog.limits import may_promise
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.desk.card import read_card
from yichuang.apps.desk.forms.fields import Fixed, Typed, Words
from yichuang.core.lifecycle import Action, Mark

MARKS = (Mark.PRESENT, Mark.MISSING, Mark.UNACCEPTABLE)
DECISIONS = (Action.ACCEPT, Action.ASK_SUPPLEMENT, Action.RETURN, Action.REFUSE)
# Received now and decided on later; no act on a case, because there is none yet.
RECEIVE = "receive"
# Accepts an instant item as a promised case (C-33).
PROMISE = "promise"
NO_NUMBER = _("The days are a whole number from 1 on. Write it in digits.")


@dataclass(frozen=True)
class Row:
    """One material on the page: the catalogue's entry, the clerk's mark and remark, and the names of the two fields."""

    rules: Mapping[str, Any]
    mark: str
    note: str
    mark_name: str
    note_name: str
    error: str = ""


class IntakeForm(forms.Form):
    """Materials are fields `mark-1`, `note-1`, … in the catalogue's order. The commands judge what the fields hold."""

    card = forms.CharField(label=_("Card reader"), required=False, strip=False)
    identity = Typed(label=_("Identity number"))
    name = Typed(label=_("Name"))
    phone = Typed(label=_("Telephone"))
    organisation = Words(label=_("Organisation"), most=100, required=False)
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(one, one) for one in (*(act.value for act in DECISIONS), RECEIVE, PROMISE)],
        required=False,
    )  # fmt: skip
    promise = forms.IntegerField(
        label=_("Promised limit in days"), required=False, min_value=1, max_value=9999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Only if it is shorter than the limit of the rules."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_NUMBER),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind of return"),
        choices=[("missing_main", _("main document missing")), ("unlawful", _("against the rules"))],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = Words(label=_("Reason"), most=500, rows=2, required=False)
    ground = Words(label=_("Ground: the rule it rests on"), most=300, required=False)
    remedy = Words(label=_("What the citizen can do"), most=300, required=False)
    promised_because = Words(label=_("Why it cannot be finished on the spot"), most=300, rows=2, required=False)
    # No field stands behind it: errors about the materials as a whole are put here.
    materials = forms.CharField(label=_("Materials"), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None = None, *, item: ServiceItem, **options: Any) -> None:
        super().__init__(_with_card(data), **options)
        self.item = item

    @property
    def takes_promise(self) -> bool:
        """Whether a limit may be promised for this item (D3.4.7)."""
        return may_promise(self.item)

    def marks(self) -> dict[str, tuple[str, str]]:
        """By material id the mark and the remark; what was not touched is unmarked."""
        return {str(row.rules["id"]): (row.mark or Mark.UNMARKED.value, row.note) for row in self.rows()}

    def verdict(self, **more: str) -> Verdict:
        """What was decided, once the form is valid."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("kind", "reason", "ground", "remedy", "promise", "promised_because")}
        promised = given["decision"] == PROMISE
        action = Action.ACCEPT if promised else Action(given["decision"] or Action.ACCEPT)
        return Verdict(action, as_promised=promised, **words, **more)

    def rows(self) -> list[Row]:
        return [self._row(index, one) for index, one in enumerate(self.item.rules["materials"], start=1)]

    def _row(self, index: int, rules: Mapping[str, Any]) -> Row:
        mark_name, note_name = f"mark-{index}", f"note-{index}"
        sent = self.data if self.is_bound else {}
        return Row(rules, str(sent.get(mark_name, "")), str(sent.get(note_name, "")), mark_name, note_name)


IntakeForm.base_fields = Fixed(IntakeForm.base_fields)


def _with_card(data: Mapping[str, str] | None) -> Any:
    """What the card reader typed fills identity and name where the clerk typed nothing."""
    if data is None or not data.get("card"):
        return data
    identity, name = read_card(data["card"])
    filled = data.copy()
    for field, value in (("identity", identity), ("name", name)):
        if value and not filled.get(field):
            filled[field] = value
    return filled
