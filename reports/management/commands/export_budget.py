"""``manage.py export_budget PLAN [--scenario S] [--fixed-version N] --output FILE``: the workbook.

What it is follows from the name: FILE.xlsx or FILE.ods.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from budgets import lookup
from budgets.models import BudgetVersion, Scenario
from measures.models import Plan
from reports.download import about
from reports.workbook import Form, build_workbook
from reports.workbook.forms import WRITERS


class Command(BaseCommand):
    help = "Schrijf een begroting, ongewijzigd of met een scenario, als werkmap: Excel of ODS."

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_arguments(parser)
        parser.add_argument("--output", required=True, type=Path, help="het bestand, op .xlsx of .ods")

    def handle(self, *args: Any, **options: Any) -> None:
        form = _form(options["output"])
        plan = lookup.find_plan(options["plan"])
        scenario = lookup.asked_scenario(plan, options["scenario"])
        version = lookup.asked_version(plan, options["fixed_version"])
        result = lookup.chosen_result(plan, scenario, version)
        address = _address(plan, scenario, version)
        described = about(plan, scenario, author="opdrachtregel", address=address, version=version)
        content = build_workbook(result, described, form)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"Het bestand is niet te schrijven: {error.strerror}.") from error
        self.stdout.write(f"Geschreven: {options['output']} ({len(content) / 1024:.0f} kB)")


def _form(output: Path) -> Form:
    """Which kind of file the name asks for."""
    for form in WRITERS:
        if output.suffix.lower() == f".{form}":
            return form
    raise CommandError(f"Geef een bestandsnaam die eindigt op .xlsx of .ods: {output} doet dat niet.")


def _address(plan: Plan, scenario: Scenario | None, version: BudgetVersion | None) -> str:
    """Where the same figures stand in the application."""
    name = "scenario" if scenario else "budget"
    arguments: list[str | int] = [plan.region.slug, plan.slug]
    arguments += [version.number] if version else []
    arguments += [scenario.slug] if scenario else []
    return reverse(f"version_{name}" if version else name, args=arguments)
