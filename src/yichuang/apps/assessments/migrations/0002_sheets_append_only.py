from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [
        AppendOnly("assessments_sheetversion"),
        AppendOnly(
            "assessments_sheet",
            ("hall_id", "window_id", "quarter", "finalised_at", "finalised_by_id", "objections_until"),
        ),
        AppendOnly("assessments_objection", ("sheet_id", "version", "words", "at", "by_id")),
    ]
