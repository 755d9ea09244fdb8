from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reception", "0002_append_only")]
    operations = [
        # Only the confirmation comes later.
        AppendOnly(
            "reception_handover",
            (
                "visit_id", "from_staff_id", "to_staff_id", "to_window_id", "mode", "reason", "person_called",
                "outcome", "at",
            ),
        ),
    ]  # fmt: skip
