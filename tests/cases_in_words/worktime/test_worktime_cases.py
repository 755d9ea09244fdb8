"""Runs the cases a hall director can read: every TOML file of this folder."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from yichuang.core.worktime import SHANGHAI, ClockError, Limit, Readings, Unit, due, explain, refuse_extension
from yichuang.rulebook.worktime import load_calendar, load_limits

UNITS = {"分钟": Unit.MINUTE, "个工作日": Unit.WORKING_DAY, "日": Unit.DAY}
KNOWN = {
    "标题", "开始", "时限", "延期", "不计入", "补件", "读法", "到期", "不是", "暂定", "办结", "结论", "拒绝", "说明",
    "批准人", "批准时间", "已延期",
}  # fmt: skip


def cases():
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["案例"]:
            yield pytest.param(case, id=f"{path.stem}-{case['标题']}")


def moment(text):
    day, weekday, clock = text.split(" ")
    found = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)
    assert weekday == f"星期{'一二三四五六日'[found.weekday()]}", text
    return found


def limit(text):
    amount, unit = text.split(" ")
    return Limit(int(amount), UNITS[unit])


def intervals(texts):
    pairs = [re.fullmatch(r"(\S+) 至 (\S+)", text) for text in texts]
    return [(date.fromisoformat(pair[1]), date.fromisoformat(pair[2])) for pair in pairs]


def asked_of(case):
    return {
        "extension": limit(case["延期"]) if "延期" in case else None,
        "excluded": intervals(case.get("不计入", [])),
        "paused": intervals(case.get("补件", [])),
        "readings": Readings.from_mapping(case.get("读法", {})),
    }


def refused(case, start, allowed, asked):
    """The code of what the clock, or the rules of extension, say against it; None when nothing."""
    try:
        found = due(start, allowed, load_calendar("township"), **asked)
    except ClockError as error:
        return error.code
    if "批准人" not in case:
        return None
    now = moment(case["批准时间"])
    rules = load_limits(now.date())
    refusal = refuse_extension(
        extension=asked["extension"], longest=rules["extension.max"].limit, already=case.get("已延期", 0),
        times=rules["extension.times"].count, by_principal_leader=case["批准人"] == "主要领导",
        due_now=found.original_due, now=now,
    )  # fmt: skip
    return refusal.code if refusal else None


@pytest.mark.parametrize("case", list(cases()))
def test_case(case):
    assert set(case) <= KNOWN
    start, allowed, asked = moment(case["开始"]), limit(case["时限"]), asked_of(case)
    assert refused(case, start, allowed, asked) == case.get("拒绝")
    if "到期" not in case:
        return
    # An extension that was refused leaves the old due time in force.
    found = due(start, allowed, load_calendar("township"), **(asked | ({"extension": None} if "拒绝" in case else {})))
    assert found.due == moment(case["到期"])
    assert found.provisional == case.get("暂定", False)
    assert found.due not in [moment(wrong) for wrong in case.get("不是", [])]
    assert explain(start, allowed, load_calendar("township"), **asked)[0].date == start.date()
    if "办结" in case:
        assert ("按时" if moment(case["办结"]) <= found.due else "超时") == case["结论"]


def test_every_day_limit_of_the_rules_has_a_case_in_time_and_one_late():
    """One second is the difference; reminders are no limits."""
    told = {}
    for param in cases():
        case = param.values[0]
        if "办结" in case and "到期" in case and "延期" not in case:
            told.setdefault(case["时限"], set()).add((moment(case["办结"]) - moment(case["到期"])).total_seconds())
    rules = [rule for name, rule in load_limits(date(2026, 1, 1)).items() if rule.limit and "reminder" not in name]
    words = {unit: word for word, unit in UNITS.items()}
    for rule in rules:
        assert {0.0, 1.0} <= told.get(f"{rule.limit.amount} {words[rule.limit.unit]}", set()), rule.title


def test_there_are_enough_cases_for_a_director_to_read():
    assert len(list(cases())) >= 60
