"""A few bookings of each kind, an absent handler, the roster of the next holidays, a call-out."""

from datetime import datetime, time, timedelta

from yichuang.apps.audit import batch
from yichuang.apps.cases.commands import Followed, record_follow_up
from yichuang.apps.cases.queries import follow_ups_due
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.organization import commands as organization
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_by_name, staff_of, windows_of
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import Absent, Arrangement, Call, Wish
from yichuang.apps.reception.models import Appointment
from yichuang.apps.reception.queries import days_off, duty_people, overdue, slots_at
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import load_calendar

NAMES = ("赵样例", "钱样例", "孙样例", "李样例", "周样例", "吴样例", "郑样例", "王样例", "冯样例", "陈样例")
DAYS_BACK, ROSTER_DAYS = 7, 150
FOLLOWED = 3


def lived(hall: Hall, now: datetime) -> None:
    """The weeks around `now`; nothing for a hall that takes no bookings."""
    if not hall.settings.get("booking"):
        return
    with batch():
        _past(hall, now)
        _away(hall, now)
        _roster(hall, now)
        _ahead(hall, now)
        _follow_ups(hall, now)


def _wish(hall: Hall, serial: int, code: str, **more: object) -> Wish:
    item = item_of(hall, code)
    window = windows_of(hall).select_related("hall").get(pk=item.window_id)
    return Wish(NAMES[serial % len(NAMES)], f"1390001{serial:04d}", item.name, window, item, **more)  # type: ignore[arg-type]


def _open(hall: Hall, days: int, now: datetime) -> datetime:
    """The first second of office time on the last working day so many days back."""
    calendar, day = load_calendar(hall.slug), now.astimezone(SHANGHAI).date() - timedelta(days=days)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return datetime.combine(day, calendar.sessions_on(day)[0].opens, SHANGHAI)


def _free(wish: Wish, now: datetime, ahead: int = 0) -> datetime:
    free = [one.starts for one in slots_at(wish.window, now, lead=True) if one.free]
    return free[min(ahead, len(free) - 1)]


def _past(hall: Hall, now: datetime) -> None:
    """Three of last week: one who came, one who came late, one who did not."""
    then = _open(hall, DAYS_BACK, now)
    for serial, (code, late) in enumerate((("MZ-10", 0), ("NL-03", 40), ("MZ-01", None))):
        wish = _wish(hall, serial, code)
        starts = _free(wish, then, 1)
        made = reception.book(wish=Wish(**vars(wish) | {"starts_at": starts}), channel="page", now=then)
        if late is None:
            continue
        reception.check_in(appointment=made, now=starts + timedelta(minutes=late))
        clerk = _clerk(hall, made)
        reception.note_outcome(appointment=made, outcome="已受理", by=clerk, now=starts + timedelta(minutes=late + 30))
    missed = then + timedelta(hours=12)
    if overdue(hall, missed).exists():
        reception.give_up_places(hall=hall, now=missed)


def _clerk(hall: Hall, made: Appointment) -> Staff:
    return staff_of(hall).select_related("hall").filter(window=made.window_id, is_active=True).first()


def _ahead(hall: Hall, now: datetime) -> None:
    """Of the coming days: by the page, by telephone, by letter, and at home."""
    for serial, code in enumerate(("MZ-10", "JS-02", "LD-01"), start=3):
        wish = _wish(hall, serial, code)
        starts = _free(wish, now, serial)
        reception.book(wish=Wish(**vars(wish) | {"starts_at": starts}), channel="page", now=now)
    clerk = staff_by_name(hall, "minzheng.a")
    reception.book(wish=_wish(hall, 6, "MZ-04"), channel="letter", by=clerk, now=now)
    home = _wish(hall, 7, "MZ-01", place="home", klass="old", address="样例村三组")
    made = reception.book(wish=home, channel="phone", by=clerk, now=now)
    to = Arrangement(_open(hall, 0, now) + timedelta(days=7, hours=1), staff=clerk)
    reception.arrange(appointment=made, to=to, by=clerk, now=now)
    wish = _wish(hall, 8, "CZ-05", place="home", klass="investment", organisation="样例企业")
    reception.book(wish=wish, channel="email", by=staff_by_name(hall, "caizheng.a"), now=now)


def _away(hall: Hall, now: datetime) -> None:
    """A citizen whose handler was away, with the time agreed by telephone."""
    then, handler, clerk = _open(hall, 2, now), staff_by_name(hall, "cunzhen.a"), staff_by_name(hall, "minzheng.a")
    office = staff_by_name(hall, "office.a")
    organization.set_absent(staff=handler, absent=True, by=office, now=then)
    visit = reception.open_visit(window=clerk.window, matter="农村建房", own_scope=False, by=clerk, now=then)
    agreed = _open(hall, 0, now + timedelta(days=6)) + timedelta(hours=1)
    absent = Absent("陈样例", "13900019999", "农村建房", agreed, "带宅基地审批表和身份证", "电话联系，约定时间到窗口")
    reception.register_absent(visit=visit, handler=handler, absent=absent, by=clerk, now=then)
    reception.close_visit(visit=visit, by=clerk, now=then + timedelta(minutes=8))
    organization.set_absent(staff=handler, absent=False, by=office, now=then + timedelta(hours=2))


def _roster(hall: Hall, now: datetime) -> None:
    """The coming holidays but for the last one have their people; one call-out of a weekend past."""
    office, people, today = staff_by_name(hall, "office.b"), duty_people(hall), now.astimezone(SHANGHAI).date()
    holidays = [one for one in days_off(hall, today, ROSTER_DAYS) if one.mark.kind == "holiday"]
    for place, one in enumerate(holidays[:-1]):
        reception.put_on_duty(day=one.day, staff=people[place % len(people)], by=office, now=now)
    saturday = today - timedelta(days=today.weekday() + 2)
    told, minute = datetime.combine(saturday, time(20, 10), SHANGHAI), timedelta(minutes=1)
    clerk = staff_by_name(hall, "minzheng.a")
    call = Call(clerk, "村民房屋受灾，需临时救助", told, "样例村二组")
    made = reception.call_out(call=call, by=office, now=told + 5 * minute)
    reception.note_there(callout=made, arrived_at=told + 35 * minute, by=office, now=told + 60 * minute)
    done = told + 180 * minute
    reception.close_callout(callout=made, outcome="已妥善安置，次日办理临时救助", by=office, now=done)


def _follow_ups(hall: Hall, now: datetime) -> None:
    """The first due visits of each handler are recorded; the later ones still wait."""
    for staff in staff_of(hall).select_related("hall").filter(is_active=True, window__isnull=False):
        due = follow_ups_due(staff, now).select_related("hall", "case__item__post", "case__applicant")
        for one in list(due)[:FOLLOWED]:
            followed = Followed(now.astimezone(SHANGHAI).date(), "phone", "证件使用正常，持证人满意")
            record_follow_up(follow_up=one, followed=followed, by=staff, now=now)
