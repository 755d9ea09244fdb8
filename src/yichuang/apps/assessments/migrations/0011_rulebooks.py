import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0010_findings'),
        ('organization', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RulebookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('based_on', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_force', 'In Force'), ('discarded', 'Discarded')], default='draft', max_length=10)),
                ('drafted_at', models.DateTimeField()),
                ('written_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hall', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.hall')),
                ('second', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'indexes': [models.Index(fields=['hall', '-drafted_at', '-id'], name='rulebook_newest_first')], 'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('hall', 'number'), name='rulebook_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('second', None), ('settled_at', None), ('state', 'draft')), models.Q(('second', None), ('settled_at__isnull', False), ('state', 'discarded')), models.Q(('second__isnull', False), ('settled_at__isnull', False), ('state', 'in_force'), models.Q(('second', models.F('author')), _negated=True)), _connector='OR'), name='rulebook_in_force_by_two')]},
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('from_day', models.DateField()),
                ('document', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hall', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.hall')),
                ('version', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.rulebookversion')),
            ],
            options={'indexes': [models.Index(fields=['hall', '-from_day', '-id'], name='adoption_newest_first')], 'constraints': [models.CheckConstraint(condition=models.Q(('from_day__day', 1), ('from_day__month__in', (1, 4, 7, 10))), name='adopted_from_a_quarter'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='adopted_by_a_document')]},
        ),
        AppendOnly('assessments_rulebookversion', when="OLD.state <> 'draft'"),
        AppendOnly('assessments_adoption'),
    ]
