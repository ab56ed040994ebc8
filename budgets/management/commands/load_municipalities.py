"""``manage.py load_municipalities [FILE]``: the Dutch municipalities and their inhabitants per year."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgets.actions.population import load_municipalities
from municipalities.population.store import OWN_LIST, SOURCE, Outcome, Tally
from municipalities.refusals import Refused

LONGEST_SOURCE = 200  # as Inhabitants.source


class Command(BaseCommand):
    help = (
        "Laad de gemeenten met hun inwoners: zonder bestand uit de lijst van het project, anders uit een "
        "bestand in dezelfde vorm of uit een CSV van CBS StatLine. Wat er niet in staat, blijft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=OWN_LIST, help="het bestand (CSV, UTF-8)")
        parser.add_argument("--column", help="de kolom met inwoners, als een CSV van CBS er meer heeft")
        parser.add_argument("--source", default=SOURCE, help="wat er als bron bij de inwonertallen komt")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if len(options["source"]) > LONGEST_SOURCE:
            raise CommandError(f"--source mag hoogstens {LONGEST_SOURCE} tekens hebben.")
        try:
            outcome = load_municipalities(
                path.read_bytes(), source=options["source"], column=options["column"]
            )
        except OSError as error:
            raise CommandError(f"{path} is niet te lezen: {error.strerror}.") from error
        except Refused as refused:
            raise CommandError(f"{path.name}: {refused.message}. Er is niets opgeslagen.") from refused
        if options["verbosity"]:
            self.stdout.write(_told(outcome))


def _told(outcome: Outcome) -> str:
    lines = [
        f"Gemeenten: {_tally(outcome.municipalities)}.",
        f"Inwonertallen: {_tally(outcome.counts)}.",
    ]
    if outcome.unknown:
        lines.append(f"Niet geladen, want hier niet bekend: {', '.join(outcome.unknown)}.")
    return "\n".join(lines)


def _tally(tally: Tally) -> str:
    return f"{tally.came} erbij, {tally.changed} gewijzigd, {tally.stayed} gebleven"
