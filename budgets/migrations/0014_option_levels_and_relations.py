"""The levels of an option, and which options exclude or need each other: those of one plan."""

from importlib import import_module

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


plan_years = import_module("budgets.migrations.0002_plan_years")

SAME_PLAN = [
    (
        "budgets_optionrelation",
        "other_id",
        "SELECT 1 FROM budgets_adjustmentoption a JOIN budgets_adjustmentoption o ON o.plan_id = a.plan_id"
        " WHERE a.id = NEW.other_id AND o.id = NEW.option_id",
    ),
]


def rules():
    return [rule for rule in plan_years.rules_of([], SAME_PLAN, [], "") if rule[0] != "measures_plan"]


def create(apps, schema_editor):
    plan_years.enforce(schema_editor, rules())


def remove(apps, schema_editor):
    plan_years.lift(schema_editor, rules())


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0013_proposals'),
        ('measures', '0003_participation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalOptionLevel',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.SlugField()),
                ('title', models.CharField(max_length=60, verbose_name='niveau')),
                ('numerator', models.PositiveIntegerField(verbose_name='teller')),
                ('denominator', models.PositiveIntegerField(verbose_name='noemer')),
                ('position', models.PositiveIntegerField(default=0)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
                ('option', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.adjustmentoption')),
            ],
            options={
                'verbose_name': 'historical niveau',
                'verbose_name_plural': 'historical niveaus',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOptionRelation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('excludes', 'gaat niet samen met'), ('needs', 'kan alleen samen met')], max_length=10, verbose_name='verband')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.change')),
                ('option', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.adjustmentoption')),
                ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.adjustmentoption', verbose_name='andere optie')),
            ],
            options={
                'verbose_name': 'historical verband',
                'verbose_name_plural': 'historical verbanden',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='OptionLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField()),
                ('title', models.CharField(max_length=60, verbose_name='niveau')),
                ('numerator', models.PositiveIntegerField(verbose_name='teller')),
                ('denominator', models.PositiveIntegerField(verbose_name='noemer')),
                ('position', models.PositiveIntegerField(default=0)),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='budgets.adjustmentoption')),
            ],
            options={
                'verbose_name': 'niveau',
                'verbose_name_plural': 'niveaus',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('option', 'code'), name='level_code_once_per_option'), models.CheckConstraint(condition=models.Q(('denominator__gt', 0), ('numerator__gt', 0)), name='level_part_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='OptionRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('excludes', 'gaat niet samen met'), ('needs', 'kan alleen samen met')], max_length=10, verbose_name='verband')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='budgets.adjustmentoption')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_in', to='budgets.adjustmentoption', verbose_name='andere optie')),
            ],
            options={
                'verbose_name': 'verband',
                'verbose_name_plural': 'verbanden',
                'ordering': ['other__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('option', 'other'), name='relation_once_per_two_options'), models.CheckConstraint(condition=models.Q(('option', models.F('other')), _negated=True), name='relation_with_another_option'), models.CheckConstraint(condition=models.Q(('kind__in', ['excludes', 'needs'])), name='relation_kind_known')],
            },
        ),
        migrations.RunPython(create, remove),
    ]
