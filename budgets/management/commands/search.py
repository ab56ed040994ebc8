"""``manage.py search PLAN --at-least 300000 --year 2023 [--scenario S] [--json]``: as the page, at once."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgets import lookup
from budgets.amount_text import read_amount
from budgets.dutch_numbers import exact
from budgets.engine import BudgetData, Choice
from budgets.engine.search import Answer, Fixed, Question, Wanted, search
from budgets.search_output import answer_as_data
from budgets.search_wording import gives_up, listed, option_words, proof, question_words, short_of
from budgets.snapshot import budget_data
from municipalities.refusals import Refused

FIGURES = {"saving": "realised", "result": "result", "after-target": "result_after_target"}


class Command(BaseCommand):
    help = "Zoek welke combinatie van opties haalt wat nodig is, met de minste ingreep."

    def add_arguments(self, parser: CommandParser) -> None:
        lookup.add_plan_argument(parser, "plan")
        parser.add_argument("--at-least", required=True, metavar="EURO", help="het bedrag, zoals 300000")
        parser.add_argument(
            "--year",
            type=int,
            action="append",
            required=True,
            help="het jaar; mag vaker",
        )
        parser.add_argument("--figure", choices=FIGURES, default="saving", help="wat zo hoog moet zijn")
        parser.add_argument("--scenario", help="het scenario waarvan de uitgangspunten gelden")
        parser.add_argument("--on", action="append", default=[], metavar="OPTIE", help="moet aan; mag vaker")
        parser.add_argument("--off", action="append", default=[], metavar="OPTIE", help="moet uit; mag vaker")
        parser.add_argument(
            "--untouched", action="append", default=[], metavar="PRIORITEIT", help="0 tot en met 3"
        )
        parser.add_argument("--at-most", type=int, metavar="N", help="hoogstens zoveel opties")
        parser.add_argument("--json", action="store_true", help="het hele antwoord als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = lookup.find_plan(options["plan"])
        scenario = lookup.asked_scenario(plan, options["scenario"])
        try:
            data = budget_data(plan)
            choice = scenario.choice if scenario else Choice()
            question = _question(data, options)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        answer = search(data, choice, question)
        if options["json"]:
            told = answer_as_data(data, question, answer, scenario.slug if scenario else None)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._tell(data, question, answer)

    def _tell(self, data: BudgetData, question: Question, answer: Answer) -> None:
        self.stdout.write(f"Gevraagd: {question_words(question)}.")
        self.stdout.write(proof(question, answer))
        if answer.impossible:
            nearest = answer.impossible.nearest
            self.stdout.write("Niet haalbaar.")
            for short in short_of(question, nearest) if nearest else []:
                self.stdout.write(f"- {short}")
        for rank, found in enumerate(answer.best, 1):
            names = listed(option_words(data, found.choice, code) for code in found.on) or "geen enkele optie"
            self.stdout.write(f"{rank}. {names}")
            saved = "  ".join(f"{year}: {exact(c)}" for year, c in zip(data.years, found.saves, strict=True))
            self.stdout.write(f"   besparing  {saved}")
            if given := gives_up(data, question, found):
                self.stdout.write(f"   geeft op: {given}")


def _question(data: BudgetData, options: dict[str, Any]) -> Question:
    """Raises ``Refused`` for an amount, ``CommandError`` for a name that the budget does not have."""
    least = read_amount(options["at_least"])
    if not isinstance(least, int):
        raise CommandError("Geef een bedrag, zoals 300000.", returncode=lookup.WRONG_NAME)
    _require_known("jaar", options["year"], data.years)
    _require_known("optie", [*options["on"], *options["off"]], list(data.option_index))
    priorities = sorted({line.priority_key for line in data.lines})
    _require_known("prioriteit", options["untouched"], priorities)
    return Question(
        wanted=tuple(
            Wanted(FIGURES[options["figure"]], year, least) for year in sorted(set(options["year"]))
        ),
        must_on=tuple(map(Fixed, options["on"])),
        must_off=tuple(map(Fixed, options["off"])),
        untouchable_priorities=tuple(options["untouched"]),
        at_most=options["at_most"],
    )


def _require_known(what: str, given: list[Any], known: Any) -> None:
    for each in given:
        if each not in known:
            names = ", ".join(map(str, known))
            raise CommandError(
                f"{what.capitalize()} ‘{each}’ bestaat niet. Wel aanwezig: {names}.",
                returncode=lookup.WRONG_NAME,
            )
