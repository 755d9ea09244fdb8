"""The smallest Django view that writes the same rows as an intake, and nothing else: the framework's own limit."""

import itertools
import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

import bench.setup_django  # noqa: F401
from bench.rows import _case
from yichuang.apps.cases.models import Applicant, Case, MaterialMark, StageStamp
from yichuang.apps.catalog.models import ServiceItem
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Hall, Numbering, Staff, Window
from yichuang.config import clock

# Every process counts where no other does.
_count = itertools.count(50_000_000 + os.getpid() % 1_000 * 100_000)


def smallest(request: HttpRequest) -> HttpResponse:
    """Applicant, number, case, materials, stamp, two notices: each by the mapper's plainest call, one transaction."""
    from yichuang.apps.audit.turns import writing

    index, now = next(_count), clock.now()
    hall, staff = Hall.objects.get(), Staff.objects.filter(roles__contains="CLK").first()
    items, windows = list(ServiceItem.objects.filter(kind="promised")[:1]), list(Window.objects.all()[:1])
    with writing(), transaction.atomic():
        applicant = Applicant.objects.create(
            hall=hall, name="样例", identity="x", identity_kind="x", identity_index="x", phone="x"
        )
        Numbering.objects.get_or_create(hall=hall, series="bench", period="x")
        case: Case = _case(index, hall, items, windows, staff, applicant, now)
        case.save(force_insert=True)
        MaterialMark.objects.bulk_create(
            [MaterialMark(case=case, round=1, material=str(n), name="x", mark="present") for n in range(4)]
        )
        StageStamp.objects.create(case=case, stage="acceptance", at=now, by=staff, by_name=staff.name)
        for kind in ("X1", "X2"):
            Notice.objects.create(hall=hall, kind=kind, year=1, sequence=index, number="x", subject="x",
                                  document="x" * 900, digest="x", code=f"{kind}{index}", issued_at=now,
                                  issued_by=staff)  # fmt: skip
    return HttpResponse("done")


urlpatterns = [path("smallest/", smallest)]
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = __name__
application = WSGIHandler()
