"""``manage.py export_budget PLAN [--scenario S] [--fixed-version N] --output FILE.xlsx``: the workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from budgets import lookup
from budgets.models import BudgetVersion, Scenario
from measures.models import Plan
from reports.download import about
from reports.workbook import build_workbook


class Command(BaseCommand):
    help = "Schrijf een begroting, ongewijzigd of met een scenario, als Excel-werkmap."

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_arguments(parser)
        parser.add_argument("--output", required=True, type=Path, help="het bestand, op .xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        scenario = lookup.asked_scenario(plan, options["scenario"])
        version = lookup.asked_version(plan, options["fixed_version"])
        result = lookup.chosen_result(plan, scenario, version)
        address = _address(plan, scenario, version)
        described = about(plan, scenario, author="opdrachtregel", address=address, version=version)
        content = build_workbook(result, described)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"Het bestand is niet te schrijven: {error.strerror}.") from error
        self.stdout.write(f"Geschreven: {options['output']} ({len(content) / 1024:.0f} kB)")


def _address(plan: Plan, scenario: Scenario | None, version: BudgetVersion | None) -> str:
    """Where the same figures stand in the application."""
    name = "scenario" if scenario else "budget"
    arguments: list[str | int] = [plan.region.slug, plan.slug]
    arguments += [version.number] if version else []
    arguments += [scenario.slug] if scenario else []
    return reverse(f"version_{name}" if version else name, args=arguments)
