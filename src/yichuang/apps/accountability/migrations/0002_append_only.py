from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accountability", "0001_initial")]
    operations = [
        AppendOnly("accountability_apology"),
        AppendOnly("accountability_overdue", ("case_id", "hall_id", "due_at", "opened_at")),
    ]
