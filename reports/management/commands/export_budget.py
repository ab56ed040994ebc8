"""``manage.py export_budget PLAN [--scenario S] --output FILE.xlsx``: the workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from budgets import lookup
from budgets.engine import compute, unchanged
from budgets.snapshot import budget_data
from reports.workbook import About, build_workbook


class Command(BaseCommand):
    help = "Schrijf een begroting, ongewijzigd of met een scenario, als Excel-werkmap."

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_arguments(parser)
        parser.add_argument("--output", required=True, type=Path, help="het bestand, op .xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        scenario = lookup.find_scenario(plan, options["scenario"]) if options["scenario"] else None
        data = budget_data(plan)
        names = [plan.region.slug, plan.slug] + ([scenario.slug] if scenario else [])
        about = About(
            region=plan.region.name,
            plan=plan.title,
            scenario=scenario.name if scenario else None,
            revision=plan.revision,
            moment=timezone.now(),
            author="opdrachtregel",
            address=reverse("scenario" if scenario else "budget", args=names),
        )
        content = build_workbook(compute(data, scenario.choice) if scenario else unchanged(data), about)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"Het bestand is niet te schrijven: {error.strerror}.") from error
        self.stdout.write(f"Geschreven: {options['output']} ({len(content) / 1024:.0f} kB)")
