from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [
        AppendOnly("tickets_event"),
    ]
