from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_follow_ups")]
    operations = [
        # Only what was found comes later.
        AppendOnly("cases_followup", ("hall_id", "case_id", "kind", "due_on", "expires_on", "made_at")),
    ]
