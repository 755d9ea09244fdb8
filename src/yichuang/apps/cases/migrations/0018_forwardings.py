import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_instant_as_promised"),
        ("catalog", "0001_initial"),
        ("organization", "0001_initial"),
        ("reception", "0007_overtime"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("body", models.CharField(max_length=100)),
                ("document", models.CharField(blank=True, default="", max_length=60)),
                ("sent_at", models.DateTimeField()),
                ("local_due_at", models.DateTimeField()),
                ("upper_due_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Granted"), ("refused", "Refused"), ("again", "Again")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("result", models.CharField(blank=True, default="", max_length=300)),
                ("upper_document", models.CharField(blank=True, default="", max_length=60)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_open_by_handler",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_open_by_state",
        ),
        migrations.AlterField(
            model_name="case",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("supplement", "supplement"),
                    ("accepted", "accepted"),
                    ("handled", "handled"),
                    ("reviewed", "reviewed"),
                    ("forwarded", "forwarded"),
                    ("approved", "approved"),
                    ("completed", "completed"),
                    ("returned", "returned"),
                    ("refused", "refused"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["received", "supplement", "accepted", "handled", "reviewed", "forwarded", "approved"],
                    )
                ),
                fields=["handler", "due_at"],
                name="case_open_by_handler",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["received", "supplement", "accepted", "handled", "reviewed", "forwarded", "approved"],
                    )
                ),
                fields=["hall", "state", "due_at"],
                name="case_open_by_state",
            ),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="forwardings", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="returned_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="sent_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="forwarding",
            index=models.Index(fields=["-sent_at", "-id"], name="forwarding_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="forwarding",
            constraint=models.UniqueConstraint(fields=("case", "round"), name="sent_up_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="forwarding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("result", ""), ("returned_at", None)),
                    models.Q(
                        ("returned_at__gte", models.F("sent_at")),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("result", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="returned_with_outcome_and_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="forwarding",
            constraint=models.CheckConstraint(
                condition=models.Q(("upper_due_at", None), ("upper_due_at__gte", models.F("sent_at")), _connector="OR"),
                name="upper_due_after_sending",
            ),
        ),
    ]
