"""Editing amounts: two pages of 2,000 lines × 6 years, a saved cell, and many editors at once."""

import json
import os
import statistics
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from benchmarks.server import Visitor
from benchmarks.serving import Row, on_postgresql, served

LINES, YEARS = 2_000, 6
PLAN = "/gooi-en-vechtstreek/groot/"
SECONDS = 60
EDITORS = {"SQLite": 20, "PostgreSQL": 50}
PROCESSES = 2
MAKE_PLAN = f"""
from django.db import transaction
from budgets.models import CostAmount, CostLine, FundingStream, StreamAmount
from measures.models import Goal, Measure, Plan
from municipalities.models import Region
from simple_history.utils import bulk_create_with_history as create
with transaction.atomic():
    region = Region.objects.get(slug="gooi-en-vechtstreek")
    plan = Plan.objects.create(region=region, slug="groot", title="Groot", first_year=2025,
                               last_year={2024 + YEARS})
    goals = [Goal.objects.create(plan=plan, code=f"doel-{{i}}", title=f"Doel {{i}}", position=i)
             for i in range(10)]
    measures = create(
        [Measure(plan=plan, goal=goals[i // 100], code=f"m-{{i}}", title=f"Maatregel {{i}}", position=i)
         for i in range({LINES} // 2)], Measure)
    lines = create(
        [CostLine(plan=plan, measure=measures[i // 2], code=f"regel-{{i}}", number=i + 1, priority=i % 4,
                  cost_type=("personnel", "material")[i % 2], position=i) for i in range({LINES})], CostLine)
    create([CostAmount(cost_line=line, year=year, amount=1000 * (i + 1))
            for i, line in enumerate(lines) for year in plan.years], CostAmount)
    stream = FundingStream.objects.create(plan=plan, code="GB", title="GB", kind="gemeentelijke bijdrage")
    create([StreamAmount(stream=stream, year=year, amount=900_000_000) for year in plan.years], StreamAmount)
"""


def run() -> list[Row]:
    """On SQLite and, where PostgreSQL is on the machine, on that too."""
    return [*measure("SQLite", None), *on_postgresql("benchmarks.editing")]


def measure(database: str, database_url: str | None) -> list[Row]:
    size = f"{LINES} lines × {YEARS} years, {database}"
    with served(database_url, MAKE_PLAN) as port:
        visitor = Visitor(port, "financien")
        rows = [
            (f"{title}, {size}: {which}", f"{taken:.0f} ms", "under 600 ms")
            for title, path in (("the grid", "maatregelen/"), ("the budget", "begroting/"))
            for which, taken in _page(visitor, PLAN + path)
        ]
        times = sorted(_saves(visitor))
        rows += [
            (f"a saved cell, {size}: median", f"{statistics.median(times):.1f} ms", ""),
            (f"a saved cell, {size}: p95", f"{times[int(len(times) * 0.95)]:.1f} ms", "under 30 ms"),
        ]
        return rows + _load(port, database)


def _page(visitor: Visitor, path: str) -> list[tuple[str, float]]:
    """Milliseconds of the first time, when the budget is read, and of the slowest of ten after that."""
    times = []
    for _ in range(11):
        start = time.perf_counter()
        visitor.ask("GET", path)
        times.append((time.perf_counter() - start) * 1000)
    return [("first", times[0]), ("slowest of 10 after that", max(times[1:]))]


def _save(visitor: Visitor, line: int, year: int, cents: int, seen: int) -> str:
    """What became of one cell: "saved", or something else."""
    cell = {
        "row": f"line:regel-{line}",
        "year": year,
        "text": f"{cents // 100},{cents % 100:02}",
        "seen": seen,
    }
    answer = json.loads(visitor.ask("POST", f"{PLAN}maatregelen/bedragen/", {"cellen": json.dumps([cell])}))
    return str(answer["cells"][0]["state"])


def _saves(visitor: Visitor, count: int = 300) -> list[float]:
    times = []
    for i in range(count + 20):
        start = time.perf_counter()
        if (state := _save(visitor, i, 2025, 100 + i, 100_000 * (i + 1))) != "saved":
            raise RuntimeError(f"a cell was {state}")
        times.append((time.perf_counter() - start) * 1000)
    return times[20:]


def _load(port: int, database: str) -> list[Row]:
    """Editors who each save one cell a second for a minute; what the history then holds."""
    editors = EDITORS[database]
    before = _revision(port)
    start = time.time() + 10 + editors * 0.5  # time for all to log in
    shares = [range(editors)[i::PROCESSES] for i in range(PROCESSES)]
    states: Counter[str] = Counter()
    times: list[float] = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        for found, taken in pool.map(_editors, [port] * PROCESSES, shares, [start] * PROCESSES):
            states += found
            times += taken
    changes = _revision(port) - before
    lost = states["saved"] - changes
    others = sum(states.values()) - states["saved"]
    times.sort()
    who = f"{editors} editors, a cell a second each, {SECONDS} s, {database}"
    return [
        (f"{who}: saved", f"{states['saved']}", f"{editors * SECONDS}"),
        (f"{who}: refused, failed or late", f"{others}", "0"),
        (f"{who}: saves without a change of their own", f"{lost}", "0"),
        (f"{who}: p95", f"{times[int(len(times) * 0.95)]:.0f} ms", ""),
    ]


def _revision(port: int) -> int:
    """The number of the last change: every accepted change has its own."""
    answer = Visitor(port, "financien").ask("GET", f"{PLAN}maatregelen/sinds/?revisie=1")
    return int(json.loads(answer)["revision"]) if answer else 1


def _editors(port: int, editors: range, start: float) -> tuple[Counter[str], list[float]]:
    with ThreadPoolExecutor(len(editors)) as pool:
        done = list(pool.map(lambda editor: _one(port, editor, start), editors))
    return sum((states for states, _ in done), Counter()), [t for _, times in done for t in times]


def _one(port: int, editor: int, start: float) -> tuple[Counter[str], list[float]]:
    """One editor with lines of their own, a second per cell."""
    visitor, states, times = Visitor(port, "financien"), Counter[str](), []
    if time.time() > start:
        raise RuntimeError("logging in took too long")
    for second in range(SECONDS):
        time.sleep(max(0.0, start + second + editor / 60 - time.time()))
        line = 400 + editor * 30 + second // 2
        year = 2025 + second % 2
        begun = time.perf_counter()
        try:
            states[_save(visitor, line, year, 5 + second, 100_000 * (line + 1))] += 1
        except (OSError, RuntimeError):
            states["failed"] += 1
        times.append((time.perf_counter() - begun) * 1000)
    if time.time() > start + SECONDS + 5:
        states["late"] += 1
    return states, times


if __name__ == "__main__":
    for row in measure("PostgreSQL", os.environ["DATABASE_URL"]):
        print("\t".join(row))
