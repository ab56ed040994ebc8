"""The description of the API, as it is served: for a linter, or to make a client from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.drainage import GENERATOR_STATS

from api.pages import described


class Command(BaseCommand):
    help = "Prints the API as OpenAPI 3.0.3."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` where drf-spectacular had to guess: it then warned of that."""
        text = described().decode()
        if GENERATOR_STATS:
            raise CommandError("The description is not exact: see the warnings.")
        self.stdout.write(text)
