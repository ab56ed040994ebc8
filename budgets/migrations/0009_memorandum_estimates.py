"""What a p.m. item is thought to cost; the database refuses years outside the plan."""

from importlib import import_module

import budgets.models.fields
import django.db.models.deletion
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


plan_years = import_module("budgets.migrations.0002_plan_years")

ITEM_PLAN = "SELECT plan_id FROM budgets_memorandumitem WHERE id = NEW.item_id"
DATED = [("budgets_memorandumestimate", ["year"], ITEM_PLAN)]


def rules():
    return plan_years.rules_of(DATED, [], ["budgets_memorandumitem"], "measures_plan_years_hold_estimates")


def create(apps, schema_editor):
    plan_years.enforce(schema_editor, rules())


def remove(apps, schema_editor):
    plan_years.lift(schema_editor, rules())


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0008_housing'),
        ('measures', '0003_participation'),
        ('municipalities', '0004_reserved_slugs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalmemorandumitem',
            name='municipality',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='municipalities.municipality', verbose_name='hoort bij gemeente'),
        ),
        migrations.AddField(
            model_name='memorandumitem',
            name='municipality',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality', verbose_name='hoort bij gemeente'),
        ),
        migrations.CreateModel(
            name='HistoricalMemorandumEstimate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('low', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='laag geschat')),
                ('high', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='hoog geschat')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.memorandumitem', verbose_name='p.m.-post')),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
            ],
            options={
                'verbose_name': 'historical schatting',
                'verbose_name_plural': 'historical schattingen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='MemorandumEstimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('low', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='laag geschat')),
                ('high', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='hoog geschat')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='estimates', to='budgets.memorandumitem', verbose_name='p.m.-post')),
            ],
            options={
                'verbose_name': 'schatting',
                'verbose_name_plural': 'schattingen',
                'ordering': ['year'],
                'constraints': [models.UniqueConstraint(fields=('item', 'year'), name='memorandum_estimate_once_per_year'), models.CheckConstraint(condition=models.Q(('high__gte', models.F('low'))), name='memorandum_low_not_above_high'), models.CheckConstraint(condition=models.Q(('low', None), models.Q(('low__gte', Decimal('-999999999.99')), ('low__lte', Decimal('999999999.99'))), _connector='OR'), name='memorandum_low_within_limits'), models.CheckConstraint(condition=models.Q(('high', None), models.Q(('high__gte', Decimal('-999999999.99')), ('high__lte', Decimal('999999999.99'))), _connector='OR'), name='memorandum_high_within_limits')],
            },
        ),
        migrations.RunPython(create, remove),
    ]
