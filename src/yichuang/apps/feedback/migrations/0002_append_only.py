from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]
    operations = [
        AppendOnly("feedback_rating"),
    ]
