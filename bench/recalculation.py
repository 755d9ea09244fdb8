"""Due times of 100,000 open cases worked out anew, proposed and approved, beside plainly reading and writing them."""

import time
from datetime import timedelta

from django.db import connection, transaction

from yichuang.apps.cases import clock as case_clock
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Applicant, Case
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import only_hall
from yichuang.apps.organization.roles import Role
from yichuang.config import clock
from yichuang.integrations.site import sealer

CHUNK = 500


def open_cases(hall: Hall, size: int) -> None:
    """Open cases over the last hundred days, every one an hour off: all are affected."""
    now = clock.now()
    item = ServiceItem.objects.filter(hall=hall, kind="promised").first()
    window, staff = Window.objects.filter(hall=hall).first(), Staff.objects.filter(roles__contains="CLK").first()
    person = Applicant.objects.create(
        hall=hall, name="样例甲子", identity=sealer().seal("identity", "x"), identity_kind="resident_card",
        identity_index="0" * 64, phone=sealer().seal("phone", "13900000000"),
    )  # fmt: skip
    for start in range(0, size, CHUNK):
        rows = []
        for index in range(start, min(start + CHUNK, size)):
            at = now - timedelta(minutes=index % 144_000)
            running = case_clock.start(item, hall, at)
            off = running.due.due + timedelta(hours=1)
            rows.append(Case(
                hall=hall, receipt=f"R{index:09d}", number=f"R-{index:09d}", item=item, item_name=item.name,
                kind=item.kind, applicant=person, applicant_masked="样某", front_window=window, handler=staff,
                state="accepted", received_at=at, received_by=staff, accepted_at=at, accepted_by_name=staff.name,
                due_at=off, nominal_due_at=off, clock=running.kept,
            ))  # fmt: skip
        with transaction.atomic():
            Case.objects.bulk_create(rows)


def recalculate(size: int) -> dict[str, float]:
    """Seconds to find and propose, and to approve; to read the same rows, and to write them, without any thought."""
    hall = only_hall()
    open_cases(hall, size)
    office = next(one for one in Staff.objects.select_related("hall") if one.has(Role.HALL_OFFICE))
    leader = next(one for one in Staff.objects.select_related("hall") if one.has(Role.LEADER_IN_CHARGE))
    began = time.perf_counter()
    found = cases.propose_recalculation(hall=hall, kind="calendar", ground="基准", by=office, now=clock.now())
    proposed = time.perf_counter()
    found = cases.approve_recalculation(recalculation=found, by=leader, now=clock.now())
    approved = time.perf_counter()
    reading, writing = _bare()
    return {"propose": proposed - began, "approve": approved - proposed, "read": reading, "write": writing,
            "affected": found.affected, "moved": found.moved}  # fmt: skip


def _bare() -> tuple[float, float]:
    """Plainly reading every column the recalculation reads; and one update a row with nothing else."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, due_at, provisional, clock FROM cases_case")
        rows = cursor.fetchall()
    read = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("UPDATE cases_case SET due_at = %s WHERE id = %s", [(row[1], row[0]) for row in rows])
    return read - began, time.perf_counter() - read
