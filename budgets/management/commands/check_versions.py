"""``manage.py check_versions``: whether every fixed version is still what was fixed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from budgets.actions.versions import is_sound
from budgets.models import BudgetVersion


class Command(BaseCommand):
    help = "Reken van elke vastgestelde versie de vingerafdruk na."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints region/plan, number and hash; exit code 1 where one does not match."""
        damaged = 0
        versions = BudgetVersion.objects.select_related("plan__region")
        order = ("plan__region__slug", "plan__slug", "number")
        for version in versions.order_by(*order).iterator(chunk_size=20):
            sound = is_sound(version)
            damaged += not sound
            verdict = "" if sound else "  KLOPT NIET"
            plan = f"{version.plan.region.slug}/{version.plan.slug}"
            self.stdout.write(f"{plan} {version.number} {version.sha256}{verdict}")
        if damaged:
            self.stderr.write(f"{damaged} versies zijn niet meer zoals ze zijn vastgesteld.")
            sys.exit(1)
