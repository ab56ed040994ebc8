"""Scenarios whose address is now that of something else get a number behind it."""

import re

from django.db import migrations

WORDS = ("vergelijken", "zoeken", "begroting")
VERSION = r"versie-[1-9][0-9]{0,8}"


def give_another_address(apps, schema_editor):
    scenarios = apps.get_model("budgets", "Scenario").objects.all()
    for scenario in scenarios:
        if scenario.slug in WORDS or re.fullmatch(VERSION, scenario.slug):
            taken = set(scenarios.filter(plan_id=scenario.plan_id).values_list("slug", flat=True))
            number = next(n for n in range(2, len(taken) + 3) if f"{scenario.slug}-{n}" not in taken)
            scenario.slug = f"{scenario.slug}-{number}"
            scenario.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("budgets", "0011_searches")]

    operations = [migrations.RunPython(give_another_address, migrations.RunPython.noop)]
