from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_append_only"),
        ("catalog", "0001_initial"),
        ("organization", "0001_initial"),
        ("reception", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["hall", "kind", "-accepted_at", "-id"], name="case_ledger_kind", condition=~Q(number="")
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["hall", "state", "-accepted_at", "-id"],
                name="case_ledger_state",
                condition=~Q(number="") & ~Q(state="completed"),
            ),
        ),
    ]
