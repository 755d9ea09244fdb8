"""Who acts in a citizen's name in a case, by what authority, and until when."""

from django.db import models
from django.db.models import Q

from yichuang.apps.cases.models.case import Case
from yichuang.apps.organization.models import Staff

AGENT_KINDS = [(kind, kind) for kind in ("staff", "village", "private")]


class Agency(models.Model):
    """The agency of a case (R11, D1.11): the agent, the citizen's authorisation. Identity and phone are sealed."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="agency")
    kind = models.CharField(max_length=10, choices=AGENT_KINDS)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="agencies")
    # Code and name of the village, as they stood in the hall's register of village agents.
    village_agent = models.CharField(max_length=40, default="", blank=True)
    village = models.CharField(max_length=40, default="", blank=True)
    name = models.CharField(max_length=50)
    identity = models.CharField(max_length=200, default="", blank=True)
    identity_index = models.CharField(max_length=64, default="", blank=True, db_index=True)
    phone = models.CharField(max_length=200, default="", blank=True)
    relation = models.CharField(max_length=30)
    paper = models.CharField(max_length=200)
    paper_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(paper="") & ~Q(relation=""), name="agency_has_agent_and_authorisation"
            ),
            models.CheckConstraint(
                condition=Q(kind="staff", staff__isnull=False, village_agent="")
                | (Q(kind="village", staff=None) & ~Q(village_agent="") & ~Q(identity=""))
                | (Q(kind="private", staff=None, village_agent="") & ~Q(identity="")),
                name="agency_agent_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="agency_end_whole",
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="agency_newest_first")]

    @property
    def ref(self) -> str:
        return f"agency:{self.pk}"
