from django.db import models

from yichuang.apps.organization.models import Department, Hall, Post, Window


class ServiceItem(models.Model):
    """One version of a service item in one hall. `rules` is the catalogue's record; a case keeps its version."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=12)
    version = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    # Name, aliases, pinyin initials and full pinyin in small letters: what a search compares with.
    haystack = models.TextField()
    kind = models.CharField(max_length=14)
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="items")
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="items")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="items")
    rules = models.JSONField()
    active = models.BooleanField(default=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "code", "version"], name="item_version_once_a_hall"),
            models.UniqueConstraint(fields=["hall", "code"], condition=models.Q(current=True), name="item_one_current"),
        ]

    def __str__(self) -> str:
        return self.name
