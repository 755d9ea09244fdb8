"""What a list of waiting things is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.core.lifecycle import Light


@dataclass(frozen=True)
class Owed:
    """One thing that waits: where it is dealt with, what it is, since or until when, and its light."""

    url: str
    what: str
    at: datetime | None = None
    light: Light = Light.NONE


@dataclass(frozen=True)
class Duty:
    """A list of things that wait for people with these roles: `waiting(staff, now, most)`, the most pressing first.

    `title` and `empty` are msgids; `route` shows the register behind the list, narrowed to it where it
    can be (`narrowed`, a query). `found`, where one query tells what
    waits, counts it, and lets the page ask in a single query which lists hold anything and read only those: then
    `waiting` reads no more than `most`. Without it `waiting` gives everything.
    """

    name: str
    title: str
    roles: Sequence[Role]
    waiting: Callable[[Staff, datetime, int], Sequence[Owed]]
    route: str
    empty: str
    found: Callable[[Staff, datetime], QuerySet[Any]] | None = None
    narrowed: str = ""
