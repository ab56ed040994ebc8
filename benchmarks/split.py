"""How fast a budget is split over municipalities: a large region, the whole country, the reverse question."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.engine import MANY_LINES, YEARS, made_up
from budgets.engine import (
    BudgetData,
    Choice,
    Cover,
    Key,
    Measure,
    Municipality,
    Participation,
    compute,
)
from budgets.engine.reverse import MOST_OPTIONS, smallest_change

Row = tuple[str, str, str]

MANY_MEMBERS = 30
REGIONS, NATIONAL_MEMBERS, NATIONAL_LINES = 43, 342, 500


def run(data: BudgetData | None = None) -> list[Row]:
    """All measurements; ``data`` is the demo's budget."""
    large = split(made_up(MANY_LINES, 0, 1), MANY_MEMBERS)
    rows = [
        (
            f"{MANY_LINES:,} lines × {len(YEARS)} years over {MANY_MEMBERS} municipalities, exactly",
            f"{_median(lambda: compute(large).allocation):.0f} ms",
            "under 60 ms",
        ),
        (
            f"the country: {REGIONS} regions, {NATIONAL_MEMBERS} municipalities, {NATIONAL_LINES} lines each",
            f"{_once(_country):.2f} s",
            "under 2 s",
        ),
        (
            f"the reverse question, {MOST_OPTIONS} options, no combination gets there",
            f"{_once(_hardest_question):.2f} s",
            "",
        ),
    ]
    if data is not None:
        rows.append(
            (
                "the real case over its municipalities",
                f"{_median(lambda: compute(data).allocation):.2f} ms",
                "",
            )
        )
    return rows


def split(data: BudgetData, count: int, seed: int = 2) -> BudgetData:
    """The budget over ``count`` municipalities: a measure per two lines, some cover, some take no part."""
    random = Random(seed)
    members = tuple(Municipality(f"GM{i:04}", f"Gemeente {i}", (True,) * len(YEARS)) for i in range(count))
    weights = tuple((random.randrange(5_000, 200_000),) * len(YEARS) for _ in members)
    lines = tuple(replace(line, measure_code=f"m{i // 2}") for i, line in enumerate(data.lines))
    measures = tuple(Measure(f"m{i}", data.goals[0].code, f"M{i}") for i in range((len(lines) + 1) // 2))
    streams = (replace(data.streams[0], kind="gemeentelijke bijdrage"), *data.streams[1:])
    return replace(
        data,
        lines=lines,
        streams=streams,
        measures=measures,
        municipalities=members,
        keys=(Key("k", "Sleutel", "inhabitants", weights),),
        key="k",
        participation=tuple(
            Participation(
                each.code, random.choice(members).code, (Fraction(random.randrange(4), 4),) * len(YEARS)
            )
            for each in measures[::50]
        ),
        cover=tuple(Cover(line.code, streams[-1].code, Fraction(1, 3)) for line in lines[::3]),
        derived={},
    )


def _country() -> None:
    for region in range(REGIONS):
        size = NATIONAL_MEMBERS // REGIONS + (region < NATIONAL_MEMBERS % REGIONS)
        result = compute(split(made_up(NATIONAL_LINES, 0, 1, seed=region), size, seed=region))
        if result.allocation.result.sum(axis=0).tolist() != list(result.result):
            raise RuntimeError("the parts do not add up to the whole")


def _hardest_question() -> None:
    data = split(made_up(NATIONAL_LINES, MOST_OPTIONS, 3), 8)
    smallest_change(data, Choice(), data.municipalities[0].code, YEARS[-1], -(10**14))


def _median(work: Callable[[], object], rounds: int = 15) -> float:
    """Milliseconds."""
    return median(1000 * _once(work) for _ in range(rounds))


def _once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
