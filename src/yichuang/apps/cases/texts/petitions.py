"""What the notice of an accepted petition says (N01, D4.3.9, C-18)."""

from yichuang.apps.cases.models import Case
from yichuang.apps.cases.texts.standard import PROVISIONAL, head, limit_words
from yichuang.apps.catalog.limits import clause_words
from yichuang.apps.notices.texts import moment
from yichuang.integrations.pdf import Block, Fields, Notes, Paragraph
from yichuang.integrations.site import sealer


def petition_acceptance(case: Case, identity: str) -> tuple[Block, ...]:
    """N01 of a petition: what it is about, who answers for it, by when."""
    petition = case.petition
    rows = (
        *head(case, identity),
        ("反映事项", petition.matter),
        ("受理编号", case.number),
        ("收件编号", case.receipt),
        ("登记时间", moment(petition.registered_at)),
        ("正式受理时间", moment(case.accepted_at)),
        ("责任部门", str(petition.department)),
        ("办结时限", f"{moment(case.due_at)}前（{limit_words(case)}，依据{clause_words(case.clock['clause'])}）"),
    )
    can_look_up = bool(sealer().open("phone", case.applicant.phone))
    look_up = ["凭收件编号和登记电话后四位可查询办理进度。"] if can_look_up else []
    return (
        Paragraph(
            text="您反映的下列事项属于本厅受理范围，现予受理，由责任部门调查核实后书面答复。办理期限自正式受理时间起算。"
        ),
        Fields(rows=rows),
        Notes(lines=(*([PROVISIONAL] if case.provisional else []), *look_up, "来访请依法有序，一事一访。")),
    )
