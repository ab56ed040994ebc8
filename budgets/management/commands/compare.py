"""``manage.py compare PLAN A B [C D] [--json]``: two to four budgets, versions or scenarios side by side."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgets import lookup
from budgets.comparison_output import comparison_as_data
from budgets.comparison_wording import leg_title
from budgets.dutch_numbers import exact, signed_shortest
from budgets.engine.compare import Comparison
from budgets.engine.path import path
from budgets.sides import FEWEST, MOST, Side, find_sides
from budgets.wording import FIGURE_TITLES
from municipalities.refusals import Refused

HELP = (
    "Zet twee tot vier naast elkaar: ‘begroting’ zonder opties, een versie (‘versie-2’), een scenario bij "
    "zijn naam in het adres, of een scenario op een versie (‘versie-2.alle-bijstellingen’)."
)


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_plan_argument(parser, "plan")
        parser.add_argument("keys", nargs="+", metavar="wat", help="waarvan er twee tot vier zijn")
        parser.add_argument("--json", action="store_true", help="alle cijfers als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        keys = list(dict.fromkeys(options["keys"]))
        named = find_sides(plan, keys, plan.scenarios.all(), plan.versions.defer("data_json"))
        if gone := [key for key, side in named.items() if side is None]:
            raise CommandError(
                f"{', '.join(gone)} bestaat niet in {plan.slug}.", returncode=lookup.WRONG_NAME
            )
        sides = [side for side in named.values() if side]
        if not FEWEST <= len(sides) <= MOST:
            raise CommandError("Noem er twee, drie of vier.", returncode=lookup.WRONG_NAME)
        try:
            said = json.dumps(comparison_as_data(sides), ensure_ascii=False, indent=2)
            self.stdout.write(said if options["json"] else _table(sides))
        except Refused as refused:
            raise CommandError(refused.message) from refused


def _table(sides: list[Side]) -> str:
    """Each figure per side and year, then the steps from the first to each other."""
    found = Comparison(tuple(side.result for side in sides))
    width = max(map(len, [*FIGURE_TITLES.values(), *(side.title for side in sides)])) + 2
    rows = [" " * width + "".join(f"{year:>18}" for year in found.years)]
    for row in found.told:
        rows.append(FIGURE_TITLES[row.figure])
        for side, amounts in zip(sides, row.amounts, strict=True):
            cells = "".join(f"{'–' if cents is None else exact(cents):>18}" for cents in amounts)
            rows.append(f"  {side.title:<{width - 2}}{cells}")
    for side, result in zip(sides[1:], found.results[1:], strict=True):
        rows += ["", f"Van {sides[0].title} naar {side.title}"]
        for leg in path(found.results[0], result).legs:
            cells = "".join(f"{signed_shortest(cents):>18}" for cents in leg.changes)
            rows += [f"  {leg_title(found, leg)}", " " * width + cells]
    return "\n".join(rows)
