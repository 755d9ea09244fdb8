import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0001_initial"),
        ("reception", "0006_appointments_keep_their_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OvertimeEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=40, unique=True)),
                ("label", models.CharField(blank=True, default="", max_length=40)),
                ("begun_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                ("minutes", models.PositiveIntegerField()),
                (
                    "hall",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overtime",
                        to="organization.hall",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.window",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hall", "-finished_at", "-id"], name="overtime_newest_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begun_at__lte", models.F("closed_at")),
                            ("closed_at__lt", models.F("finished_at")),
                            ("minutes__gte", 1),
                        ),
                        name="overtime_follows_closing",
                    )
                ],
            },
        ),
        AppendOnly("reception_overtimeentry"),
    ]
