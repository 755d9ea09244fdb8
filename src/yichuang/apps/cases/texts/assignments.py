"""N17: what came of a matter that an upper body assigned (D5.4.1)."""

from collections.abc import Sequence

from yichuang.apps.cases.models import Assignment, AssignmentContact
from yichuang.apps.notices.texts import day, moment
from yichuang.integrations.pdf import Block, Fields, Heading, Paragraph, Table

OPENING = {
    "done": "贵单位交办的下列事项已经办理，现将结果报告如下。",
    "not_possible": "贵单位交办的下列事项，经办理确有困难，不能完成，现将情况说明如下。",
}
CONTACTS = {"not_in_time": "不能按期办结", "not_possible": "不能办理"}


def result_report(
    assignment: Assignment, outcome: str, report: str, contacts: Sequence[AssignmentContact]
) -> tuple[Block, ...]:
    """Document, matter, days and result; with what was explained to the body before, if it was."""
    rows = [
        ("交办文号", assignment.document_no or "无"),
        ("交办事项", assignment.matter),
        ("收到日期", day(assignment.received_on)),
        ("要求办结日期", day(assignment.due_on)),
        ("承办部门", assignment.department.name),
        ("办理结果" if outcome == "done" else "情况说明", report),
    ]
    if assignment.handler is not None:
        rows.insert(-1, ("承办人", assignment.handler.name))
    blocks: list[Block] = [Paragraph(text=OPENING[outcome]), Fields(rows=tuple(rows))]
    if contacts:
        told = tuple((moment(one.at), one.person, f"{CONTACTS[one.kind]}：{one.explanation}") for one in contacts)
        blocks += [
            Heading(text="此前联系说明"),
            Table(header=("时间", "联系对象", "说明"), rows=told, widths=(3, 3, 8)),
        ]
    return tuple(blocks)
