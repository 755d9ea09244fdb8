from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        AppendOnly("notices_notice"),
        AppendOnly("notices_revocation"),
        AppendOnly("notices_print"),
    ]
