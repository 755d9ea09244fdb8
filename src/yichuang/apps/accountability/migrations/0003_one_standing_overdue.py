import django.db.models.deletion
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly, Lifted

KEPT = ("case_id", "hall_id", "due_at", "opened_at")


class Migration(migrations.Migration):
    dependencies = [("accountability", "0002_append_only"), ("cases", "0014_urgency")]
    operations = [
        Lifted("accountability_overdue", KEPT),
        migrations.AlterField(
            model_name="overdue",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="overdue", to="cases.case"
            ),
        ),
        migrations.AddConstraint(
            model_name="overdue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("case",), name="one_standing_overdue"
            ),
        ),
        AppendOnly("accountability_overdue", KEPT),
    ]
