import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_instructions_and_assignments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="duechange",
            name="cause",
            field=models.CharField(
                choices=[
                    ("extension", "extension"),
                    ("step", "step"),
                    ("supplement", "supplement"),
                    ("calendar", "calendar"),
                    ("readings", "readings"),
                    ("urgency", "urgency"),
                    ("forwarding", "forwarding"),
                    ("promised", "promised"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="KindChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.CharField(max_length=14)),
                ("new", models.CharField(max_length=14)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kind_change", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("old", models.F("new")), _negated=True)
                        ),
                        name="kind_changed_with_a_reason",
                    )
                ],
            },
        ),
        AppendOnly("cases_kindchange"),
    ]
