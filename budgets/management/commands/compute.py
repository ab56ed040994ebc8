"""``manage.py compute PLAN [--scenario S] [--fixed-version N] [--json]``: the figures of a budget."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from budgets import lookup
from budgets.dutch_numbers import exact
from budgets.finding_wording import finding_message
from budgets.result_output import FIGURES, result_as_data
from budgets.wording import FIGURE_TITLES


class Command(BaseCommand):
    help = "Bereken een begroting, ongewijzigd of met een scenario."

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="alle cijfers als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        scenario = lookup.asked_scenario(plan, options["scenario"])
        version = lookup.asked_version(plan, options["fixed_version"])
        result = lookup.chosen_result(plan, scenario, version)
        if options["json"]:
            answer = result_as_data(
                result, scenario.slug if scenario else None, version.number if version else None
            )
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        width = max(len(FIGURE_TITLES[name]) for name in FIGURES)
        self.stdout.write(" " * width + "".join(f"{year:>18}" for year in result.years))
        for name in FIGURES:
            amounts = "".join(f"{exact(cents):>18}" for cents in result.figure(name))
            self.stdout.write(f"{FIGURE_TITLES[name]:<{width}}{amounts}")
        for finding in result.findings:
            self.stdout.write(f"- {finding_message(result.data, finding, result.choice)}")
