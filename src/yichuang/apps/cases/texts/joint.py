"""What N12 says to the citizen of a joint case."""

from collections.abc import Sequence

from yichuang.apps.cases.models import JointCase, JointPart
from yichuang.apps.cases.texts.standard import PROVISIONAL, head, limit_words
from yichuang.apps.catalog.limits import clause_words
from yichuang.apps.notices.texts import moment
from yichuang.integrations.pdf import Block, Fields, Heading, Notes, Numbered, Paragraph, Table


def joint_procedure(joint: JointCase, parts: Sequence[JointPart], identity: str) -> tuple[Block, ...]:
    """N12: the units, their order, the one total limit, who coordinates (D2.3.4, D3.2.7)."""
    case = joint.case
    lead = (f"{case.front_window}", "牵头", "受理申请，汇总各单位办理结果")
    units = [(f"{one.window or one.department}", "协办", "与其他单位同时开始") for one in parts]
    rows = tuple((str(place), *unit) for place, unit in enumerate((lead, *units), start=1))
    names = "、".join(one.department.name for one in parts)
    office = joint.coordinator
    blocks: list[Block] = [
        Paragraph(text="您申请的下列事项由多个单位联合办理，由本厅办公室统一协调，一个窗口受理，您不必逐个单位往返。"),
        Fields(rows=(
            *head(case, identity),
            ("受理编号", case.number),
            ("协调人", f"大厅办公室 {office.name}" if office else "大厅办公室"),
            ("总时限", f"{moment(case.due_at)}前（{limit_words(case)}，依据{clause_words(case.clock['clause'])}）"),
        )),
        Heading(text="一、办理单位"),
        Table(header=("序号", "单位", "分工", "说明"), rows=rows, widths=(1, 5, 2, 6)),
        Heading(text="二、办理程序"),
        Numbered(items=(
            f"{moment(joint.opened_at)}起，{names}同时办理各自部分。",
            "各单位全部办完后，由牵头窗口汇总承办。",
            "审核、审批后办结，在牵头窗口领取结果。",
        )),
        Heading(text="三、其他说明"),
        Paragraph(text=joint.explanation),
    ]  # fmt: skip
    notes = [PROVISIONAL] if case.provisional else []
    return (*blocks, Notes(lines=(*notes, "各单位的办理时间均包含在总时限内，不另行延长。")))
