"""How fast the engine computes, and what it takes of memory.

Every figure is measured here and now; ``run`` gives rows of what, measured, target.
"""

import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from random import Random
from statistics import median
from time import perf_counter_ns
from typing import Any

import numpy as np

from budgets.engine import (
    BudgetData,
    BudgetResult,
    Choice,
    Effect,
    Goal,
    Line,
    Option,
    Stream,
    Target,
    compute,
    explain,
    waterfall,
)
from budgets.engine.layout import layout_of

Row = tuple[str, str, str]

YEARS = (2021, 2022, 2023, 2024)
COST_TYPES = ("personnel", "material", "overhead", "capital")
MANY_LINES, MANY_OPTIONS, LINES_PER_OPTION = 10_000, 50, 20
SHARED_LINES = 200
"""Lines that options like to name, so that some are asked for more than they hold."""


def run(data: BudgetData | None = None) -> list[Row]:
    """All measurements; ``data`` is the demo's budget, or else one of the same size is made up."""
    small = data or made_up(lines=57, options=11, lines_per_option=1)
    large = made_up(MANY_LINES, MANY_OPTIONS, LINES_PER_OPTION)
    return [*_of_small(small), *_of_large(large), *_memory()]


def made_up(lines: int, options: int, lines_per_option: int, seed: int = 1) -> BudgetData:
    """A budget of random amounts, always the same for the same arguments."""
    random = Random(seed)
    shared = range(min(lines, SHARED_LINES))

    def some_line() -> str:
        return f"l{random.choice(shared) if random.random() < 0.3 else random.randrange(lines)}"

    def some_option(number: int) -> Option:
        places = [(year, some_line()) for year in YEARS for _ in range(lines_per_option)]
        effects = (Effect(year, -random.randrange(1, 40_000_000), (line,)) for year, line in places)
        return Option(f"o{number}", f"Optie {number}", "ombuigen", tuple(effects))

    goals = tuple(Goal(f"g{i}", f"Doel {i}") for i in range(12))
    return BudgetData(
        region="regio",
        plan="plan",
        title=f"{lines} regels",
        years=YEARS,
        goals=goals,
        lines=tuple(
            Line(
                code=f"l{i}",
                goal=goals[i % len(goals)].code,
                measure=f"Maatregel {i}",
                amounts=tuple(random.randrange(50_000_000) for _ in YEARS),
                cost_type=COST_TYPES[i % len(COST_TYPES)],
                priority=i % 4,
            )
            for i in range(lines)
        ),
        streams=tuple(Stream(f"s{i}", f"Stroom {i}", "overig", (10**9,) * len(YEARS)) for i in range(6)),
        targets=(Target("drie", "3%", "s0", Fraction(3)),),
        options=tuple(map(some_option, range(options))),
    )


def _of_small(data: BudgetData) -> list[Row]:
    size = _size(data)
    everything = Choice.of(data.option_index)
    year = data.years[-1]
    return [
        (f"{size}: computed, all options on", _time(lambda: compute(data, everything), 3000), "under 100 µs"),
        (f"{size}: laid out, once per revision", _layout_time(data, 200), ""),
        (f"{size}: findings", _time_of_fresh(data, lambda result: result.findings, 300), ""),
        (f"{size}: explanation of the costs", _explanation_time(data, "costs", 300), ""),
        (f"{size}: waterfall", _time_of_fresh(data, lambda result: waterfall(result, year), 300), ""),
    ]


def _of_large(data: BudgetData) -> list[Row]:
    size = _size(data)
    everything = Choice.of(data.option_index)
    matrix = np.ascontiguousarray(compute(data, everything).line_amounts)
    shared = int((np.diff(layout_of(data).cell_start) > 1).sum())
    short = sum(bool(any(option.shortfall)) for option in compute(data, everything).options)
    return [
        (
            f"{size}: computed, {shared} shared cells, {short} shortfalls",
            _time(lambda: compute(data, everything), 1000),
            "under 500 µs",
        ),
        (f"{size}: the bare sum in numpy", _time(lambda: matrix.sum(axis=1), 1000), ""),
        (f"{size}: laid out, once per revision", _layout_time(data, 7), ""),
        (f"{size}: findings", _time_of_fresh(data, lambda result: result.findings, 11), ""),
        (f"{size}: explanation of the costs", _explanation_time(data, "costs", 11), ""),
    ]


def _size(data: BudgetData) -> str:
    return f"{len(data.lines)} lines × {len(data.years)} years × {len(data.options)} options"


def _memory() -> list[Row]:
    """Peak bytes per line; with ten times the lines (and options) it should stay the same."""
    rows = []
    for lines in (MANY_LINES // 10, MANY_LINES):
        options = MANY_OPTIONS * lines // MANY_LINES
        whole, computing = _peaks(lines, options)
        name = f"{lines} lines, {options} options"
        rows.append((f"memory per line, {name}: everything", f"{whole} bytes", ""))
        rows.append((f"memory per line, {name}: one computation", f"{computing} bytes", ""))
    return rows


def _peaks(lines: int, options: int) -> tuple[int, int]:
    """Peak bytes per line of everything together, and of a computation when the layout is there."""
    compute(made_up(10, 1, 1))  # what numpy keeps for itself the first time
    tracemalloc.start()
    data = made_up(lines, options, LINES_PER_OPTION)
    everything = Choice.of(data.option_index)
    compute(data, everything)
    whole = tracemalloc.get_traced_memory()[1]
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    compute(data, everything)
    computing = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return whole // lines, computing // lines


def _layout_time(data: BudgetData, repeats: int) -> str:
    def make() -> None:
        data.derived.clear()
        layout_of(data)

    return _time(make, repeats)


def _explanation_time(data: BudgetData, figure: str, repeats: int) -> str:
    return _time_of_fresh(data, lambda result: explain(result, figure, data.years[-1]), repeats)


def _time_of_fresh(data: BudgetData, work: Callable[[BudgetResult], Any], repeats: int) -> str:
    """Of ``work`` on a result that nothing was asked of yet."""
    everything = Choice.of(data.option_index)
    results = iter([compute(data, everything) for _ in range(repeats + 1)])
    return _time(lambda: work(next(results)), repeats)


def _time(work: Callable[[], Any], repeats: int) -> str:
    """The median of ``repeats`` runs, after one that does not count."""
    work()
    taken = []
    for _ in range(repeats):
        start = perf_counter_ns()
        work()
        taken.append(perf_counter_ns() - start)
    micros = median(taken) / 1000
    return f"{micros:.0f} µs" if micros < 1000 else f"{micros / 1000:.1f} ms"
