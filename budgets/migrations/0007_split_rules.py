"""The database refuses weights, cover and participation outside the plan's years, or of another plan."""

from importlib import import_module

from django.db import migrations

plan_years = import_module("budgets.migrations.0002_plan_years")

KEY_PLAN = "SELECT plan_id FROM budgets_allocationkey WHERE id = NEW.key_id"
COVER_PLAN = (
    "SELECT s.plan_id FROM budgets_cover c JOIN budgets_fundingstream s ON s.id = c.stream_id"
    " WHERE c.id = NEW.cover_id"
)
DATED = [
    ("budgets_keyweight", ["year"], KEY_PLAN),
    ("budgets_coveramount", ["year"], COVER_PLAN),
    ("measures_participation", ["year"], "SELECT plan_id FROM measures_measure WHERE id = NEW.measure_id"),
]
SAME_PLAN = [
    *(
        (
            "budgets_keyuse",
            f"{column}_id",
            f"SELECT 1 FROM {table} r JOIN budgets_allocationkey k ON k.plan_id = r.plan_id"
            f" WHERE r.id = NEW.{column}_id AND k.id = NEW.key_id",
        )
        for column, table in (("measure", "measures_measure"), ("stream", "budgets_fundingstream"))
    ),
    *(
        (
            "budgets_cover",
            f"{column}_id",
            f"SELECT 1 FROM {table} r JOIN budgets_fundingstream s ON s.plan_id = r.plan_id"
            f" WHERE r.id = NEW.{column}_id AND s.id = NEW.stream_id",
        )
        for column, table in (("measure", "measures_measure"), ("cost_line", "budgets_costline"))
    ),
]
FIXED_PLAN = ["budgets_allocationkey"]


def rules():
    return plan_years.rules_of(DATED, SAME_PLAN, FIXED_PLAN, "measures_plan_years_hold_splits")


def create(apps, schema_editor):
    plan_years.enforce(schema_editor, rules())


def remove(apps, schema_editor):
    plan_years.lift(schema_editor, rules())


class Migration(migrations.Migration):
    dependencies = [("budgets", "0006_keys_and_cover")]
    operations = [migrations.RunPython(create, remove)]
