"""Who acts for the citizen in a case (R11)."""

from typing import Any

from django.http import HttpRequest

from yichuang.apps.cases import queries
from yichuang.apps.cases.models import OPEN, Agency, Case
from yichuang.apps.desk.forms.agency import KINDS, AgencyForm, EndAgencyForm
from yichuang.apps.desk.panels.panel import Bound, Facts, Panel, typed
from yichuang.core.identity import mask_identity, mask_phone
from yichuang.integrations.site import sealer


def facts(request: HttpRequest, case: Case, bound: Bound) -> Facts | None:
    found: Agency | None = getattr(case, "agency", None)
    keeps = case.state in OPEN and queries.keeps_agency(request.user, case)
    forms: dict[str, Any] = {}
    if found is None and keeps:
        blank = lambda: AgencyForm(hall=request.user.hall, auto_id="agency_appoint-%s")  # noqa: E731
        forms["agency_appoint"] = typed(bound, "agency_appoint", blank)
    elif found is not None and found.ended_at is None and keeps:
        forms["agency_end"] = typed(bound, "agency_end", lambda: EndAgencyForm(auto_id="agency_end-%s"))
    if found is None and not forms:
        return None
    return {"agency": found, "forms": forms} | (_shown(found) if found is not None else {})


def _shown(agency: Agency) -> dict[str, str]:
    identity = mask_identity(sealer().open("identity", agency.identity)) if agency.identity else ""
    phone = mask_phone(sealer().open("phone", agency.phone)) if agency.phone else ""
    return {"kind": KINDS[agency.kind], "identity": identity, "phone": phone}


PANEL = Panel("agency", facts)
