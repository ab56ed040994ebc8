"""How long it takes to say how sure a result is: ten thousand draws of everything that is estimated."""

from dataclasses import replace
from statistics import median
from time import perf_counter

from budgets.engine import BudgetData, MemorandumItem, Stream, compute, uncertainty

Row = tuple[str, str, str]

ITEMS, YEARS = 50, tuple(range(2025, 2035))


def run(data: BudgetData) -> list[Row]:
    """The demo's budget with its one p.m. item estimated, and one where nearly everything is."""
    low, likely, high = ((cents,) * len(data.years) for cents in (0, 10_000_000, 80_000_000))
    items = tuple(replace(item, low=low, likely=likely, high=high) for item in data.memorandum_items)
    return [
        _row("The real case with its p.m. item estimated", replace(data, memorandum_items=items, derived={})),
        _row(f"{ITEMS} estimates × {len(YEARS)} years, none alike", _unsure()),
    ]


def _unsure() -> BudgetData:
    """Half p.m. items, half streams; every year of every one has an estimate of its own."""

    def row(start: int) -> tuple[int, ...]:
        return tuple(start + 1_000 * year for year in range(len(YEARS)))

    items = tuple(
        MemorandumItem(
            f"m{i}",
            "p.m.",
            (True,) * len(YEARS),
            low=row(0),
            likely=row(10_000 * (i + 1)),
            high=row(50_000_000),
        )
        for i in range(ITEMS // 2)
    )
    streams = tuple(
        Stream(f"s{i}", "Stroom", "overig", row(60_000_000), low=row(50_000_000), high=row(70_000_000 + i))
        for i in range(ITEMS // 2)
    )
    return BudgetData("regio", "plan", "Onzeker", YEARS, streams=streams, memorandum_items=items)


def _row(what: str, data: BudgetData) -> Row:
    """Of a budget that was not asked before; the draws are kept, so that a switch finds them ready."""
    times: list[float] = []
    kept: list[float] = []
    for _ in range(7):
        result = compute(replace(data, derived={}))
        for measured in (times, kept):
            start = perf_counter()
            found = uncertainty(result)
            _ = found.low, found.median, found.high, found.negative, found.influences(0), found.thresholds(0)
            measured.append(1000 * (perf_counter() - start))
    return what, f"{median(times):.0f} ms ({median(kept):.1f} kept)", "under 200 ms"
