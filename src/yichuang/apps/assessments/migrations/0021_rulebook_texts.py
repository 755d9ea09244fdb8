import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly


def keep_present_texts(apps, schema_editor):
    """The history of a version begins with the text it has when there begins to be one."""
    version, text = apps.get_model("assessments", "RulebookVersion"), apps.get_model("assessments", "RulebookText")
    text.objects.bulk_create(
        text(version_id=one.pk, number=1, text=one.text, digest=one.digest, by_id=one.author_id, at=one.written_at)
        for one in version.objects.order_by("pk")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0020_contest'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RulebookText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='assessments.rulebookversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='rulebook_text_numbered')],
            },
        ),
        AppendOnly('assessments_rulebooktext'),
        migrations.RunPython(keep_present_texts, migrations.RunPython.noop),
    ]
