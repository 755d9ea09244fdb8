from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_initial")]
    operations = [
        AppendOnly("reception_firstcontact"),
        AppendOnly("reception_firstcontactnote"),
    ]
