"""``manage.py load_demo``: municipalities, the case of Gooi en Vechtstreek, regions beside it, accounts."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo.accounts import enter_accounts
from config.demo.plan import Definition, enter_plan, enter_region
from municipalities.population.store import OWN_LIST, load_list

FOLDER = Path(__file__).parents[2] / "demo"
DEFINITIONS = ("gooi_en_vechtstreek.toml", "utrecht_voorbeeld.toml")
WITHOUT_PLAN = "provincie_utrecht.toml"


class Command(BaseCommand):
    help = "Load the demo: Gooi en Vechtstreek and example regions. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "load_demo maakt accounts met een bekend wachtwoord en werkt niet in productie."
            )
        with transaction.atomic():
            load_list(OWN_LIST.read_bytes(), only_missing=True)
            loaded = [self._load(name) for name in DEFINITIONS]
            regions = [enter_region(region) for region in _definition(WITHOUT_PLAN)["regions"]]
        if options["verbosity"]:
            self.stdout.write(f"Demo geladen: {', '.join([*loaded, *map(str, regions)])}")

    def _load(self, name: str) -> str:
        definition = _definition(name)
        region = enter_region(definition["region"])
        plan = enter_plan(region, definition, by=enter_accounts(region))
        return f"{region} · {plan}"


def _definition(name: str) -> Definition:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
