from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_lights")]
    operations = [
        AppendOnly("cases_lightword"),
        AppendOnly("cases_reminder", ("case_id", "light", "due_at", "to_id", "at")),
    ]
