"""``manage.py load_demo``: the real case of Gooi en Vechtstreek, with its accounts."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo.accounts import enter_accounts
from config.demo.plan import enter_plan, enter_region
from municipalities.models import User

DEFINITION = Path(__file__).parents[2] / "demo" / "gooi_en_vechtstreek.toml"


class Command(BaseCommand):
    help = "Load the demo: Gooi en Vechtstreek 2021–2024. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "load_demo maakt accounts met een bekend wachtwoord en werkt niet in productie."
            )
        definition = tomllib.loads(DEFINITION.read_text(encoding="utf-8"))
        with transaction.atomic():
            region = enter_region(definition["region"])
            enter_accounts(region)
            plan = enter_plan(region, definition, by=User.objects.get(username="adviseur"))
        if options["verbosity"]:
            self.stdout.write(f"Demo geladen: {region} · {plan}")
