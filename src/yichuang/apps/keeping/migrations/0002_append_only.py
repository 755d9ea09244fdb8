from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("keeping", "0001_initial")]
    operations = [
        AppendOnly("keeping_stockmove"),
        AppendOnly("keeping_stockcard", ("hall_id", "window_id", "kind", "name", "made_by_id", "made_at")),
        AppendOnly("keeping_outage", ("card_id", "began_at")),
        AppendOnly("keeping_archive", ("hall_id", "window_id", "case_id", "number", "category", "title", "dated",
                                       "papers", "at", "by_id")),
        AppendOnly("keeping_archivechange"),
        AppendOnly("keeping_archiveloss"),
        AppendOnly("keeping_loan", ("hall_id", "archive_id", "kind", "borrower", "what", "reason", "due_on",
                                    "asked_by_id", "asked_at")),
    ]  # fmt: skip
