from datetime import datetime

from yichuang.apps.audit.models import Submission


def made(*, actor: str, key: str, body: str, answer: str, now: datetime) -> Submission:
    """The answer to a submission, to be kept; IntegrityError when it is stored and this actor has used the key."""
    return Submission(actor=actor, key=key, body=body, answer=answer, at=now)


def find(*, actor: str, key: str) -> Submission | None:
    return Submission.objects.filter(actor=actor, key=key).first()
