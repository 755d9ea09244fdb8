import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly

# What was answered on the spot, and so by whoever wrote the question down.
KEPT = (
    "INSERT INTO reception_consultationanswer (consultation_id, answer, satisfied, at, by_id) "
    "SELECT id, answer, satisfied, answered_at, staff_id FROM reception_consultation WHERE answered_at = at"
)


class Migration(migrations.Migration):
    dependencies = [
        ("reception", "0003_hand_overs_keep_their_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ConsultationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer", models.TextField()),
                ("satisfied", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="reception.consultation",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        AppendOnly("reception_consultationanswer"),
    ]
