"""What proves a finding is kept with it (R26)."""

from collections.abc import Iterable

from yichuang.apps.assessments.found import Proof
from yichuang.apps.assessments.models import Evidence, Finding
from yichuang.apps.audit import step
from yichuang.apps.audit.rows import insert


@step
def prove(finding: Finding, proofs: Iterable[Proof | Evidence]) -> None:
    """Keeps each proof, or the copy of another finding's evidence, in the order given."""
    insert([Evidence(finding=finding, kind=one.kind, route=one.route, key=one.key, words=one.words) for one in proofs])
