from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from yichuang.apps.organization.roles import ADMINISTRATORS, Role, parted


class Hall(models.Model):
    """A hall of a county, township or village. `settings` holds what its rule file says (phones, queueing, sources)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=12)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    document_prefix = models.CharField(max_length=20)
    settings = models.JSONField(default=dict)
    # Changes with every load of the service catalogue, so that processes know when to read it again.
    catalog_stamp = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.name

    @property
    def report_phone(self) -> str:
        return self.settings["phones"]["report"]

    @property
    def complaint_phone(self) -> str:
        return self.settings["phones"]["complaint"]


class Department(models.Model):
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="departments")
    code = models.SlugField()
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "code"], name="department_code_once_a_hall")]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """A service point. `queues` lists the letters of the queues it calls from."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="windows")
    code = models.SlugField()
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="windows")
    queues = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "code"], name="window_code_once_a_hall")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}号窗口 {self.name}"

    @property
    def letters(self) -> list[str]:
        return [letter for letter in self.queues.split(",") if letter]


class StaffManager(BaseUserManager["Staff"]):
    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(username=username)


class Staff(AbstractBaseUser):
    """A person of the hall who signs in. Nobody is ever deleted: records keep their name."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=50)
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="staff")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="staff")
    window = models.ForeignKey(Window, null=True, blank=True, on_delete=models.PROTECT, related_name="staff")
    roles = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    # Blind index of the person's own identity number, to keep him from his own matter (D4.4.4).
    identity_index = models.CharField(max_length=64, default="", blank=True)
    absent = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    sample = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = StaffManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(roles=role.value) | ~Q(roles__contains=role.value), name=f"{role.value}_holds_no_other_role"
            )
            for role in sorted(ADMINISTRATORS)
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_set(self) -> frozenset[Role]:
        return parted(self.roles)

    def has(self, *roles: Role) -> bool:
        return not self.role_set.isdisjoint(roles)

    @property
    def ref(self) -> str:
        return f"staff:{self.pk}"


class Post(models.Model):
    """A job with its two handlers: B stands in while A is absent (D5.1.6)."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="posts")
    code = models.SlugField()
    name = models.CharField(max_length=60)
    window = models.ForeignKey(Window, null=True, on_delete=models.PROTECT, related_name="posts")
    a = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="posts_as_a")
    b = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="posts_as_b")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "code"], name="post_code_once_a_hall"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="post_a_is_not_b"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def present(self) -> Staff | None:
        """Who handles the post now: A, or B while A is absent; None when both are away."""
        return next((person for person in (self.a, self.b) if person and person.is_active and not person.absent), None)


class Numbering(models.Model):
    """A gap-free series of numbers: the last one given out, in the transaction that used it."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    series = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "series", "period"], name="one_counter_a_series")]
