"""What notices say, built from facts. Domain texts are Chinese: the paper is, whatever the screen's language."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yichuang.apps.audit import Refusal, Refused
from yichuang.apps.catalog.limits import limit_sentence
from yichuang.apps.catalog.models import ServiceItem
from yichuang.core.identity import N_
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.pdf import Block, Fields, Heading, Notes, Numbered, Table


def moment(value: datetime) -> str:
    """2026年10月8日17时00分, in the hall's own time."""
    local = value.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日{local.hour}时{local.minute:02d}分"


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def copies(material: dict[str, Any]) -> str:
    """原件1份、复印件2份, or 出示原件 when nothing stays."""
    parts = [f"原件{material['originals']}份"] if material["originals"] else []
    parts += [f"复印件{material['copies']}份"] if material["copies"] else []
    return "、".join(parts) or "出示"


def bases_of(item: ServiceItem) -> str:
    return "；".join(
        f"《{one['name']}》{one['article']}" if not one["clause"] else f"{one['name']}{one['article']}"
        for one in item.rules["bases"]
    )


def materials_table(item: ServiceItem) -> Block:
    rows = tuple(
        (str(index), one["name"], copies(one), "必备" if one["required"] else "视情", one["note"] or one["obtain"])
        for index, one in enumerate(item.rules["materials"], start=1)
    )
    return Table(header=("序号", "材料", "份数", "要求", "说明"), rows=rows, widths=(1, 5, 3, 2, 5))


def require_five_parts(item: ServiceItem) -> None:
    """D5.5.1: ground, limit, procedure, materials, and the reason if refused; internal items have no sheet."""
    rules = item.rules
    lacking = [name for name, part in (("依据", rules["bases"]), ("程序", rules["procedure"])) if not part]
    if item.kind not in ("consultation", "internal") and not rules["materials"]:
        lacking.append("材料")
    if lacking:
        raise Refused(Refusal(
            "sheet_incomplete", N_("The catalogue entry of this item lacks: %(parts)s."),
            N_("Complete the entry before the sheet is handed out."), clause="D5.5.1",
            values={"parts": "、".join(lacking)},
        ))  # fmt: skip


def notification(item: ServiceItem, on: date) -> tuple[Block, ...]:
    """The one-time notification: everything a citizen must know before he comes again."""
    rules = item.rules
    blocks: list[Block] = [
        Fields(rows=(
            ("事项名称", f"{item.name}（{item.code}）"),
            ("设定依据", bases_of(item)),
            ("办理时限", limit_sentence(item, on)),
            ("收费标准", fee_words(item, on)),
            ("办理结果", rules["result"] or "当场答复"),
        )),
    ]  # fmt: skip
    if rules["conditions"]:
        blocks += [Heading(text="一、受理条件"), Numbered(items=tuple(rules["conditions"]))]
    blocks += [Heading(text="二、办理程序"), Numbered(items=tuple(rules["procedure"]))]
    if rules["materials"]:
        blocks += [Heading(text="三、所需材料"), materials_table(item)]
    blocks.append(Notes(lines=(
        "以上为本事项全部要求，材料齐全即予受理；需补正的，一次性书面告知。",
        "不符合条件不予办理的，书面说明理由和依据。",
    )))  # fmt: skip
    return tuple(blocks)


def fee_words(item: ServiceItem, on: date) -> str:
    """The fees in force on a day, in the words of a notice; an abolished one is never named (D2.4.2)."""
    day = on.isoformat()
    fees = [one for one in item.rules["fees"] if one["valid_from"] <= day <= (one["valid_to"] or day)]
    return "；".join(_fee(one) for one in fees) or "不收费"


def _fee(fee: dict[str, Any]) -> str:
    if fee["amount"] is None:
        return f"{fee['name']}：{fee['standard']}"
    return "不收费" if Decimal(fee["amount"]) == 0 else f"{fee['name']}：{fee['amount']}元/{fee['unit']}"
