"""Which limit an item carries on a day: its own, or the general one of its kind (C-03)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yichuang.apps.catalog.models import ServiceItem
from yichuang.core.worktime import ChosenLimit, Limit, Unit, choose_limit
from yichuang.rulebook.worktime import load_limits

# The rule of rules/limits/ behind each reference of the catalogue. A forwarded item's local part falls under the
# general limit until the upper body's own is known.
RULE_OF = {
    "instant": "instant",
    "general": "general",
    "upper": "general",
    "petition": "petition.finish",
    "complaint": "complaint",
}
# The clause behind a limit the hall promises.
PROMISED = "D3.4.7"
HOUSE_ID = re.compile(r"[CDT]-?\d", re.ASCII)
# Where the regulations say it. A part of a rule stands before the rule itself.
RULES = {
    "D5.2.1": "《限时办结制度》第一条第1项", "D5.2.2": "《限时办结制度》第一条第2项",
    "D5.2.3": "《限时办结制度》第二条",
    "D5.2": "《限时办结制度》", "D3.4.7": "承诺件通知书所载承诺时限",
    "D3.4": "《便民服务限时办结制》", "D4.7": "窗口《限时办结制度》",
    "D4.11": "《工作考勤制度》", "D4.3": "本厅窗口职责", "D5.6": "本乡便民服务事项目录",
    "C-05": "《限时办结制度》所称日，按自然日计算", "C-06": "本厅计时办法",
    "C-07": "《便民服务限时办结制》现场三十分钟",
    "C-18": "本厅公布的答复时限",
}  # fmt: skip
WORDS = {Unit.MINUTE: "分钟", Unit.WORKING_DAY: "个工作日", Unit.DAY: "日"}


@dataclass(frozen=True)
class ItemLimit:
    """A limit, the clause it rests on, and whether it covers the local part of a forwarded item alone."""

    limit: Limit
    clause: str
    ground: str
    local_only: bool


def limit_on(
    item: ServiceItem, on: date, promise: int | None = None, *, as_promised: bool = False
) -> ItemLimit | None:
    """The limit of an item for a case that begins on `on`; None for advice and internal duties.

    Statute before the item's own limit before a promise (the one given, else the catalogue's) before the general one.
    ValueError for a promise longer than the limit it must stay within. `as_promised`: that of an instant item taken
    in as a promised case, which is the general one (C-33).
    """
    given: dict[str, Any] = item.rules["limit"]
    if as_promised:
        given = given | {"ref": "general"}
    own = (Limit(given["length"], Unit(given["unit"])), given["source"]) if given["ref"] == "own" else None
    rule_id = "general" if own else RULE_OF.get(given["ref"])
    if rule_id is None:
        return None
    rule, statute = load_limits(on)[rule_id], _beside(given, "statute")
    longest = (statute or own or (rule.limit, ""))[0]
    promised = (Limit(promise, longest.unit), PROMISED) if promise else _beside(given, "promise")
    chosen = choose_limit(
        general=(rule.limit, rule.source), statute=statute, item=own, promise=promised, maximum=longest
    )
    if not isinstance(chosen, ChosenLimit):
        raise ValueError(f"{item.code}: {chosen.sentence} {chosen.remedy}")
    local_only = given["then_upper"] or given["ref"] == "upper"
    return ItemLimit(chosen.limit, chosen.source, chosen.ground.value, local_only)


def may_promise(item: ServiceItem) -> bool:
    """Whether the clerk may promise a limit of this item: a promised one under no stronger limit (C-03)."""
    given: dict[str, Any] = item.rules["limit"]
    return item.kind == "promised" and given["ref"] == "general" and _beside(given, "statute") is None


def longest_promise(item: ServiceItem, on: date) -> Limit:
    """The longest limit that may be promised for an item on a day (D3.4.7)."""
    return load_limits(on)["general"].limit


def _beside(given: Mapping[str, Any], name: str) -> tuple[Limit, str] | None:
    found = given.get(name)
    return (Limit(found["length"], Unit(found["unit"])), found["source"]) if found else None


def clause_words(source: str) -> str:
    """A source as a citizen may read it: the rule's name instead of a clause id; laws stand as they are."""
    if (named := RULES.get(source)) is not None:
        return named
    part = next((name for part, name in RULES.items() if source.startswith(f"{part}.")), "")
    return part or ("本厅便民服务规定" if HOUSE_ID.match(source) else source)


def limit_sentence(item: ServiceItem, on: date) -> str:
    """The limit in the words of a notice."""
    found = limit_on(item, on)
    if found is None:
        return "当场答复"
    words = f"{found.limit.amount}{WORDS[found.limit.unit]}"
    if not found.local_only:
        return f"受理后{words}内办结"
    return f"受理后{words}内完成初审并上报{item.rules['upper_body'] or '上级机关'}，其后按上级规定的时限办理"
