"""Runs the cases of the assessment that a hall director can read: every TOML file of this folder."""

import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from yichuang.core.assessment import (
    NO_DATA,
    AssessmentError,
    Finding,
    Level,
    Measures,
    Share,
    Why,
    explain,
    figure,
    score,
)
from yichuang.rulebook.assessment import load_rulebook

LEVELS = {"县级": Level.COUNTY, "市级": Level.CITY, "省级": Level.PROVINCE}
KNOWN = {
    "标题",
    "记录",
    "按期办结",
    "评议",
    "读法",
    "各部分得分",
    "加分",
    "扣分",
    "总分",
    "结论",
    "计入",
    "其他读法",
    "拒绝",
}
WORDS = {"条", "事实", "次", "分", "理由", "级别", "查实"}


def cases():
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["案例"]:
            yield pytest.param(case, id=f"{path.stem}-{case['标题']}")


def finding(row):
    assert set(row) <= WORDS
    return Finding(
        rule=row["条"],
        times=row.get("次", 1),
        points=Fraction(row["分"]) if "分" in row else None,
        fact=row.get("事实", ""),
        verified=row.get("查实", False),
        level=LEVELS.get(row.get("级别")),
        reason=row.get("理由", ""),
    )


def share(text):
    if text is None:
        return NO_DATA
    den, num = re.fullmatch(r"(\d+)[件人]中(\d+)[件人]", text).groups()
    return Share(int(num), int(den))


@pytest.mark.parametrize("case", list(cases()))
def test_case(case):
    assert set(case) <= KNOWN
    book = load_rulebook("wan-2017-49")
    findings = [finding(row) for row in case.get("记录", [])]
    measures = Measures(share(case.get("按期办结")), share(case.get("评议")))
    chosen = book.readings.but(case.get("读法", {}))
    if "拒绝" in case:
        with pytest.raises(AssessmentError) as caught:
            score(book, findings, measures, chosen)
        assert caught.value.code == case["拒绝"]
        return
    sheet = score(book, findings, measures, chosen)
    assert figure(sheet.total) == case["总分"]
    assert sheet.passed == (case.get("结论", "合格") == "合格")
    assert [figure(part.score) for part in sheet.sections] == case.get(
        "各部分得分", [figure(part.score) for part in sheet.sections]
    )
    assert figure(sheet.other.added) == case.get("加分", figure(sheet.other.added))
    assert figure(sheet.other.deducted) == case.get("扣分", figure(sheet.other.deducted))
    counted = [line.rule.id for line in sheet.lines if line.why is Why.FINDING]
    assert counted == case.get("计入", counted)
    for other in case.get("其他读法", []):
        again = score(book, findings, measures, chosen.but(other["读法"]))
        assert figure(again.total) == other["总分"], other
        assert explain(again)[-1].result == again.total
