"""What a subject has to tell on the page of a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from yichuang.apps.cases.models import Case

# A refused form by the name of its act, to be shown again with what was typed.
Bound = tuple[str, Form] | None
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Panel:
    """A subject of its own. `facts` gives what its template shows, or None where it does not concern the case.

    The template is desk/panels/<name>.html and finds the facts as `own`. Forms the panel shows stand in
    `facts["forms"]` by the name of their act, so that a refused one finds its place.
    """

    name: str
    facts: Callable[[HttpRequest, Case, Bound], Facts | None]
    aside: bool = False

    @property
    def template(self) -> str:
        return f"desk/panels/{self.name}.html"


@dataclass(frozen=True)
class Shown:
    """A panel that concerns the case, with its facts."""

    panel: Panel
    facts: Facts

    def holds(self, form: Form) -> bool:
        return any(one is form for one in self.facts.get("forms", {}).values())


def shown_on(panels: Iterable[Panel], request: HttpRequest, case: Case, bound: Bound) -> list[Shown]:
    """The panels that concern a case, in their order."""
    told = ((panel, panel.facts(request, case, bound)) for panel in panels)
    return [Shown(panel, facts) for panel, facts in told if facts is not None]


def typed(bound: Bound, name: str, blank: Callable[[], Form]) -> Form:
    """The refused form of an act if this is it, else a blank one."""
    return bound[1] if bound is not None and bound[0] == name else blank()
