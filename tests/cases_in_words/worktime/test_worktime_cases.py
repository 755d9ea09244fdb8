"""Runs the cases a hall director can read: every TOML file of this folder."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from yichuang.core.worktime import SHANGHAI, ClockError, Limit, Readings, Unit, due, explain
from yichuang.rulebook.worktime import load_calendar

UNITS = {"分钟": Unit.MINUTE, "个工作日": Unit.WORKING_DAY, "日": Unit.DAY}
KNOWN = {"标题", "开始", "时限", "延期", "不计入", "补件", "读法", "到期", "暂定", "办结", "结论", "拒绝", "说明"}


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


@pytest.mark.parametrize("case", list(cases()))
def test_case(case):
    assert set(case) <= KNOWN
    calendar = load_calendar("township")
    start, allowed = moment(case["开始"]), limit(case["时限"])
    asked = {
        "extension": limit(case["延期"]) if "延期" in case else None,
        "excluded": intervals(case.get("不计入", [])),
        "paused": intervals(case.get("补件", [])),
        "readings": Readings.from_mapping(case.get("读法", {})),
    }
    if "拒绝" in case:
        with pytest.raises(ClockError) as caught:
            due(start, allowed, calendar, **asked)
        assert caught.value.code == case["拒绝"]
        return
    found = due(start, allowed, calendar, **asked)
    assert found.due == moment(case["到期"])
    assert found.provisional == case.get("暂定", False)
    assert explain(start, allowed, calendar, **asked)[0].date == start.date()
    if "办结" in case:
        assert ("按时" if moment(case["办结"]) <= found.due else "超时") == case["结论"]
