from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("attachments", "0001_initial")]
    operations = [
        AppendOnly("attachments_attachment"),
        AppendOnly("attachments_withdrawal"),
    ]
