from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        AppendOnly("cases_stagestamp"),
        AppendOnly("cases_sendback"),
        AppendOnly("cases_extension"),
        AppendOnly("cases_ending"),
        AppendOnly("cases_supplementlist"),
        AppendOnly("cases_materialmark"),
    ]
