from django.db import models


class ChainHead(models.Model):
    """Where the chain of one hall stands; locked while an entry is appended."""

    hall = models.SlugField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)


class Entry(models.Model):
    """One act: who did what to which thing, when; holds no names, numbers of people or free text about them."""

    hall = models.SlugField(db_index=False)
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    detail = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "sequence"], name="audit_one_entry_per_sequence")]
        indexes = [
            models.Index(fields=["hall", "subject", "sequence"], name="audit_by_subject"),
            models.Index(fields=["hall", "actor", "sequence"], name="audit_by_actor"),
            models.Index(fields=["hall", "verb", "sequence"], name="audit_by_verb"),
        ]


class Submission(models.Model):
    """A form that has been answered, so that sending it twice gives the same answer."""

    actor = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    answer = models.CharField(max_length=300)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="audit_one_answer_per_key")]
