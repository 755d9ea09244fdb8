from datetime import datetime

from yichuang.apps.audit.models import Submission
from yichuang.apps.audit.rows import insert_unless_there


def remember(*, actor: str, key: str, body: str, answer: str, now: datetime) -> bool:
    """Keeps the answer to a submission; False when this actor has used the key before."""
    return insert_unless_there(Submission(actor=actor, key=key, body=body, answer=answer, at=now))


def find(*, actor: str, key: str) -> Submission | None:
    return Submission.objects.filter(actor=actor, key=key).first()
