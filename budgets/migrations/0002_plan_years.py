"""The database itself refuses an amount outside the plan's years, or on another plan's line.

Neither database can say that in a check constraint, so triggers do.  SQLite
loses the triggers of a table that a later migration rebuilds: such a migration
runs ``create`` again (a test notices when it is forgotten).
"""

from django.db import migrations

# Table, columns that are held against the plan's years, and how to find the plan of a new row.
DATED = [
    ("budgets_costamount", ["year"], "SELECT plan_id FROM budgets_costline WHERE id = NEW.cost_line_id"),
    ("budgets_streamamount", ["year"], "SELECT plan_id FROM budgets_fundingstream WHERE id = NEW.stream_id"),
    ("budgets_targetamount", ["year"], "SELECT plan_id FROM budgets_savingstarget WHERE id = NEW.target_id"),
    ("budgets_optioneffect", ["year"], "SELECT plan_id FROM budgets_adjustmentoption WHERE id = NEW.option_id"),
    ("budgets_controltotal", ["year"], "SELECT NEW.plan_id"),
    ("budgets_memorandumitem", ["first_year", "last_year"], "SELECT NEW.plan_id"),
]
# Table, a reference of the new row, and the query that finds it within the same plan.
SAME_PLAN = [
    (
        "budgets_costline",
        "measure_id",
        "SELECT 1 FROM measures_measure m JOIN measures_goal g ON g.id = m.goal_id"
        " WHERE m.id = NEW.measure_id AND g.plan_id = NEW.plan_id",
    ),
    (
        "budgets_optioneffect",
        "cost_line_id",
        "SELECT 1 FROM budgets_costline l JOIN budgets_adjustmentoption o ON o.plan_id = l.plan_id"
        " WHERE l.id = NEW.cost_line_id AND o.id = NEW.option_id",
    ),
    (
        "budgets_optioneffect",
        "stream_id",
        "SELECT 1 FROM budgets_fundingstream s JOIN budgets_adjustmentoption o ON o.plan_id = s.plan_id"
        " WHERE s.id = NEW.stream_id AND o.id = NEW.option_id",
    ),
    (
        "budgets_savingstarget",
        "stream_id",
        "SELECT 1 FROM budgets_fundingstream s WHERE s.id = NEW.stream_id AND s.plan_id = NEW.plan_id",
    ),
    (
        "budgets_adjustmentoption_lines",
        "costline_id",
        "SELECT 1 FROM budgets_costline l JOIN budgets_adjustmentoption o ON o.plan_id = l.plan_id"
        " WHERE l.id = NEW.costline_id AND o.id = NEW.adjustmentoption_id",
    ),
]
# Tables whose rows stay with their plan: what hangs on them would be left behind.
FIXED_PLAN = [
    "measures_goal",
    "budgets_costline",
    "budgets_fundingstream",
    "budgets_savingstarget",
    "budgets_adjustmentoption",
]


def rules():
    """Per table: a name, the events, the condition under which a row is refused, and the message."""
    yield from rules_of(DATED, SAME_PLAN, FIXED_PLAN, "measures_plan_years_hold_all")
    other_plan = (
        "(SELECT plan_id FROM measures_goal WHERE id = NEW.goal_id)"
        " <> (SELECT plan_id FROM measures_goal WHERE id = OLD.goal_id)"
    )
    yield "measures_measure", "measures_measure_keeps_plan", ["UPDATE"], other_plan, "moved to another plan"


def rules_of(dated, same_plan, fixed_plan, hold_all):
    """The rules for these tables; ``hold_all`` is the name of the rule on the plan's own years."""
    both, changes = ["INSERT", "UPDATE"], ["UPDATE"]
    for table, columns, plan in dated:
        for column in columns:
            inside = (
                f"SELECT 1 FROM measures_plan p WHERE p.id = ({plan})"
                f" AND NEW.{column} BETWEEN p.first_year AND p.last_year"
            )
            yield table, f"{table}_{column}_inside", both, f"NOT EXISTS ({inside})", "year outside the plan"
    for table, column, found in same_plan:
        condition = f"NEW.{column} IS NOT NULL AND NOT EXISTS ({found})"
        yield table, f"{table}_{column}_same_plan", both, condition, "not of the same plan"
    outside = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} r WHERE ({plan.replace('NEW.', 'r.')}) = NEW.id"
        f" AND r.{column} NOT BETWEEN NEW.first_year AND NEW.last_year)"
        for table, columns, plan in dated
        for column in columns
    )
    yield "measures_plan", hold_all, changes, f"({outside})", "amounts outside the years"
    for table in fixed_plan:
        yield table, f"{table}_keeps_plan", changes, "NEW.plan_id <> OLD.plan_id", "moved to another plan"


def create(apps, schema_editor):
    enforce(schema_editor, rules())


def remove(apps, schema_editor):
    lift(schema_editor, rules())


def enforce(schema_editor, wanted):
    for table, name, events, refused, message in wanted:
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


def lift(schema_editor, wanted):
    for _, name, _, _, _ in wanted:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE", params=None)
            continue
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}", params=None)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
