"""What the notices of a case say (N01, N03–N06, N08, N09)."""

from collections.abc import Iterable, Sequence

from yichuang.apps.cases.agency import agency_of
from yichuang.apps.cases.models import Agency, Case
from yichuang.apps.catalog.limits import WORDS, clause_words
from yichuang.apps.notices.kinds import Kind
from yichuang.apps.notices.laying import Draft
from yichuang.apps.notices.texts import SHANGHAI, copies, day, fee_words, moment
from yichuang.core.identity import mask_identity
from yichuang.core.lifecycle import Checked, Mark
from yichuang.core.worktime import Unit
from yichuang.integrations.pdf import Block, Fields, Heading, Notes, Numbered, Paragraph, Table
from yichuang.integrations.site import sealer

PROVISIONAL = "该日期所在年度的放假安排尚未公布，办结时间为暂定，安排公布后如有变动另行告知。"
WORDS_OF_CASE = ("申请人", "申请单位", "申请事项")
WORDS_OF_PETITION = ("来访人", "来访人单位", "信访事项")
FIVE_STAGES = ("受理", "承办", "审核", "审批", "办结")


def drafted(case: Case, kind: Kind, sections: Sequence[Block], *, signature: bool = False) -> Draft:
    """A notice on a case to its applicant; the subject of a case not yet stored follows with its key."""
    return Draft(kind, case.ref, case.applicant.name, sections, signature)


def head(case: Case, identity: str) -> list[tuple[str, str]]:
    """Whom and what a notice is about, as the first rows of each."""
    who, unit, what = WORDS_OF_PETITION if case.kind == "petition" else WORDS_OF_CASE
    number = f"（证件号码 {mask_identity(identity)}）" if identity else ""
    rows = [(who, f"{case.applicant.name}{number}")]
    if (agency := agency_of(case)) is not None:
        rows += agent_rows(agency)
    if case.applicant.organisation:
        rows.append((unit, case.applicant.organisation))
    return [*rows, (what, f"{case.item_name}（{case.item.code}）")]


def agent_rows(agency: Agency) -> list[tuple[str, str]]:
    """Who acts in the citizen's name and by what paper (D1.11)."""
    number = f"，证件号码 {mask_identity(sealer().open('identity', agency.identity))}" if agency.identity else ""
    place = f"{agency.village} " if agency.village else ""
    return [
        ("代办人", f"{agency.name}（{place}{agency.relation}{number}）"),
        ("授权文书", f"{agency.paper}（{day(agency.paper_on)}）"),
    ]


def limit_words(case: Case) -> str:
    """The amount of the limit: 20日, 10个工作日."""
    return f"{case.clock['amount']}{WORDS[Unit(case.clock['unit'])]}"


def _received(materials: Iterable[Checked], case: Case) -> Block:
    needed = {one["id"]: one for one in case.item.rules["materials"]}
    rows = [(one.name, copies(needed[one.id]), one.note) for one in materials if one.mark is Mark.PRESENT]
    numbered = tuple((str(index), *row) for index, row in enumerate(rows, start=1))
    return Table(header=("序号", "收到材料", "份数", "备注"), rows=numbered, widths=(1, 6, 3, 3))


def acceptance(case: Case, materials: Sequence[Checked], identity: str) -> tuple[Block, ...]:
    """N01: number, item, applicant, time of formal acceptance, materials, due time (D3.2.4, D3.4.2)."""
    rows = [
        *head(case, identity),
        ("受理编号", case.number),
        ("收件编号", case.receipt),
        ("正式受理时间", moment(case.accepted_at)),
        ("办结时限", f"{moment(case.due_at)}前（{limit_words(case)}，依据{clause_words(case.clock['clause'])}）"),
        ("收费", fee_words(case.item, case.accepted_at.astimezone(SHANGHAI).date())),
    ]
    opening = "您提交的申请材料齐全，符合受理条件，现予受理。办理期限自正式受理时间起算。"
    if deemed := case.clock.get("deemed"):
        opening = f"{deemed['title']}（{deemed['source']}）。您的申请自收件之日起受理，办理期限自该时间起算。"
    blocks: list[Block] = [Paragraph(text=opening), Fields(rows=tuple(rows))]
    if any(one.mark is Mark.PRESENT for one in materials):
        blocks.append(_received(materials, case))
    notes = ["凭收件编号和登记电话后四位可查询办理进度。"]
    return (*blocks, Notes(lines=(*([PROVISIONAL] if case.provisional else []), *notes)))


def promise(case: Case, identity: str, because: str = "") -> tuple[Block, ...]:
    """N05: the promised limit, its due time and the steps (D3.4.7); `because`: why an instant item is not (C-33)."""
    kind = (
        "本事项需报上级机关审批，本厅在下列时限内完成初审并上报。"
        if case.clock["local_only"]
        else "本事项需审核后方能办结，现承诺如下。"
    )
    blocks: list[Block] = [
        Paragraph(text=kind),
        Fields(rows=(
            *head(case, identity),
            ("受理编号", case.number),
            ("承诺时限", f"{limit_words(case)}（依据{clause_words(case.clock['clause'])}）"),
            ("承诺办结时间", f"{moment(case.due_at)}前"),
            ("承办人", case.handler.name),
            *([("未当场办结的原因", because)] if because else []),
        )),
        Heading(text="办理步骤"),
        Numbered(items=FIVE_STAGES if because else tuple(case.item.rules["procedure"]) or FIVE_STAGES),
    ]  # fmt: skip
    if case.provisional:
        blocks.append(Notes(lines=(PROVISIONAL,)))
    return tuple(blocks)


def lacking_table(case: Case, lacking: Sequence[Checked]) -> Block:
    """What is to be brought, in how many copies, and why."""
    why = {Mark.MISSING: "未提交", Mark.UNACCEPTABLE: "不符合要求"}
    needed = {one["id"]: one for one in case.item.rules["materials"]}
    rows = tuple(
        (str(index), one.name, copies(needed[one.id]), f"{why[one.mark]}{'：' + one.note if one.note else ''}")
        for index, one in enumerate(lacking, start=1)
    )
    return Table(header=("序号", "需补充的材料", "份数", "原因"), rows=rows, widths=(1, 6, 3, 5))


def supplement(case: Case, lacking: Sequence[Checked], identity: str) -> tuple[Block, ...]:
    """N03: everything that is lacking, why each, and where to bring it (D3.4.4)."""
    return (
        Paragraph(text="您的申请符合条件，但下列材料尚需补齐。补齐后即予受理，办理期限自受理之日起算。"),
        Fields(rows=(*head(case, identity), ("收件编号", case.receipt), ("收件时间", moment(case.received_at)))),
        lacking_table(case, lacking),
        Notes(lines=(f"补齐后请送交{case.front_window}。以上为一次性告知的全部内容。",)),
    )


def ending(case: Case, kind: str, said: tuple[str, str, str], identity: str) -> tuple[Block, ...]:
    """N04 and N09: the reason in writing, its ground, and what the citizen can do (D3.4.5, D1.12)."""
    reason, ground, remedy = said
    opening = {
        "missing_main": "您的申请缺少主要材料，现予退回。",
        "unlawful": "您的申请事项不符合规定，现予退回。",
        "refused": "您的申请经审查不予办理，现将理由告知如下。",
    }[kind]
    if case.kind == "petition":
        opening = "您反映的事项经研判审查不予受理或者不予支持，现将理由告知如下。"
    return (
        Paragraph(text=opening),
        Fields(rows=(
            *head(case, identity),
            ("收件编号", case.receipt),
            ("理由", reason),
            ("依据", ground),
            ("您可以", remedy or "备齐材料或条件具备后重新申请；对本决定有异议的，可拨打投诉电话反映。"),
        )),
    )  # fmt: skip


def extension(case: Case, days: int, reason: str, approver: str, old_due: str) -> tuple[Block, ...]:
    """N06: reason, days, new due time, approver (D4.7.2, D5.2.3)."""
    return (
        Paragraph(text="您申请的下列事项因故不能在原定时限内办结，经批准延期，特此告知。"),
        Fields(rows=(
            ("申请事项", f"{case.item_name}（{case.item.code}）"),
            ("受理编号", case.number),
            ("延期理由", reason),
            ("延长时间", f"{days}日"),
            ("原办结时间", old_due),
            ("新的办结时间", f"{moment(case.due_at)}前"),
            ("批准人", approver),
        )),
    )  # fmt: skip


def _recipient(case: Case) -> str:
    agency = agency_of(case)
    return f"{case.recipient}（代办人）" if agency and agency.name == case.recipient else case.recipient


def completion(
    case: Case, token: str, rate_url: str, identity: str, above: Sequence[tuple[str, str]] = ()
) -> tuple[Block, ...]:
    """N08: result, date, recipient; with the one-time code for the rating (D4.8.1, D3.1.1).

    `above` tells what the upper body decided, where one did (D3.4.9).
    """
    petition = case.kind == "petition"
    told = "您反映的下列事项已经办结，现将处理意见答复如下。"
    return (
        Paragraph(text=told if petition else "您申请的下列事项已经办结，请核对后签收。"),
        Fields(rows=(
            *head(case, identity),
            ("受理编号", case.number),
            ("办结时间", moment(case.ended_at)),
            *above,
            ("处理意见" if petition else "办理结果", case.result),
            ("领取人", _recipient(case)),
            ("评价码", token),
        )),
        Notes(lines=(f"请您评价：打开 {rate_url} 输入评价码。好、较好、一般、差均可，仅能使用一次。",)),
    )  # fmt: skip
