"""What is typed about a matter assigned from above. The commands judge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk.forms.fees import CHOOSE, day, one_of
from yichuang.apps.desk.forms.fields import Words
from yichuang.apps.organization.models import Department, Staff

OUTCOMES = {"done": _("Done as asked"), "not_possible": _("Cannot be done")}
CONTACTS = {"not_in_time": _("Not in time"), "not_possible": _("Cannot be done")}


class Handler(forms.ModelChoiceField):
    def label_from_instance(self, person: Staff) -> str:
        return f"{person.department} · {person.name}" if person.department else person.name


class EnterForm(forms.Form):
    from_body = Words(label=_("From which body"), most=60)
    document_no = Words(label=_("Document number"), most=60, required=False)
    matter = Words(label=_("Matter assigned"), most=200, rows=2)
    received_on = day(_("Received on"))
    due_on = day(_("To be done by"))
    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.none(), empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )  # fmt: skip
    handler = Handler(
        label=_("Dealt with by"), queryset=Staff.objects.none(), required=False,
        empty_label=_("The head of the department"), error_messages={"invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, *args: Any, departments: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["department"].queryset, self.fields["handler"].queryset = departments, people


class ExplainForm(forms.Form):
    kind = one_of(_("What was explained"), CONTACTS.items())
    person = Words(label=_("Whom one spoke to"), most=50)
    explanation = Words(label=_("Explanation"), most=200, rows=2)


class ReportForm(forms.Form):
    outcome = one_of(_("How it was dealt with"), OUTCOMES.items())
    report = Words(label=_("Result"), most=600, rows=5, help_text=_("Printed on the report to the upper body"))
