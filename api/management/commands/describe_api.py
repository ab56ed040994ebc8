"""The description of the API, as it is served: for a linter, or to make a client from."""

from typing import Any

from django.core.management.base import BaseCommand

from api.pages import described


class Command(BaseCommand):
    help = "Prints the API as OpenAPI 3.0.3."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(described().decode())
