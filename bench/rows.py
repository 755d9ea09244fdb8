"""A long ledger by plain inserts."""

from datetime import datetime, timedelta

from django.db import transaction

from yichuang.apps.audit.rows import insert
from yichuang.apps.cases.models import Applicant, Case
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.integrations.site import sealer

CHUNK = 500


def many_cases(hall: Hall, have: int, size: int, now: datetime) -> None:
    items = list(ServiceItem.objects.filter(hall=hall, kind="promised")[:5])
    windows = list(Window.objects.filter(hall=hall))
    staff = Staff.objects.filter(roles__contains="CLK").first()
    applicant = Applicant.objects.first() or Applicant.objects.create(
        hall=hall, name="样例甲子", identity=sealer().seal("identity", "x"), identity_kind="resident_card",
        identity_index="0" * 64, phone=sealer().seal("phone", "13900000000"),
    )  # fmt: skip
    for start in range(have, size, CHUNK):
        with transaction.atomic():
            insert(
                [
                    _case(index, hall, items, windows, staff, applicant, now)
                    for index in range(start, min(start + CHUNK, size))
                ]
            )


def _case(
    index: int, hall: Hall, items: list, windows: list, staff: Staff, applicant: Applicant, now: datetime
) -> Case:
    item, window = items[index % len(items)], windows[index % len(windows)]
    at = now - timedelta(minutes=7 * index)
    return Case(
        hall=hall,
        receipt=f"B{index:09d}",
        number=f"{window.code.upper()}-B{index:09d}",
        item=item,
        item_name=item.name, kind=item.kind, applicant=applicant, applicant_masked="样某",
        front_window=window, handler=staff,
        state="completed", received_at=at, received_by=staff, accepted_at=at, accepted_by_name=staff.name,
        due_at=at + timedelta(days=20), nominal_due_at=at + timedelta(days=20), ended_at=at + timedelta(days=9),
        result="已办结", recipient="样例甲子",
    )  # fmt: skip
