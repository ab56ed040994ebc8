"""How fast four scenarios of 2,000 lines are compared: the engine alone, and the page and its JSON."""

import time
from collections.abc import Callable
from fractions import Fraction
from statistics import median

from benchmarks.editing import MAKE_PLAN, PLAN
from benchmarks.engine import made_up
from benchmarks.server import Visitor
from benchmarks.serving import served
from benchmarks.split import split
from budgets.engine import BudgetData, Choice, compute
from budgets.engine.compare import GROUPS, Comparison
from budgets.engine.path import path

Row = tuple[str, str, str]

LINES, OPTIONS, MEMBERS, ROUNDS = 2_000, 20, 8, 15
AIM = "under 200 ms"
MAKE_SCENARIOS = f"""
from budgets.actions.options import add_option
from budgets.actions.scenarios import create_scenario, switch_options
from measures.models import Plan
from municipalities.models import User
plan, by = Plan.objects.get(slug="groot"), User.objects.get(username="financien")
for i in range({OPTIONS}):
    effects = {{"effect:post-regel-%d:%d" % (i * 7 + j, 2025 + j % 6): -500 for j in range(60)}}
    add_option(plan=plan, values={{"title": "Optie %d" % i, "kind": "ombuigen"}} | effects, by=by)
for i in range(4):
    made = create_scenario(plan=plan, name="Scenario %d" % i, by=by)
    codes = [option.code for option in plan.options.all()]
    switch_options(scenario=made, switched={{code: True for code in codes[i * 3 :]}}, by=by)
"""
ASKED = "?met=scenario-0&met=scenario-1&met=scenario-2&met=scenario-3"


def run() -> list[Row]:
    size = f"four scenarios of {LINES:,} lines × 4 years × {OPTIONS} options over {MEMBERS} municipalities"
    data = split(made_up(LINES, OPTIONS, 3), MEMBERS)
    rows = [
        (f"{size}: every figure and three waterfalls", f"{_engine(data, _choices(data)):.0f} ms", ""),
        (
            f"{size}: the same, one of them indexed",
            f"{_engine(data, [*_choices(data)[:3], _indexed(data)]):.0f} ms",
            "",
        ),
    ]
    return rows + _server()


def _choices(data: BudgetData) -> list[Choice]:
    codes = list(data.option_index)
    return [Choice.of(codes[i * 3 :]) for i in range(4)]


def _indexed(data: BudgetData) -> Choice:
    kinds = {line.cost_type for line in data.lines if line.cost_type}
    return Choice.of(data.option_index, dict.fromkeys(kinds, Fraction(5, 2)))


def _engine(data: BudgetData, choices: list[Choice]) -> float:
    """Milliseconds, with the results: what was laid out for them once is kept, as between two requests."""

    def once() -> None:
        found = Comparison(tuple(compute(data, choice) for choice in choices))
        rows = [*found.figures, *(row for name in GROUPS for row in found.group(name))]
        rows += [*found.municipal("net_contribution"), *(row.realised for row in found.options)]
        if not any(row.differs for row in rows):
            raise RuntimeError("nothing differs")
        for result in found.results[1:]:
            path(found.results[0], result)

    return _median(once)


def _server() -> list[Row]:
    size = f"four scenarios of {LINES:,} lines × 6 years × {OPTIONS} options, SQLite"
    with served(None, MAKE_PLAN + MAKE_SCENARIOS) as port:
        visitor = Visitor(port, "financien")

        def taken(address: str) -> str:
            return f"{_median(lambda: visitor.ask('GET', f'{PLAN}scenarios/{address}')):.0f} ms"

        return [
            (f"the page of {size}", taken(f"vergelijken/{ASKED}&jaar=2027"), AIM),
            (f"the same with all years, {size}", taken(f"vergelijken/{ASKED}&jaar=alle"), AIM),
            (f"the JSON of {size}", taken(f"vergelijken.json{ASKED}"), ""),
        ]


def _median(work: Callable[[], object]) -> float:
    """Milliseconds, after a first time."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return median(times)
