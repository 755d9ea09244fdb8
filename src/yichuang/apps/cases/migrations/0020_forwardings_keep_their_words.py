from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly

# What came back is written later, once; the rest never changes.
SENT = ("case_id", "round", "body", "document", "sent_at", "sent_by_id", "local_due_at", "upper_due_at")


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_old_upper_replies")]
    operations = [
        migrations.RemoveField(model_name="case", name="upper_reply"),
        AppendOnly("cases_forwarding", SENT),
    ]
