"""What does not recur, which amount of an estimate is likely, and what streams are thought to bring in.

SQLite rebuilds tables here, which it cannot while triggers name them: all triggers are lifted first and
made again at the end, just as they were.
"""

from importlib import import_module

import budgets.models.fields
import django.db.models.deletion
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

plan_years = import_module("budgets.migrations.0002_plan_years")

STREAM_PLAN = "SELECT plan_id FROM budgets_fundingstream WHERE id = NEW.stream_id"
DATED = [("budgets_streamestimate", ["year"], STREAM_PLAN)]
lifted = []


def rules():
    return plan_years.rules_of(DATED, [], [], "measures_plan_years_hold_stream_estimates")


def create(apps, schema_editor):
    plan_years.enforce(schema_editor, rules())


def remove(apps, schema_editor):
    plan_years.lift(schema_editor, rules())


def lift_all(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        lifted[:] = cursor.fetchall()
    for name, _ in lifted:
        schema_editor.execute(f'DROP TRIGGER "{name}"', params=None)


def make_again(apps, schema_editor):
    while lifted:
        schema_editor.execute(lifted.pop()[1], params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0014_option_levels_and_relations'),
        ('measures', '0003_participation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift_all, make_again),
        migrations.CreateModel(
            name='HistoricalStreamEstimate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('low', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='laag geschat')),
                ('likely', budgets.models.fields.EuroField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='waarschijnlijk')),
                ('high', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='hoog geschat')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical raming van een stroom',
                'verbose_name_plural': 'historical ramingen van stromen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='StreamEstimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('low', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='laag geschat')),
                ('likely', budgets.models.fields.EuroField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='waarschijnlijk')),
                ('high', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='hoog geschat')),
            ],
            options={
                'verbose_name': 'raming van een stroom',
                'verbose_name_plural': 'ramingen van stromen',
                'ordering': ['year'],
            },
        ),
        migrations.AddField(
            model_name='adjustmentoption',
            name='incidental',
            field=models.BooleanField(default=False, verbose_name='incidenteel'),
        ),
        migrations.AddField(
            model_name='costline',
            name='incidental',
            field=models.BooleanField(default=False, verbose_name='incidenteel'),
        ),
        migrations.AddField(
            model_name='fundingstream',
            name='incidental',
            field=models.BooleanField(default=False, verbose_name='incidenteel'),
        ),
        migrations.AddField(
            model_name='historicaladjustmentoption',
            name='incidental',
            field=models.BooleanField(default=False, verbose_name='incidenteel'),
        ),
        migrations.AddField(
            model_name='historicalcostline',
            name='incidental',
            field=models.BooleanField(default=False, verbose_name='incidenteel'),
        ),
        migrations.AddField(
            model_name='historicalfundingstream',
            name='incidental',
            field=models.BooleanField(default=False, verbose_name='incidenteel'),
        ),
        migrations.AddField(
            model_name='historicalmemorandumestimate',
            name='likely',
            field=budgets.models.fields.EuroField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='waarschijnlijk'),
        ),
        migrations.AddField(
            model_name='memorandumestimate',
            name='likely',
            field=budgets.models.fields.EuroField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='waarschijnlijk'),
        ),
        migrations.AddConstraint(
            model_name='memorandumestimate',
            constraint=models.CheckConstraint(condition=models.Q(('likely', None), models.Q(('likely__gte', models.F('low')), ('likely__lte', models.F('high'))), _connector='OR'), name='memorandum_likely_in_between'),
        ),
        migrations.AddField(
            model_name='historicalstreamestimate',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalstreamestimate',
            name='made_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change'),
        ),
        migrations.AddField(
            model_name='historicalstreamestimate',
            name='stream',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.fundingstream', verbose_name='financieringsstroom'),
        ),
        migrations.AddField(
            model_name='streamestimate',
            name='stream',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='estimates', to='budgets.fundingstream', verbose_name='financieringsstroom'),
        ),
        migrations.AddConstraint(
            model_name='streamestimate',
            constraint=models.UniqueConstraint(fields=('stream', 'year'), name='stream_estimate_once_per_year'),
        ),
        migrations.AddConstraint(
            model_name='streamestimate',
            constraint=models.CheckConstraint(condition=models.Q(('high__gte', models.F('low'))), name='stream_low_not_above_high'),
        ),
        migrations.AddConstraint(
            model_name='streamestimate',
            constraint=models.CheckConstraint(condition=models.Q(('likely', None), models.Q(('likely__gte', models.F('low')), ('likely__lte', models.F('high'))), _connector='OR'), name='stream_likely_in_between'),
        ),
        migrations.AddConstraint(
            model_name='streamestimate',
            constraint=models.CheckConstraint(condition=models.Q(('low', None), models.Q(('low__gte', Decimal('-999999999.99')), ('low__lte', Decimal('999999999.99'))), _connector='OR'), name='stream_low_within_limits'),
        ),
        migrations.AddConstraint(
            model_name='streamestimate',
            constraint=models.CheckConstraint(condition=models.Q(('high', None), models.Q(('high__gte', Decimal('-999999999.99')), ('high__lte', Decimal('999999999.99'))), _connector='OR'), name='stream_high_within_limits'),
        ),
        migrations.RunPython(make_again, lift_all),
        migrations.RunPython(create, remove),
    ]
