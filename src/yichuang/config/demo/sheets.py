"""The score sheets of the quarter that ended during the sample: finalised, one objected to, answered, published."""

from datetime import date, datetime, time
from fractions import Fraction

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import Finding, Sheet
from yichuang.apps.assessments.quarters import before, quarter_at, span_of
from yichuang.apps.audit import batch
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of
from yichuang.core.worktime import SHANGHAI
from yichuang.rulebook.worktime import load_calendar

WORDS = "按期办结率的分母中有两件为申请人自行撤回，请复核后再定"
ANSWER = "经核对办件登记，两件均由申请人领取结果，未撤回，按原记录计算"

RIGHTLY = "其中一件当日因全镇停电无法办理，请复核（样例）"
MISTAKEN = "当日全镇停电，有供电所通知为证，不应扣分（样例）"
AGREED = "已核对供电所通知，情况属实（样例）"


def add_sheets(hall: Hall, *, now: datetime) -> int:
    """Lives the weeks after the last ended quarter as far as they lie before `now`; returns how many sheets it made."""
    quarter = before(quarter_at(now))
    days = _working_days(hall, quarter.following)
    windows, assessor = list(queries.unscored(hall, now)), holder_of(hall, Role.ASSESSOR)
    if assessor is None or not windows or _at(days[1]) > now:
        return 0
    with batch():
        made = commands.finalise(hall=hall, quarter=quarter, windows=windows, by=assessor, now=_at(days[1]))
        _object(hall, made, assessor, days, now)
        _put_right(hall, made, assessor, days, now)
        if _at(days[8]) <= now:
            ready = list(queries.ready_to_publish(hall, _at(days[8]), quarter))
            commands.publish(hall=hall, sheets=ready, by=assessor, now=_at(days[8]))
    return len(made)


def _object(hall: Hall, made: list[Sheet], assessor: Staff, days: list[date], now: datetime) -> None:
    """The window with the lowest total objects on the second day and is answered on the fourth."""
    heads = {one.window_id: one for one in staff_of(hall).filter(is_active=True) if one.has(Role.WINDOW_HEAD)}
    totals = {key: version.total for key, version in queries.latest_versions(hall, before(quarter_at(now))).items()}
    lowest = min(made, key=lambda one: (Fraction(totals[one.window_id]), one.window.number))
    if lowest.window_id not in heads or _at(days[4]) > now:
        return
    said = commands.object_to(sheet=lowest, words=WORDS, by=heads[lowest.window_id], now=_at(days[2]))
    commands.answer_objection(objection=said, accepted=False, words=ANSWER, by=assessor, now=_at(days[4]))


def _put_right(hall: Hall, made: list[Sheet], assessor: Staff, days: list[date], now: datetime) -> None:
    """Another window objects and is right: two persons withdraw the finding, and the sheet is scored again."""
    leader, done = holder_of(hall, Role.LEADER_IN_CHARGE), {one.pk for one in made if one.objections.exists()}
    others = {one.window_id: one for one in made if one.pk not in done}
    begin, end = span_of(before(quarter_at(now)))
    counted = Finding.objects.filter(window__in=others, state="confirmed", happened_at__gte=begin, happened_at__lt=end)
    finding = counted.order_by("-happened_at", "-id").first()
    heads = {one.window_id: one for one in staff_of(hall).filter(is_active=True) if one.has(Role.WINDOW_HEAD)}
    if leader is None or finding is None or finding.window_id not in heads or _at(days[4]) > now:
        return
    sheet, head = others[finding.window_id], heads[finding.window_id]
    said = commands.object_to(sheet=sheet, words=RIGHTLY, by=head, now=_at(days[2]))
    proposed = commands.propose_correction(finding=finding, why=MISTAKEN, by=assessor, now=_at(days[3]))
    commands.settle_correction(correction=proposed, accepted=True, words=AGREED, by=leader, now=_at(days[3]))
    commands.answer_objection(objection=said, accepted=True, words=AGREED, by=assessor, now=_at(days[4]))
    commands.rescore(sheet=sheet, why=MISTAKEN, by=assessor, now=_at(days[4]))


def _working_days(hall: Hall, first: date) -> list[date]:
    """The first nine working days from a day on."""
    calendar = load_calendar(hall.slug)
    start = calendar.index(first) - 1
    return [calendar.day(calendar.nth_index(start, place)) for place in range(1, 10)]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), SHANGHAI)
