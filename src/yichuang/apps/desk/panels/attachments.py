"""Scans and photos of the papers of a case, and the form that adds more."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.attachments.models import Attachment
from yichuang.apps.attachments.queries import of_subject
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.permissions import attaching_refusal, may_withdraw
from yichuang.apps.desk.forms.attachments import ScansForm, WithdrawForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.core.worktime import SHANGHAI


@dataclass(frozen=True)
class Row:
    """An attachment as listed: what material it shows, and the form that withdraws it, for who may."""

    one: Attachment
    material: str
    form: Form | None


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts:
    may = attaching_refusal(request.user, case) is None
    found = list(of_subject(case.hall, case.ref))
    own = rows_of(request, case, found, bound, may=may)
    forms = withdrawals(own)
    if may:
        today = request.now.astimezone(SHANGHAI).date()  # type: ignore[attr-defined]
        forms["add_scans"] = typed(
            bound, "add_scans", lambda: ScansForm(case=case, on=today, auto_id="add_scans-%s")
        )  # fmt: skip
    return {"rows": own, "forms": forms, "refused": bound[0] if bound else ""}


def rows_of(request: HttpRequest, case: Case, found: Iterable[Attachment], bound: Bound, *, may: bool) -> list[Row]:
    """Attachments with the names of their materials, and a form where this person may withdraw them."""
    named = {one["id"]: one["name"] for one in case.item.rules["materials"]}
    return [
        Row(one, named.get(one.part, ""), withdrawal_form(one, bound) if _open(request, one, may=may) else None)
        for one in found
    ]  # fmt: skip


def withdrawals(rows: Iterable[Row]) -> dict[str, Form]:
    """The forms of the rows by the names of their acts."""
    return {act_of(row.one): row.form for row in rows if row.form is not None}


def withdrawal_form(one: Attachment, bound: Bound) -> Form:
    return typed(bound, act_of(one), lambda: WithdrawForm(auto_id=f"{act_of(one)}-%s"))


def act_of(one: Attachment) -> str:
    """The name of the act that withdraws this attachment."""
    return f"withdraw_scan-{one.pk}"


def _open(request: HttpRequest, one: Attachment, *, may: bool) -> bool:
    return may and not one.withdrawn and may_withdraw(request.user, one)


PANEL = Panel("attachments", facts)
