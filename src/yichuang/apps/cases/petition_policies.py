"""May this happen to this petition? Who comes may keep his name back; nothing is decided before it is assessed."""

from dataclasses import dataclass
from datetime import date

from yichuang.apps.audit import free_text, refuse, refuse_fault
from yichuang.apps.cases.models import Case, Petition
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Department
from yichuang.core.identity import N_, Fault, check_identity, check_name, check_phone
from yichuang.rulebook.petitions import petition_classes_on

NO_NAME = "未留姓名"
# In the place of a blind index where no number was given; equal to nobody's.
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Known:
    """What is known of a visitor, each in its normal form; empty for what he kept back."""

    name: str = ""
    identity: str = ""
    kind: str = ""
    phone: str = ""
    organisation: str = ""


def visitor(name: str, identity: str, phone: str, organisation: str, on: date) -> Known:
    """Checks what a visitor has given; Refused names the first field at fault. A number needs its name."""
    known_name = check_name(name) if name.strip() else ""
    if isinstance(known_name, Fault):
        refuse_fault(known_name, "name")
    checked = check_identity(identity, on=on) if identity.strip() else None
    if isinstance(checked, Fault):
        refuse_fault(checked, "identity")
    if checked is not None and not known_name:
        refuse("name_missing", N_("The number belongs to somebody with a name."),
               N_("Write the name, or leave the number out."), "name")  # fmt: skip
    known_phone = check_phone(phone) if phone.strip() else None
    if isinstance(known_phone, Fault):
        refuse_fault(known_phone, "phone")
    return Known(
        known_name, checked.number if checked else "", checked.kind.value if checked else "",
        known_phone.number if known_phone else "", free_text(organisation, "organisation", most=100, needed=False),
    )  # fmt: skip


def require_petition_item(item: ServiceItem) -> None:
    if item.kind != "petition":
        refuse("no_petition_item", N_("This item is no petition; it asks for materials."), N_("Take it in as a case."),
               "item", "D4.3.9")  # fmt: skip


def require_no_petition(item: ServiceItem) -> None:
    """A petition is registered whoever comes and whatever he brings; it never goes through the check of materials."""
    if item.kind == "petition":
        refuse("petition_item", N_("A petition is registered and assessed, not checked for materials."),
               N_("Register it as a petition."), "item", "D4.3.9")  # fmt: skip


def petition_of(case: Case) -> Petition:
    found = Petition.objects.filter(case=case).select_related("department").first()
    if found is None:
        refuse("not_a_petition", N_("This case is no petition."), clause="D4.3.9")
    return found


def require_petition_class(code: str, on: date) -> None:
    if code and code not in {one.code for one in petition_classes_on(on)}:
        refuse("class_unknown", N_("There is no such class of petitions."), N_("Choose one of the list."), "category",
               "D4.3.9")  # fmt: skip


def require_department_of(department: Department | None, hall_id: int) -> None:
    if department is not None and department.hall_id != hall_id:
        refuse("department_elsewhere", N_("This department belongs to another hall."), N_("Choose another one."),
               "department")  # fmt: skip


def require_disturbed(petition: Petition) -> None:
    if not petition.disturbance:
        refuse("not_disturbed", N_("No disturbance has been noted."), N_("There is nothing to judge."), "note",
               "D2.8.6")  # fmt: skip


def require_first_note(count: int) -> None:
    if count != 1:
        refuse("noted_already", N_("This has been recorded already."), N_("Reload the page to see how it stands."))
