"""``manage.py run_search ID``: the process that the server starts for a search that takes long."""

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from budgets.search_work import MOST_SECONDS, work_on

GRACE_SECONDS = 60
"""For a search that does not hear that its time is over; the system then ends it."""


class Command(BaseCommand):
    help = "Werk aan een zoekvraag die een pagina heeft gesteld. De server start dit zelf."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("search", type=int, help="het nummer van de zoekvraag")

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(10)  # pages go first
        signal.alarm(MOST_SECONDS + GRACE_SECONDS)
        work_on(options["search"])
