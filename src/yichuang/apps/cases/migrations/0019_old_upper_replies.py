from django.db import migrations

# Before forwardings were recorded, approval kept the upper body's reply as free text.
APPROVAL = "approval"


def carry_over(apps, editor):
    """Each old reply becomes a forwarding that came back with consent when the case was approved."""
    case_table, stamps, forwardings = (apps.get_model("cases", name) for name in ("Case", "StageStamp", "Forwarding"))
    for case in case_table.objects.exclude(upper_reply="").select_related("item"):
        stamp = stamps.objects.filter(case=case, stage=APPROVAL).order_by("-round").first()
        at = stamp.at if stamp else case.ended_at or case.accepted_at
        forwardings.objects.create(
            case=case, round=case.round, body=case.item.rules.get("upper_body") or "上级部门", sent_at=at,
            sent_by_id=stamp.by_id if stamp else case.handler_id, local_due_at=case.due_at, returned_at=at,
            returned_by_id=stamp.by_id if stamp else case.handler_id, outcome="granted", result=case.upper_reply,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_forwardings")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
