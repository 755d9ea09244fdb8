from datetime import datetime

from django.db import connection

from yichuang.apps.audit.models import Submission


def remember(*, actor: str, key: str, body: str, answer: str, now: datetime) -> bool:
    """Keeps the answer to a submission; False when this actor has used the key before."""
    made = Submission(actor=actor, key=key, body=body, answer=answer, at=now)
    columns = [field for field in Submission._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(made, field.attname), connection) for field in columns]
    names = ", ".join(field.column for field in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        # Column names come from the model, values are bound.
        cursor.execute(
            f"INSERT INTO {Submission._meta.db_table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608
            values,
        )
        return cursor.rowcount == 1


def find(*, actor: str, key: str) -> Submission | None:
    return Submission.objects.filter(actor=actor, key=key).first()
