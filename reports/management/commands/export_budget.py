"""``manage.py export_budget PLAN [--scenario S] --output FILE.xlsx``: the workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from budgets import lookup
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
        result = lookup.chosen_result(plan, scenario)
        names = [plan.region.slug, plan.slug] + ([scenario.slug] if scenario else [])
        address = reverse("scenario" if scenario else "budget", args=names)
        content = build_workbook(result, about(plan, scenario, author="opdrachtregel", address=address))
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"Het bestand is niet te schrijven: {error.strerror}.") from error
        self.stdout.write(f"Geschreven: {options['output']} ({len(content) / 1024:.0f} kB)")
