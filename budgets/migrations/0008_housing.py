"""Places for living; the database refuses numbers outside the plan's years."""

from importlib import import_module

import budgets.models.fields
import django.db.models.deletion
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


plan_years = import_module("budgets.migrations.0002_plan_years")

KIND_PLAN = "SELECT plan_id FROM budgets_housingkind WHERE id = NEW.kind_id"
DATED = [
    ("budgets_housingtarget", ["year"], KIND_PLAN),
    ("budgets_housingrealised", ["year"], KIND_PLAN),
]
FIXED_PLAN = ["budgets_housingkind", "budgets_housingterms"]


def rules():
    return plan_years.rules_of(DATED, [], FIXED_PLAN, "measures_plan_years_hold_housing")


def create(apps, schema_editor):
    plan_years.enforce(schema_editor, rules())


def remove(apps, schema_editor):
    plan_years.lift(schema_editor, rules())


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0007_split_rules'),
        ('measures', '0003_participation'),
        ('municipalities', '0004_reserved_slugs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalHousingKind',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.SlugField()),
                ('title', models.CharField(max_length=200, verbose_name='naam')),
                ('agreed', models.PositiveIntegerField(verbose_name='afgesproken plaatsen')),
                ('start', models.PositiveIntegerField(default=0, verbose_name='plaatsen bij het begin')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('position', models.PositiveIntegerField(default=0)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
                ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='measures.plan')),
            ],
            options={
                'verbose_name': 'historical soort woning',
                'verbose_name_plural': 'historical soorten woningen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalHousingTerms',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('amount', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='bedrag per ontbrekende plaats')),
                ('price_level', models.PositiveSmallIntegerField(verbose_name='prijspeil')),
                ('percentage', models.DecimalField(decimal_places=4, default=0, max_digits=7, verbose_name='stijging per jaar')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
                ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='measures.plan')),
            ],
            options={
                'verbose_name': 'historical verrekening van woningen',
                'verbose_name_plural': 'historical verrekeningen van woningen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HousingKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField()),
                ('title', models.CharField(max_length=200, verbose_name='naam')),
                ('agreed', models.PositiveIntegerField(verbose_name='afgesproken plaatsen')),
                ('start', models.PositiveIntegerField(default=0, verbose_name='plaatsen bij het begin')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('position', models.PositiveIntegerField(default=0)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='housing_kinds', to='measures.plan')),
            ],
            options={
                'verbose_name': 'soort woning',
                'verbose_name_plural': 'soorten woningen',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalHousingTarget',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('places', models.PositiveIntegerField(verbose_name='plaatsen')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
                ('kind', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.housingkind', verbose_name='soort woning')),
            ],
            options={
                'verbose_name': 'historical jaardoel',
                'verbose_name_plural': 'historical jaardoelen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalHousingRealised',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('places', models.PositiveIntegerField(verbose_name='plaatsen')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
                ('municipality', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='municipalities.municipality', verbose_name='gemeente')),
                ('kind', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.housingkind', verbose_name='soort woning')),
            ],
            options={
                'verbose_name': 'historical gerealiseerd aantal',
                'verbose_name_plural': 'historical gerealiseerde aantallen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HousingRealised',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('places', models.PositiveIntegerField(verbose_name='plaatsen')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='realised', to='budgets.housingkind', verbose_name='soort woning')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality', verbose_name='gemeente')),
            ],
            options={
                'verbose_name': 'gerealiseerd aantal',
                'verbose_name_plural': 'gerealiseerde aantallen',
            },
        ),
        migrations.CreateModel(
            name='HousingTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', budgets.models.fields.YearField(verbose_name='jaar')),
                ('places', models.PositiveIntegerField(verbose_name='plaatsen')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='budgets.housingkind', verbose_name='soort woning')),
            ],
            options={
                'verbose_name': 'jaardoel',
                'verbose_name_plural': 'jaardoelen',
            },
        ),
        migrations.CreateModel(
            name='HousingTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', budgets.models.fields.EuroField(decimal_places=2, max_digits=11, verbose_name='bedrag per ontbrekende plaats')),
                ('price_level', models.PositiveSmallIntegerField(verbose_name='prijspeil')),
                ('percentage', models.DecimalField(decimal_places=4, default=0, max_digits=7, verbose_name='stijging per jaar')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='housing_terms', to='measures.plan')),
            ],
            options={
                'verbose_name': 'verrekening van woningen',
                'verbose_name_plural': 'verrekeningen van woningen',
            },
        ),
        migrations.AddConstraint(
            model_name='housingkind',
            constraint=models.UniqueConstraint(fields=('plan', 'code'), name='housing_kind_code_once_per_plan'),
        ),
        migrations.AddConstraint(
            model_name='housingkind',
            constraint=models.CheckConstraint(condition=models.Q(('agreed__gte', 0), ('agreed__lte', 99999), ('start__gte', 0), ('start__lte', 99999)), name='housing_kind_places_possible'),
        ),
        migrations.AddConstraint(
            model_name='housingkind',
            constraint=models.CheckConstraint(condition=models.Q(('start__lte', models.F('agreed'))), name='housing_kind_no_more_than_agreed'),
        ),
        migrations.AddConstraint(
            model_name='housingrealised',
            constraint=models.UniqueConstraint(fields=('kind', 'municipality', 'year'), name='housing_realised_once'),
        ),
        migrations.AddConstraint(
            model_name='housingrealised',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 0), ('places__lte', 99999)), name='housing_realised_places_possible'),
        ),
        migrations.AddConstraint(
            model_name='housingtarget',
            constraint=models.UniqueConstraint(fields=('kind', 'year'), name='housing_target_year_once'),
        ),
        migrations.AddConstraint(
            model_name='housingtarget',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 0), ('places__lte', 99999)), name='housing_target_places_possible'),
        ),
        migrations.AddConstraint(
            model_name='housingterms',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='housing_amount_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='housingterms',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), models.Q(('amount__gte', Decimal('-999999999.99')), ('amount__lte', Decimal('999999999.99'))), _connector='OR'), name='housing_amount_within_limits'),
        ),
        migrations.AddConstraint(
            model_name='housingterms',
            constraint=models.CheckConstraint(condition=models.Q(('percentage__gte', -20), ('percentage__lte', 100)), name='housing_percentage_possible'),
        ),
        migrations.AddConstraint(
            model_name='housingterms',
            constraint=models.CheckConstraint(condition=models.Q(('price_level__gte', 1900), ('price_level__lte', 2200)), name='housing_price_level_possible'),
        ),
        migrations.RunPython(create, remove),
    ]
