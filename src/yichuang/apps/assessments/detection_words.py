"""What a detection says. Chinese, as every record of the assessment is, with the figures of the fact in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from yichuang.apps.assessments.found import Proof, ProofKind
from yichuang.apps.notices.texts import moment
from yichuang.core.detection import Argument, Detection, Reason

REASONS: Mapping[Reason, str] = {
    Reason.INSTANT_AS_PROMISED: "{number}：事项为即办件，按承诺件办理，没有记录理由",
    Reason.INSTANT_WITH_REASON: "{number}：事项为即办件，按承诺件办理，记录的理由：{why}",
    Reason.ENDED_LATE: "{number}：应于{due}前办结，实于{met}办结",
    Reason.STILL_OPEN: "{number}：应于{due}前办结，期满仍未办结",
    Reason.SENT_UP_LATE: "{number}：本厅应于{due}前办完并上报，实于{met}上报",
    Reason.REOPENED_UNDONE: "{number}：{ended}作办结处理，后以未实际办结为由重新办理",
    Reason.COMPLAINT_UNDONE: "{number}：{ended}作办结处理，有经查实的投诉称未实际办结",
    Reason.PART_AFTER_COMPLETION: "{number}：{ended}作办结处理，当时{parts}的部分尚未办完",
    Reason.SECOND_LIST: "{number}：第{place}次要求补件，记录的原因：{cause}",
    Reason.NO_LIST: "{number}：第{place}次要求补件，没有出具书面补件清单",
    Reason.LIST_LATE: "{number}：第{place}次要求补件，书面补件清单不是当日出具",
    Reason.LIST_INCOMPLETE: "{number}：第{place}次补件清单漏列：{left_out}",
    Reason.RETURN_WITHOUT_PAPER: "{number}：已退件，没有出具书面理由",
    Reason.RETURN_PAPER_LATE: "{number}：已退件，书面理由不是当日出具",
    Reason.COMPLETE_BUT_TURNED_AWAY: "{number}：必需材料均记为齐备，仍以缺主件为由退件：{reason}",
    Reason.NOT_EXPLAINED: "{number}：联办件，到{by}未向申请人说明办事程序",
    Reason.NOT_CONTACTED: "{number}：联办件，到{by}未与{departments}取得联系",
    Reason.NEITHER_EXPLAINED_NOR_CONTACTED: "{number}：联办件，到{by}未说明办事程序，也未与{departments}取得联系",
    Reason.SERIAL: "{number}：联办件，前一部门办完后一部门才开始：{pairs}",
    Reason.FEE_RAISED: "{name}：实收{amount}元，高于收费标准",
    Reason.FEE_UNKNOWN: "{name}：收费{amount}元，事项没有这一收费项目",
    Reason.FEE_ABOLISHED: "{name}：收费{amount}元，当日这一收费项目未生效、已取消或免收",
    Reason.FEE_LESS: "{name}：实收{amount}元，低于收费标准，没有乡政府同意的减免",
    Reason.FEE_WAIVED: "{name}：减免或缓交{amount}元，没有乡政府同意",
    Reason.SLIP_LATE: "请假（外出）条在{begins}离岗前未获批准，上班之日也未补办",
    Reason.SLIP_NOT_MADE_UP: "{begins}离岗，上班之日未补办请假（外出）手续",
    Reason.SLIP_UNEXPLAINED: "{begins}离岗，补办的请假（外出）条没有说明",
    Reason.OFF_POST: "{begins}至{ends}不在岗{minutes}分钟，没有请假或公务外出",
    Reason.OFF_POST_HALF_DAYS: "{begins}至{ends}整半天不在岗，没有请假或公务外出",
    Reason.OUT_OF_STOCK: "{form}于{out}断档",
    Reason.NOT_ARCHIVED: "{number}：到{due}未归档",
    Reason.LOAN_OVERDUE: "{title}：到{due}未归还",
    Reason.ARCHIVE_LOST: "{title}：{noted}登记遗失",
    Reason.REPORT_LATE: "{number}：应于{due}报送，逾期报送",
    Reason.REPORT_MISSING: "{number}：应于{due}报送，至今未报送",
    Reason.FEWER_MATERIALS: "{code}{name}：必需材料由{before}种减为{after}种",
    Reason.FEWER_STEPS: "{code}{name}：办理环节由{before}个减为{after}个",
    Reason.NEWLY_JOINT: "{code}{name}：新设为联办事项",
    Reason.ORDER_DISTURBED: "{number}：到中心上访并影响秩序，已查实：{what}",
    Reason.SAME_CONTACT: "同一电话名下有{count}名申请人的好评",
    Reason.PRAISE_BURST: "短时间内同一窗口有{count}件好评",
    Reason.PRAISE_BY_STAFF: "好评的申请人或其电话与本厅工作人员相同",
}

_MONEY = ("amount", "standard")
_LONGEST = 300
MOST_PROOFS = 20


def words_of(detection: Detection) -> str:
    """The reason in words, at most 300 signs."""
    said = REASONS[detection.reason].format(**{name: _said(name, value) for name, value in detection.arguments})
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _said(name: str, value: Argument) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if name in _MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}"
    return str(value)


# What a proof is and where it opens, by what its reference begins with. Registers open as a whole, without a key.
REGISTERS = {"archives": ("desk:archives", "档案目录"), "loans": ("desk:loans", "借阅复印登记")}
PLACES: Mapping[str, tuple[ProofKind, str, str]] = {
    **{kind: (ProofKind.RECORD, *place) for kind, place in REGISTERS.items()},
    "archive": (ProofKind.RECORD, "desk:archive", "档案目录"),
    "assignment": (ProofKind.RECORD, "desk:assignment", "交办事项"),
    "fee": (ProofKind.RECORD, "desk:fee", "收费登记"),
    "fee-waiver": (ProofKind.RECORD, "desk:fee_waiver", "减免缓登记"),
    "fee-irregularity": (ProofKind.RECORD, "desk:fee_irregularity", "违规收费登记"),
    "case": (ProofKind.RECORD, "desk:case", "办件记录"),
    "loan": (ProofKind.RECORD, "desk:loan", "借阅复印登记"),
    "notice": (ProofKind.NOTICE, "desk:notice", "通知书"),
    "off_post": (ProofKind.RECORD, "desk:off_post_record", "离岗记录"),
    "slip": (ProofKind.RECORD, "desk:slip", "请假（外出）条"),
    "item": (ProofKind.RECORD, "portal:item", "事项目录"),
    "stock": (ProofKind.RECORD, "desk:stock_card", "表格资料库存"),
}


def proofs_of(detection: Detection) -> tuple[Proof, ...]:
    """The evidence of a detection, up to 20 pieces, each with what it showed."""
    said = words_of(detection)
    return tuple(_proofs(detection.proofs[:MOST_PROOFS], said))


def _proofs(refs: Iterable[str], said: str) -> Iterable[Proof]:
    for ref in refs:
        kind, _, key = ref.partition(":")
        place, route, name = PLACES[kind]
        yield Proof(place.value, route, "" if kind in REGISTERS else key, f"{name}：{said}"[:_LONGEST])
