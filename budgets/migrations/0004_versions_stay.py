"""The database refuses to change or delete a fixed version, or to give it a number that is not the next.

And makes the triggers of 0002 again, which went with the tables that 0003 and
measures.0002 rebuilt; a measure now holds its own plan.
"""

from importlib import import_module

from django.db import migrations

plan_years = import_module("budgets.migrations.0002_plan_years")

VERSION = "budgets_budgetversion"
SAME_PLAN = "NOT EXISTS (SELECT 1 FROM measures_goal g WHERE g.id = NEW.goal_id AND g.plan_id = NEW.plan_id)"
NOT_NEXT = f"NEW.number <> 1 + (SELECT COALESCE(MAX(v.number), 0) FROM {VERSION} v WHERE v.plan_id = NEW.plan_id)"
# Table, name, events, the condition under which a row is refused, and the message.
RULES = [
    (VERSION, "version_never_changes", ["UPDATE"], "TRUE", "a fixed version does not change"),
    (VERSION, "version_never_goes", ["DELETE"], "TRUE", "a fixed version is not deleted"),
    (VERSION, "version_number_is_next", ["INSERT"], NOT_NEXT, "the number is not the next"),
    ("measures_measure", "measure_goal_same_plan", ["INSERT", "UPDATE"], SAME_PLAN, "not of the same plan"),
    ("measures_measure", "measure_keeps_plan", ["UPDATE"], "NEW.plan_id <> OLD.plan_id", "moved to another plan"),
]


def create(apps, schema_editor):
    plan_years.create(apps, schema_editor)
    create_rules(schema_editor)


def create_rules(schema_editor, rules=RULES):
    for table, name, events, refused, message in rules:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF {refused} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF;"
                " RETURN NEW; END $$",
                params=None,
            )
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}", params=None)
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {name}()",
                params=None,
            )
            continue
        for event in events:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event.lower()}", params=None)
            schema_editor.execute(
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW"
                f" WHEN {refused} BEGIN SELECT RAISE(ABORT, '{message}'); END",
                params=None,
            )


def remove(apps, schema_editor):
    for _, name, events, _, _ in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE", params=None)
            continue
        for event in events:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event.lower()}", params=None)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0003_history_and_versions")]
    operations = [migrations.RunPython(create, remove)]
