"""The API: 10,000 cost lines with their amounts read in pages, flat too, and 5,000 amounts changed."""

import json
import os
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.serving import Row, on_postgresql, served

LINES, YEARS, PAGE, CELLS, TIMES = 10_000, 4, 1_000, 5_000, 3
MAKE_PLAN = f"""
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from budgets.models import CostAmount, CostLine
from measures.models import Goal, Measure, Plan
from municipalities.models import ApiToken, Region, User
from municipalities.tokens import create_token
with transaction.atomic():
    region = Region.objects.get(slug="gooi-en-vechtstreek")
    plan = Plan.objects.create(region=region, slug="groot", title="Groot", first_year=2025,
                               last_year={2024 + YEARS})
    goals = Goal.objects.bulk_create(
        [Goal(plan=plan, code=f"doel-{{i}}", title=f"Doel {{i}}", position=i) for i in range(10)])
    measures = Measure.objects.bulk_create(
        [Measure(plan=plan, goal=goals[i // {LINES // 20}], code=f"m-{{i}}", title=f"Maatregel {{i}}",
                 position=i) for i in range({LINES // 2})])
    lines = CostLine.objects.bulk_create(
        [CostLine(plan=plan, measure=measures[i // 2], code=f"regel-{{i}}", number=i + 1, priority=i % 4,
                  note="Naar het besluit van de raad.", cost_type=("personnel", "material")[i % 2],
                  position=i) for i in range({LINES})])
    CostAmount.objects.bulk_create([CostAmount(cost_line=line, year=year, amount=1000 * (i + 1))
                                    for i, line in enumerate(lines) for year in plan.years])
    user = User.objects.get(username="financien")
    _, token = create_token(user=user, name="Meting", scope=ApiToken.Scope.WRITE, by=user,
                            expires_on=timezone.localdate() + timedelta(days=1))
    open({{file!r}}, "w").write(f"{{plan.pk}} {{token}}")
"""


class Program:
    """Asks the API over one connection that stays open, with a token."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, method: str, address: str, body: Any = None) -> Any:
        sent = None if body is None else json.dumps(body)
        self.connection.request(method, address, sent, self.headers)
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise RuntimeError(f"{method} {address}: {response.status} {content[:500]!r}")
        return json.loads(content)

    def everything(self, address: str) -> int:
        """How many rows all pages have together."""
        count, following = 0, f"{address}?pageSize={PAGE}"
        while following:
            page = self.ask("GET", following)
            count += len(page["items"])
            parts = urlsplit(page["next"] or "")
            following = f"{parts.path}?{parts.query}" if parts.path else ""
        return count


def run() -> list[Row]:
    """On SQLite and, where PostgreSQL is on the machine, on that too."""
    return [*measure("SQLite", None), *on_postgresql("benchmarks.reading")]


def measure(database: str, database_url: str | None) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/token"
        with served(database_url, MAKE_PLAN.replace("{file!r}", repr(file))) as port:
            plan, token = Path(file).read_text().split()
            program, at = Program(port, token), f"/api/v1/plans/{plan}"
            lines = [_taken(lambda: _all_of(program, f"{at}/cost-lines", LINES)) for _ in range(TIMES)]
            flat = _taken(lambda: _all_of(program, f"{at}/amounts", LINES * YEARS))
            saved = _taken(lambda: program.ask("PATCH", f"{at}/amounts", _cells()))
    return [
        (
            f"API, {LINES} cost lines × {YEARS} years in pages of {PAGE}, {database}: slowest of {TIMES}",
            f"{max(lines):.2f} s",
            "under 2 s",
        ),
        (
            f"API, the same flat: {LINES * YEARS} amounts in pages of {PAGE}, {database}",
            f"{flat:.2f} s",
            "",
        ),
        (f"API, {CELLS} amounts changed at once, {database}", f"{saved:.2f} s", ""),
    ]


def _taken(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _all_of(program: Program, address: str, expected: int) -> None:
    if (found := program.everything(address)) != expected:
        raise RuntimeError(f"{address} gave {found} rows")


def _cells() -> dict[str, Any]:
    return {
        "amounts": [
            {
                "rowKind": "line",
                "code": f"regel-{i}",
                "year": 2025,
                "amount": "12.50",
                "seen": {"amount": f"{1000 * (i + 1)}.00"},
            }
            for i in range(CELLS)
        ]
    }


if __name__ == "__main__":
    for row in measure("PostgreSQL", os.environ["DATABASE_URL"]):
        print("\t".join(row))
