import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly

# What the caller said; passing on and outcome are written later.
SAID = ("hall_id", "received_at", "by_id", "kind", "matter", "caller", "unit", "contact", "reply_by", "told")


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0001_initial"),
        ("reception", "0007_overtime"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PhoneEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(choices=[("consultation", "Consultation"), ("report", "Report")], max_length=12),
                ),
                ("matter", models.CharField(max_length=500)),
                ("caller", models.CharField(max_length=50)),
                ("unit", models.CharField(blank=True, default="", max_length=100)),
                ("contact", models.CharField(blank=True, default="", max_length=300)),
                ("reply_by", models.DateField(null=True)),
                ("told", models.CharField(blank=True, default="", max_length=1000)),
                ("passed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=1000)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hall",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="organization.hall",
                    ),
                ),
                (
                    "passed_department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="organization.department",
                    ),
                ),
                (
                    "passed_staff",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls_passed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["hall", "-received_at", "-id"], name="call_newest_first"),
                    models.Index(condition=models.Q(("closed_at", None)), fields=["by"], name="call_open_by_taker"),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["passed_staff"], name="call_open_by_receiver"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed_at", None), ("passed_department", None), ("passed_staff", None)),
                            models.Q(
                                ("passed_at__isnull", False),
                                ("passed_department", None),
                                ("passed_staff__isnull", False),
                            ),
                            models.Q(
                                ("passed_at__isnull", False),
                                ("passed_department__isnull", False),
                                ("passed_staff", None),
                            ),
                            _connector="OR",
                        ),
                        name="call_passed_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("outcome", "")),
                            models.Q(("passed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="call_ends_passed_and_with_outcome",
                    ),
                ],
            },
        ),
        AppendOnly("reception_phoneentry", SAID),
    ]
