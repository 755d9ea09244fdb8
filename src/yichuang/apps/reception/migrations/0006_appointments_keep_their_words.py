from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reception", "0005_appointments")]
    operations = [
        # What was asked for and by whom stays; time, clerk, standing and outcome come and change.
        AppendOnly(
            "reception_appointment",
            (
                "hall_id", "number", "code", "token", "channel", "name", "name_masked", "matter", "item_id", "made_at",
                "made_by_id",
            ),
        ),
        AppendOnly("reception_appointmentevent"),
        AppendOnly("reception_awayentry"),
        # Only the withdrawal comes later.
        AppendOnly("reception_rosterday", ("hall_id", "day", "staff_id", "set_at", "set_by_id")),
        # Only arrival and outcome come later.
        AppendOnly(
            "reception_callout",
            ("hall_id", "matter", "site", "staff_id", "window_id", "told_at", "made_at", "made_by_id"),
        ),
    ]  # fmt: skip
