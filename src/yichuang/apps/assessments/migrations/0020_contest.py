import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.apps.audit.immutable import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0012_corrections'),
        ('organization', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthlyContest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(max_length=7)),
                ('number', models.PositiveSmallIntegerField()),
                ('settled_at', models.DateTimeField()),
                ('why', models.CharField(blank=True, default='', max_length=300)),
                ('ranking', models.TextField()),
                ('statements', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('hall', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.hall')),
                ('settled_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('hall', 'month', 'number'), name='contest_version_once'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('why', ''), _negated=True), _connector='OR'), name='revision_says_why')],
            },
        ),
        migrations.CreateModel(
            name='YearScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('value', models.CharField(max_length=6)),
                ('quarters', models.JSONField()),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('window', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.window')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('window', 'year', 'number'), name='year_value_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='year_value_says_why')],
            },
        ),
        AppendOnly("assessments_monthlycontest"),
        AppendOnly("assessments_yearscore"),
    ]
