"""What a printed sheet says. Chinese, as every paper is."""

from collections.abc import Iterator

from django.utils import translation

from yichuang.apps.assessments import words
from yichuang.apps.assessments.documents import Document
from yichuang.apps.assessments.fairness import Mix
from yichuang.integrations.pdf import ScorePaper

TITLE = "季度考核表"
SECTION_HEAD = ("部分", "基本分", "算出扣分", "实际扣分", "得分")
LINE_HEAD = ("条", "事实和依据", "计算", "分")
NO_LINES = "本季度没有考核记录，各项指标没有扣分。"
SIGNERS = ("考核人员", "窗口负责人", "分管领导")
MEASURES = {"on_time": "按期办结率", "satisfaction": "满意率"}
STANDINGS = {
    "live": "未确定，随记录变动",
    "objections": "已确定，异议期内",
    "waiting": "已确定，待公布",
    "published": "已公布",
}


def quarter_words(quarter: str) -> str:
    """2026年第1季度, of 2026-Q1."""
    year, _, number = quarter.partition("-Q")
    return f"{year}年第{number}季度"


def paper(document: Document, *, standing: str, version: int, digest: str, mix: Mix) -> ScorePaper:
    """The sheet as its paper; `version` 0 is a live one, whose digest is that of the moment.

    `mix`: how many have not rated stands beside the satisfaction share, as of the printing.
    """
    with translation.override("zh-hans"):
        return _paper(document, standing, version, digest, mix)


def _paper(told: Document, standing: str, version: int, digest: str, mix: Mix) -> ScorePaper:
    window, book = told["window"], told["rulebook"]
    which = f"第{version}版" if version else "实时"
    return ScorePaper(
        title=TITLE, window=f"{window['number']}号窗口 {window['name']}", quarter=quarter_words(told["quarter"]),
        mark=f"{words.plain(told['total'])}分 {'合格' if told['passed'] else '不合格'}",
        facts=(
            ("考核办法", f"{book['document']} {book['title']}"), ("状态", f"{STANDINGS[standing]}（{which}）"),
            ("按期办结率", words.share(told["measures"]["on_time"])),
            ("满意率", words.share(told["measures"]["satisfaction"])),
            ("办结未评议", words.share((mix.unrated, mix.completed))),
        ),
        section_head=SECTION_HEAD, sections=tuple(_sections(told)), line_head=LINE_HEAD, lines=tuple(_lines(told)),
        no_lines=NO_LINES, total=_total(told), signers=SIGNERS, proof=f"摘要（SM3）{digest}",
    )  # fmt: skip


def _sections(told: Document) -> Iterator[tuple[str, ...]]:
    for part in told["sections"]:
        figures = (words.plain(part[name]) for name in ("base", "computed", "effective", "score"))
        yield (f"{part['id']} {part['title']}", *figures)
    other = told["other"]
    added, deducted = (words.plain(other[name]) for name in ("added", "deducted"))
    yield (f"{other['id']} {other['title']}", "无", f"加 {added}", f"扣 {deducted}", "直接加减总分")


def _lines(told: Document) -> Iterator[tuple[str, ...]]:
    for part in (*told["sections"], told["other"]):
        for line in part["lines"]:
            if line["finding"] or line["points"] != "0.0":
                yield _line(line, told)


def _line(line: Document, told: Document) -> tuple[str, ...]:
    said = [
        f"{line['title']}（{line['clause']}）",
        line["day"],
        line["reason"],
        *(one["words"] for one in line["evidence"]),
    ]
    reckoned = words.why(line) or "；".join(words.steps(line["steps"], told["readings"]))
    return (line["rule"], "；".join(one for one in said if one), reckoned, words.signed(line["points"]))


def _total(told: Document) -> tuple[tuple[str, ...], ...]:
    kept = " + ".join(words.plain(part["score"]) for part in told["sections"])
    other = told["other"]
    moved = f" + {words.plain(other['added'])} − {words.plain(other['deducted'])}"
    last = told["steps"][-1]
    floored = last["act"] == "at_least" and last["result"] != last["parts"][0]
    reckoned = f"{kept}{moved} = {words.plain(last['parts'][0] if floored else told['total'])}"
    if floored:
        reckoned += f"；{words.step(last, told['readings'])}"
    rows = [("总分", reckoned), ("合格分", words.plain(told["rulebook"]["pass_mark"]))]
    if told["no_data"]:
        names = "、".join(MEASURES[one] for one in told["no_data"])
        rows.append(("无数据", f"{names}：本季度没有数据，不扣分"))
    return tuple(rows)
