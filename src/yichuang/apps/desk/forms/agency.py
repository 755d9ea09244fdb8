"""Who acts for the citizen and by what paper. Empty as a whole, it means that he acts himself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.cases.commands import Agent
from yichuang.apps.cases.queries import village_agents
from yichuang.apps.desk.forms.case_acts import text
from yichuang.apps.desk.forms.fields import Typed, Words
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import clerks_of
from yichuang.core.identity import N_

KINDS = {
    "staff": N_("Clerk of the hall"),
    "village": N_("Village agent"),
    "private": N_("A person the citizen trusts"),
}
FROM_THE_LIST = {"invalid_choice": _("Choose from the list.")}


class AgencyForm(forms.Form):
    """One section for all kinds of agents: what a kind does not need may stay empty. The command judges the rest."""

    agent_kind = forms.ChoiceField(
        label=_("Who acts"), choices=[(kind, _(word)) for kind, word in KINDS.items()], widget=forms.RadioSelect,
        required=False, error_messages=FROM_THE_LIST,
    )  # fmt: skip
    agent_staff = forms.ModelChoiceField(
        label=_("Which clerk"), queryset=Staff.objects.none(), required=False, error_messages=FROM_THE_LIST,
        empty_label=_("Choose"),
    )  # fmt: skip
    agent_village = forms.ChoiceField(label=_("Which village agent"), required=False, error_messages=FROM_THE_LIST)
    agent_name = Typed(label=_("Agent's name"), required=False)
    agent_identity = Typed(
        label=_("Agent's identity number"), required=False,
        help_text=_("Of village agents and of persons the citizen trusts"),
    )  # fmt: skip
    agent_phone = Typed(label=_("Agent's telephone"), required=False)
    agent_relation = Words(label=_("Relation to the applicant"), most=30, required=False)
    agent_paper = text(
        _("Authorisation"), 200, needed=False, rows=0, help_text=_("What the citizen has signed, as it is headed")
    )
    agent_paper_on = forms.DateField(
        label=_("Date of the authorisation"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter the date on the paper.")},
    )  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agent_staff"].queryset = clerks_of(hall)
        self.fields["agent_village"].choices = [("", _("Choose"))] + [
            (code, f"{one['village']} · {one['name']}") for code, one in village_agents(hall).items()
        ]

    @property
    def touched(self) -> bool:
        """Whether anything stands in it: only an untouched one means that there is no agency."""
        return names_agent(self.data)

    def agent(self) -> Agent | None:
        """What was typed, for the command; None when nothing was."""
        if not self.touched:
            return None
        given = self.cleaned_data
        return Agent(
            kind=given["agent_kind"], paper=given["agent_paper"], paper_on=given["agent_paper_on"],
            staff=given["agent_staff"], village_agent=given["agent_village"], name=given["agent_name"],
            identity=given["agent_identity"], phone=given["agent_phone"], relation=given["agent_relation"],
        )  # fmt: skip


def names_agent(sent: Mapping[str, str]) -> bool:
    """Whether anything of the section was filled in; most citizens act themselves, and then no form need be made."""
    return any(str(sent.get(name, "")).strip() for name in AgencyForm.base_fields)


class EndAgencyForm(forms.Form):
    reason = text(_("Reason"), 300)
