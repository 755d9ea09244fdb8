"""The notices of section 2b: what each is called and the sign its number carries."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    ACCEPTANCE = "N01"
    CONSULTATION = "N02"
    SUPPLEMENT = "N03"
    RETURN = "N04"
    PROMISE = "N05"
    EXTENSION = "N06"
    NOTIFICATION = "N07"
    COMPLETION = "N08"
    REFUSAL = "N09"
    APOLOGY = "N13"
    JOINT = "N12"
    TIME_NEEDED = "N18"
    DUE_MOVED = "N19"
    FORWARDING = "N14"
    RESULT_REPORT = "N17"


@dataclass(frozen=True)
class Form:
    title: str
    sign: str
    clause: str


FORMS = {
    Kind.ACCEPTANCE: Form("受理通知书", "受", "D3.2.4"),
    Kind.CONSULTATION: Form("咨询件受理通知书", "咨", "D3.4.3"),
    Kind.SUPPLEMENT: Form("补充件通知书", "补", "D3.4.4"),
    Kind.RETURN: Form("退回件通知书", "退", "D3.4.5"),
    Kind.PROMISE: Form("承诺件通知书", "承", "D3.4.7"),
    Kind.EXTENSION: Form("延期办结通知书", "延", "D5.2.3"),
    Kind.NOTIFICATION: Form("一次性告知单", "告", "D5.5.1"),
    Kind.COMPLETION: Form("办结通知书（回执）", "结", "D4.8.1"),
    Kind.REFUSAL: Form("不予办理决定书", "禁", "D1.12"),
    Kind.APOLOGY: Form("赔礼道歉书", "歉", "D5.2.4"),
    Kind.JOINT: Form("联办件办事程序说明", "联", "D2.3.4"),
    Kind.TIME_NEEDED: Form("特殊环节所需时间告知书", "时", "行政许可法第四十五条"),
    Kind.DUE_MOVED: Form("办结时限变更告知书", "变", "D4.11.2"),
    Kind.FORWARDING: Form("上报转送单", "送", "D3.4.9"),
    Kind.RESULT_REPORT: Form("上级交办事项办理结果报告", "报", "D5.4.1"),
}


def number_of(prefix: str, kind: Kind, year: int, sequence: str) -> str:
    """A document number in the manner of GB/T 9704: 样乡便受〔2026〕12号."""
    return f"{prefix}{FORMS[kind].sign}〔{year}〕{sequence}号"
