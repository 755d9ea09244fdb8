"""People and things of the sample hall, by what they are; states as traits: `cast.a_case(at=State.ACCEPTED)`."""

from datetime import timedelta

from tests.conftest import OPENING
from yichuang.apps.cases import commands as cases
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.organization.models import Staff, Window
from yichuang.apps.reception import commands as reception
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Queue
from yichuang.core.identity import check_character
from yichuang.core.lifecycle import Action, State
from yichuang.core.worktime import SHANGHAI

ORDER = (State.ACCEPTED, State.HANDLED, State.REVIEWED, State.APPROVED, State.COMPLETED)
FORWARDED_ORDER = (State.ACCEPTED, State.HANDLED, State.REVIEWED, State.FORWARDED, State.APPROVED, State.COMPLETED)


def identity(serial: int = 1, *, birth: str = "19900307", region: str = "429999") -> str:
    """A number with a valid check character and a county code that is given to no county, so it is nobody's."""
    body = f"{region}{birth}{serial:03d}"
    return body + check_character(body)


class Cast:
    def __init__(self, hall, now=OPENING):
        self.hall, self.now, self._serial = hall, now, 0

    def person(self, username):
        return Staff.objects.select_related("hall", "window", "department").get(username=username)

    @property
    def clerk(self):
        return self.person("minzheng.a")

    @property
    def stand_in(self):
        return self.person("minzheng.b")

    window_head = stand_in

    @property
    def department_head(self):
        return self.person("minzheng.head")

    @property
    def other_clerk(self):
        return self.person("caizheng.a")

    @property
    def principal(self):
        return self.person("leader.principal")

    def window(self, code="w3"):
        return Window.objects.select_related("hall", "department").get(hall=self.hall, code=code)

    def queue(self, letter="C"):
        return Queue.objects.select_related("hall").get(hall=self.hall, letter=letter)

    def item(self, code="MZ-10"):
        return item_of(self.hall, code)

    def a_ticket(self, letter="C", priority="normal", **more):
        return tickets.take_ticket(queue=self.queue(letter), priority=priority, now=more.pop("now", self.now), **more)

    def a_visit(self, *, matter="申请临时救助", by=None, window=None, own_scope=True, ticket=None, item_code=""):
        by = by or self.clerk
        return reception.open_visit(
            window=window or by.window, matter=matter, own_scope=own_scope, by=by, now=self.now, ticket=ticket,
            item_code=item_code,
        )  # fmt: skip

    def marks(self, item=None, **changed):
        """All materials present, but those named by number: `marks(m2="missing")`."""
        item = item or self.item()
        marks = {one["id"]: ("present", "") for one in item.rules["materials"]}
        for name, mark in changed.items():
            marks[f"{item.code}.{name[1:]}"] = (mark, "字迹不清" if mark == "unacceptable" else "")
        return marks

    def an_application(self, item=None, *, marks=None, **fields):
        item = item or self.item()
        self._serial += 1
        given = {"name": "样例申请人", "identity": identity(self._serial), "phone": "13800001234"} | fields
        return cases.Application(item=item, marks=marks or self.marks(item), **given)

    def take_in(self, *, item=None, verdict=None, by=None, visit=None, now=None, **fields):
        by = by or self.clerk
        verdict = verdict or cases.Verdict(Action.ACCEPT)
        application = self.an_application(item, **fields)
        visit = visit or self.a_visit(by=by)
        return cases.take_in(visit=visit, application=application, verdict=verdict, by=by, now=now or self.now)

    def a_case(self, *, at=State.ACCEPTED, item=None, now=None, **fields):
        """A case that has reached `at` through the real commands, one hour a stage."""
        now = now or self.now
        if at is State.SUPPLEMENTING:
            item = item or self.item()
            fields["marks"] = self.marks(item, m2="missing")
            return self.take_in(item=item, verdict=cases.Verdict(Action.ASK_SUPPLEMENT), now=now, **fields)[0]
        case = self.take_in(item=item, now=now, **fields)[0]
        order = FORWARDED_ORDER if case.kind == "forwarded" else ORDER
        for reached in order[1 : order.index(at) + 1]:
            now += timedelta(hours=1)
            case = self.advance(case, reached, now)
        return case

    def a_booking(self, *, starts_at=None, now=None, by=None, channel="page", **wish):
        """A booking of window 3, by the public page unless somebody took it in."""
        self._serial += 1
        given = {"name": "样例预约人", "contact": f"1390000{self._serial:04d}", "matter": "申请临时救助"} | wish
        given.setdefault("window", self.window())
        return reception.book(
            wish=reception.Wish(starts_at=starts_at, **given), channel=channel, by=by, now=now or self.now
        )

    def advance(self, case, reached, now):
        handler, reviewer, approver = self.people_of(case)
        if reached is State.HANDLED:
            return cases.handle(case=case, by=handler, now=now)
        if reached is State.REVIEWED:
            return cases.review(case=case, by=reviewer, now=now)
        if reached is State.FORWARDED:
            return cases.forward(case=case, sending=self.a_sending(now), by=approver, now=now)[0]
        if reached is State.APPROVED:
            if case.state == State.FORWARDED:
                cases.take_back(case=case, answer=cases.Answer("granted", "样例批复：同意"), by=handler, now=now)
            return cases.approve(case=case, by=approver, now=now)
        return cases.complete(case=case, result="予以救助", recipient="样例申请人", by=handler, now=now)[0]

    def people_of(self, case):
        """Who handles, reviews and approves a case while all are at work: clerk, head of window, head of department."""
        here = Staff.objects.select_related("hall", "window", "department").filter(hall=self.hall)
        reviewer = here.get(window=case.front_window, roles__contains="WH")
        department = case.item.department.code
        return self.person(case.item.post.a.username), reviewer, self.person(f"{department}.head")

    def a_sending(self, now, *, days=30):
        day = now.astimezone(SHANGHAI).date() + timedelta(days=days)
        return cases.Sending("样例县上级机关", day, "样乡计〔2026〕1号")

    def a_forwarded(self, at=State.FORWARDED, **fields):
        """A case that is sent up (JS-04), taken in by the clerk of its window."""
        return self.a_case(item=self.item("JS-04"), by=self.person("jisheng.a"), at=at, **fields)
