"""What the window gives the commands of intake: what was handed in, and what is decided on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.apps.cases.agency import Agent
from yichuang.apps.catalog.models import ServiceItem
from yichuang.core.lifecycle import Action


@dataclass(frozen=True)
class Application:
    """What a citizen hands in. `marks` holds, by material id, the clerk's mark and remark."""

    item: ServiceItem
    name: str
    identity: str
    phone: str
    marks: Mapping[str, tuple[str, str]]
    organisation: str = ""
    agent: Agent | None = None


@dataclass(frozen=True)
class Verdict:
    """What is decided on it. A return or refusal needs reason and ground; a second supplement list its cause.

    `promise`: a limit shorter than the longest one, in its unit, for a promised item (D3.4.7).
    `as_promised` accepts an instant item as a promised case, with the reason `promised_because` (C-33).
    """

    action: Action
    kind: str = ""
    reason: str = ""
    ground: str = ""
    remedy: str = ""
    cause: str = ""
    promise: int | None = None
    as_promised: bool = False
    promised_because: str = ""
