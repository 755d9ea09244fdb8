"""What people make of the findings of the sample quarter: decided, contested, withdrawn; and two entered by hand."""

from datetime import datetime, timedelta

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.commands import Proof, ProofKind
from yichuang.apps.assessments.models import Finding
from yichuang.apps.audit import Refused, batch
from yichuang.apps.organization.models import Hall, Staff, Window
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role
from yichuang.config.demo.posts import holder_of

CHECKED = "已调阅办件记录并向窗口核实（样例）"
# Rule, window, fact, what was seen: an assessor's round on the last working day before `now`.
ROUND = (
    ("2.4", "w2", "档案盒未编目（样例）", "巡查时一盒归档材料未编目，窗口负责人在场（样例）"),
    ("7.1", "w4", "柜台堆放杂物（样例）", "巡查时柜台堆放杂物，已当场要求整理（样例）"),
)


def add_findings(hall: Hall, *, now: datetime) -> int:
    """Decides half of the drafts, has one confirmed finding contested and withdrawn; returns how many it dealt with."""
    assessor, leader = holder_of(hall, Role.ASSESSOR), holder_of(hall, Role.LEADER_IN_CHARGE)
    if assessor is None or leader is None:
        return 0
    with batch():
        drafts = list(queries.findings_to_decide(assessor, now))
        for place, one in enumerate(drafts[::2]):
            _decide(one, place, assessor, now)
        contested = _contest(hall, now)
        for one in contested[:1]:
            commands.settle(finding=one, upheld=False, reason=CHECKED, by=leader, now=now)
        _correct(hall, assessor, now)
        entered = [_enter(hall, assessor, *row, now=now) for row in ROUND]
    return len(drafts[::2]) + len(contested) + len(entered)


def _decide(one: Finding, place: int, assessor: Staff, now: datetime) -> None:
    if place % 5 == 4:
        commands.reject(finding=one, reason="经核实不成立（样例）", by=assessor, now=now)
    else:
        commands.confirm(finding=one, verification=CHECKED, by=assessor, now=now)


def _contest(hall: Hall, now: datetime) -> list[Finding]:
    """The heads of two windows contest the newest finding about their window that still can be."""
    done: list[Finding] = []
    for head in (one for one in staff_of(hall).filter(is_active=True) if one.has(Role.WINDOW_HEAD)):
        for one in queries.findings_to_answer(head, now)[:1]:
            try:
                done.append(commands.contest(finding=one, words="当日系统维护，请核对（样例）", by=head, now=now))
            except Refused:
                continue
        if len(done) == 2:
            break
    return done


def _correct(hall: Hall, assessor: Staff, now: datetime) -> None:
    """One correction waits for its second person."""
    one = Finding.objects.filter(hall=hall, state="confirmed").order_by("-happened_at", "-id").first()
    if one is not None:
        commands.propose_correction(finding=one, why="经复核，当日已口头说明（样例）", by=assessor, now=now)


def _enter(hall: Hall, assessor: Staff, rule: str, code: str, fact: str, seen: str, *, now: datetime) -> Finding:
    window = Window.objects.select_related("hall").get(hall=hall, code=code)
    return commands.find(
        window=window, rule=rule, fact=fact, happened_at=now - timedelta(hours=1), reason=fact, by=assessor, now=now,
        evidence=[Proof(ProofKind.MINUTE, "", "", seen)],
    )  # fmt: skip
