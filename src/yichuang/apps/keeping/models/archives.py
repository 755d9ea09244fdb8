"""The catalogue of archives: the hall's and the windows' (R24, D4.8.1–4)."""

from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models import Case
from yichuang.apps.organization.models import Hall, Staff, Window


class Category(models.TextChoices):
    """What an archive holds: first the hall's (D4.8.1), then the windows' (D4.8.2); there are no others."""

    DIRECTIVES = "directives"
    MEETINGS_ABOVE = "meetings_above"
    CENTRE_PAPERS = "centre_papers"
    MINUTES = "minutes"
    SPEECHES = "speeches"
    SUMMARIES = "summaries"
    MATERIALS = "materials"
    PHOTOS = "photos"
    RECORDINGS = "recordings"
    RULES = "rules"
    CADRES = "cadres"
    NOTICES = "notices"
    POLICIES = "policies"
    WINDOW_RULES = "window_rules"
    CASE_FILE = "case_file"
    IN_PROGRESS = "in_progress"


WINDOW_CATEGORIES = (Category.POLICIES, Category.WINDOW_RULES, Category.CASE_FILE, Category.IN_PROGRESS)
HALL_CATEGORIES = tuple(one for one in Category if one not in WINDOW_CATEGORIES)


class Secrecy(models.TextChoices):
    """Anything but ordinary is hidden from the lists of others (D4.8.4)."""

    ORDINARY = "ordinary"
    WORK_SECRET = "work_secret"  # noqa: S105 - a level of secrecy, no password
    CONFIDENTIAL = "confidential"
    CLASSIFIED = "classified"
    TOP = "top"


ORDINARY = Secrecy.ORDINARY.value


class Archive(models.Model):
    """One archived file of the hall (`window` None) or of a window; a closed case's file is archived once.

    `papers` are the numbers of the notices it holds copies of, as they stood that day (D4.8.2, C-25). Place and
    secrecy change by a record of their own; the rest never does.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="archives", db_index=False)
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="archive")
    number = models.CharField(max_length=40)
    category = models.CharField(max_length=16, choices=Category.choices)
    title = models.CharField(max_length=200)
    dated = models.DateField()
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices, default=ORDINARY)
    place = models.CharField(max_length=80)
    papers = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "number"], name="archive_number_once"),
            models.CheckConstraint(
                condition=Q(window=None, category__in=[one.value for one in HALL_CATEGORIES])
                | Q(window__isnull=False, category__in=[one.value for one in WINDOW_CATEGORIES]),
                name="archive_category_of_owner",
            ),
            models.CheckConstraint(condition=Q(case=None) | Q(category="case_file"), name="case_in_a_case_file"),
        ]
        indexes = [
            models.Index(fields=["hall", "-at", "-id"], name="archive_newest_first"),
            models.Index(fields=["window", "-at", "-id"], name="archive_of_window"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"archive:{self.pk}"

    @property
    def named(self) -> str:
        """What others may be told of it: the title of an ordinary archive, only the number of any other."""
        return self.title if self.secrecy == ORDINARY else self.number


class ArchiveChange(models.Model):
    """That an archive moved, or its level of secrecy did: what it was before and why; never changed."""

    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="changes")
    place_before = models.CharField(max_length=80)
    place = models.CharField(max_length=80)
    secrecy_before = models.CharField(max_length=12, choices=Secrecy.choices)
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)


class ArchiveLoss(models.Model):
    """That an archive is lost (D2.2.4): noted once, in words; never changed."""

    archive = models.OneToOneField(Archive, on_delete=models.PROTECT, related_name="loss")
    words = models.CharField(max_length=300)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
