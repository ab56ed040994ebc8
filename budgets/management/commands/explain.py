"""``manage.py explain PLAN FIGURE YEAR [--scenario S] [--fixed-version N] [--deep] [--json]``."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgets import lookup
from budgets.drawing_wording import drawing_notes, times_words
from budgets.dutch_numbers import exact, whole
from budgets.engine import BudgetResult, Explanation, NotKnown, Term, UnknownFigure, explain, unfolded
from budgets.engine.terms import PLACES
from budgets.outer_names import inner_figure
from budgets.output_explained import COUNTED, explanation_as_data
from budgets.split_wording import term_share_words
from budgets.wording import figure_title, term_title


class Command(BaseCommand):
    help = "Leg uit waar een cijfer vandaan komt: de termen die er samen precies op uitkomen."

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_arguments(parser)
        parser.add_argument("figure", metavar="FIGURE", help="het cijfer, zoals resultAfterTarget")
        parser.add_argument("year", metavar="YEAR", type=int, help="het jaar")
        parser.add_argument("--deep", action="store_true", help="ook de cijfers waaruit een term bestaat")
        parser.add_argument("--json", action="store_true", help="als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        scenario = lookup.asked_scenario(plan, options["scenario"])
        version = lookup.asked_version(plan, options["fixed_version"])
        result = lookup.chosen_result(plan, scenario, version)
        found = _explained(result, options["figure"], options["year"])
        if options["deep"]:
            found = unfolded(result, found)
        if options["json"]:
            answer = explanation_as_data(
                result,
                found,
                scenario=scenario.slug if scenario else None,
                version=version.number if version else None,
            )
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for words, amount in _rows(result, found, found.terms):
            self.stdout.write(f"{amount:>20}  {words}")
        title = figure_title(result.data, found.figure, result.choice)
        self.stdout.write(f"{_amount(found, found.amount):>20}  {title} {found.year}")
        for sentence in drawing_notes(result, found):
            self.stdout.write(sentence)


def _explained(result: BudgetResult, figure: str, year: int) -> Explanation:
    try:
        return explain(result, inner_figure(figure), year)
    except UnknownFigure:
        raise CommandError(f"Er is geen cijfer {figure} in {year}.") from None
    except NotKnown:
        raise CommandError(f"Het cijfer {figure} is in {year} niet bekend.") from None


def _rows(
    result: BudgetResult, found: Explanation, terms: tuple[Term, ...], depth: int = 0
) -> Iterator[tuple[str, str]]:
    """Each term with what it is made of behind it, further in."""
    for term in terms:
        words = term_title(result.data, term, result.choice)
        if term.year is not None:
            words += f" {term.year}"
        if term.times != 1:
            words += f" ({times_words(term)})"
        if term.share and found.unit != PLACES:
            words += f" ({term_share_words(result.data, term)})"
        yield "  " * depth + words, _amount(found, term.amount)
        yield from _rows(result, found, term.parts, depth + 1)


def _amount(found: Explanation, cents: int) -> str:
    return whole(100 * cents) if found.unit in COUNTED else exact(cents)
