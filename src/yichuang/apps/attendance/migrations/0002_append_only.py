from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("attendance", "0001_initial")]
    operations = [
        AppendOnly(
            "attendance_slip",
            ("hall_id", "person_id", "window_id", "kind", "reason", "destination", "begins", "ends", "retro",
             "explanation", "makes_up_id", "filed_at", "filed_by_id"),
        ),
        AppendOnly("attendance_offpost"),
        AppendOnly("attendance_seenback"),
        AppendOnly("attendance_offpostwithdrawal"),
    ]  # fmt: skip
