import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly

# What the visitor said; class, assessment and what was verified are written later.
SAID = ("case_id", "registered_at", "matter", "people", "anonymous", "accept_due_at")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_forwardings_keep_their_words"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Petition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("registered_at", models.DateTimeField()),
                ("matter", models.CharField(max_length=1000)),
                ("people", models.PositiveSmallIntegerField(default=1)),
                ("anonymous", models.BooleanField(default=False)),
                ("accept_due_at", models.DateTimeField()),
                ("category", models.CharField(blank=True, default="", max_length=20)),
                ("assessment", models.CharField(blank=True, default="", max_length=500)),
                ("assessed_at", models.DateTimeField(null=True)),
                ("disturbance", models.CharField(blank=True, default="", max_length=300)),
                ("verified", models.BooleanField(null=True)),
                ("verified_note", models.CharField(blank=True, default="", max_length=300)),
                ("verified_at", models.DateTimeField(null=True)),
                (
                    "assessed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="petition", to="cases.case"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petitions",
                        to="organization.department",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-registered_at", "-id"], name="petition_newest_first")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("people__gte", 1)), name="petition_of_somebody"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified", None), ("verified_at", None)),
                            models.Q(("verified_at__isnull", False), models.Q(("disturbance", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="only_a_disturbance_is_verified",
                    ),
                ],
            },
        ),
        AppendOnly("cases_petition", SAID),
    ]
