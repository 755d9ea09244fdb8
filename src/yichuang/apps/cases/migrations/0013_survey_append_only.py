from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_survey")]
    operations = [
        AppendOnly("cases_survey"),
    ]
