from django.db import migrations

from yichuang.apps.audit.immutable import AppendOnly


def tell_earlier_extensions(apps, schema_editor):
    """The history of due times begins with the extensions granted before there was one."""
    extension, change = apps.get_model("cases", "Extension"), apps.get_model("cases", "DueChange")
    told = extension.objects.select_related("by").order_by("at")
    change.objects.bulk_create(
        (
            change(case_id=one.case_id, old_due_at=one.old_due_at, new_due_at=one.new_due_at, cause="extension",
                   ground=one.reason, at=one.at, by_id=one.by_id, by_name=one.by.name)
            for one in told if one.old_due_at != one.new_due_at
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_clock")]
    operations = [
        migrations.RunPython(tell_earlier_extensions, migrations.RunPython.noop),
        AppendOnly("cases_specialstep"),
        AppendOnly("cases_stepend"),
        AppendOnly("cases_supply"),
        AppendOnly("cases_duechange"),
        AppendOnly("cases_recalculationrow"),
        AppendOnly(
            "cases_recalculation",
            ("hall_id", "kind", "ground", "calendar", "readings", "looked_at", "affected", "proposed_at",
             "proposed_by_id"),
        ),
    ]
