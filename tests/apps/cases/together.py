"""A joint case of the village building window (GT-01), with the departments that take part."""

from datetime import timedelta

from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import JointPart
from yichuang.apps.cases.queries import case_for, joint_of
from yichuang.apps.organization.models import Department

OFFICE, OFFICE_CLERK, LEAD, LEAD_HEAD = "office.b", "office.a", "cunzhen.a", "cunzhen.b"
SAID = "三家单位同时踏勘，由大厅办公室约定时间"


class Together:
    """Acts on a joint case by the people whose they are, a minute apart."""

    def __init__(self, cast):
        self.cast, self.now = cast, cast.now

    def later(self, **by):
        self.now += timedelta(**(by or {"minutes": 1}))
        return self.now

    def department(self, code):
        return Department.objects.get(hall=self.cast.hall, code=code)

    def places(self, *codes):
        return [cases.Place(self.department(code)) for code in codes]

    def a_case(self, **more):
        made = self.cast.a_case(item=self.cast.item("GT-01"), by=self.cast.person(LEAD), now=self.now, **more)
        return case_for(self.cast.person(LEAD), made.pk)

    def opened(self, *codes, by=OFFICE, case=None):
        """A joint case; its parts are those of finance and public security unless others are named."""
        case = case or self.a_case()
        by = self.cast.person(by)
        cases.open_joint(case=case, places=self.places(*(codes or ("caizheng", "zongzhi"))), by=by, now=self.now)
        return joint_of(case)

    def part(self, joint, code):
        related = ("joint__case__hall", "joint__case__applicant", "joint__case__item", "department")
        return JointPart.objects.select_related(*related).get(joint=joint, department__code=code)

    def contact(self, joint, code, **more):
        given = {"person": "样例联系人", "how": "phone", "what": "请三日内踏勘", "by": self.cast.person(OFFICE)} | more
        return cases.contact(part=self.part(joint, code), now=self.later(), **given)

    def explain(self, joint, *, by=OFFICE, said=SAID):
        return cases.explain(joint=joint, explanation=said, by=self.cast.person(by), now=self.later())

    def begin(self, joint, code, *, by="", now=None):
        by = self.cast.person(by or f"{code}.head")
        return cases.begin_part(part=self.part(joint, code), by=by, now=now or self.later())

    def finish(self, joint, code, *, by="", now=None, result="同意，已踏勘"):
        by = self.cast.person(by or f"{code}.head")
        return cases.finish_part(part=self.part(joint, code), result=result, by=by, now=now or self.later())
