"""``manage.py load_demo``: the real case of Gooi en Vechtstreek, a small region beside it, accounts."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo.accounts import enter_accounts
from config.demo.plan import enter_plan, enter_region

FOLDER = Path(__file__).parents[2] / "demo"
DEFINITIONS = ("gooi_en_vechtstreek.toml", "utrecht_voorbeeld.toml")


class Command(BaseCommand):
    help = "Load the demo: Gooi en Vechtstreek and an example region. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "load_demo maakt accounts met een bekend wachtwoord en werkt niet in productie."
            )
        with transaction.atomic():
            loaded = [self._load(FOLDER / name) for name in DEFINITIONS]
        if options["verbosity"]:
            self.stdout.write(f"Demo geladen: {', '.join(loaded)}")

    def _load(self, path: Path) -> str:
        definition = tomllib.loads(path.read_text(encoding="utf-8"))
        region = enter_region(definition["region"])
        plan = enter_plan(region, definition, by=enter_accounts(region))
        return f"{region} · {plan}"
