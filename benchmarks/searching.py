"""How fast every combination is weighed, and how fast the best is found among more than can be weighed.

Beside it a plain sum in numpy of as many numbers.  What LibreOffice takes to recompute a single
combination is among the measurements of the workbook.
"""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.engine import YEARS, made_up
from budgets.engine import BudgetData, Choice, Effect, Line, Option, compute
from budgets.engine.search import Question, Wanted, search
from budgets.engine.search.combinations import all_results

Row = tuple[str, str, str]

LINES, TWENTY, SIXTY, MANY = 1_000, 20, 60, 200
ROUND = 1_000_00
PRIORITIES = (("0", 4), ("1", 3), ("2", 2), ("3", 1))


def run(data: BudgetData) -> list[Row]:
    """``data`` is the demo's budget."""
    return [*_of_real_case(data), *_of_twenty(), *_of_more()]


def _of_real_case(data: BudgetData) -> list[Row]:
    wanted = Question(wanted=(Wanted("realised", data.years[2], 300_000_00),))
    count = len(all_results(data, Choice()))
    name = f"the real case, {count:,} combinations"
    return [
        (f"{name}: every result per year", _time(lambda: all_results(data, Choice()), 50), "under 10 ms"),
        (f"{name}: ten best and the front", _time(lambda: search(data, Choice(), wanted), 20), ""),
    ]


def _of_twenty() -> list[Row]:
    cases = {
        "few options share a line": (made_up(LINES, TWENTY, 1), "under 0.5 s"),
        "all hang together, 20 lines each": (made_up(LINES, TWENTY, TWENTY), "under 4 s"),
        "every option on every line": (_on_every_line(), ""),
    }
    rows = []
    for name, (data, wanted) in cases.items():
        what = f"2^{TWENTY} combinations of {LINES:,} lines × {len(YEARS)} years, {name}"
        rows.append((what, _time(partial(all_results, data, Choice()), 3), wanted))
    data = made_up(LINES, TWENTY, TWENTY)
    output, peak = _memory(data)
    rows.append(
        ("the same: memory, beside the answer itself", f"{(peak - output) / 2**20:.0f} MB", "under 82 MB")
    )
    results = all_results(data, Choice()).result
    rows.append(("a plain sum in numpy of as many numbers", _time(results.sum, 5), ""))
    question = _question(data, 3)
    rows.append(
        ("the ten best of them, with the front", _time(lambda: search(data, Choice(), question), 3), "")
    )
    return rows


def _on_every_line() -> BudgetData:
    """Dense: no groups of options, and every line may fall short."""
    data, random = made_up(LINES, TWENTY, 0), Random(3)

    def effects() -> tuple[Effect, ...]:
        return tuple(
            Effect(year, -random.randrange(1, 5_000_000), (line.code,))
            for year in YEARS
            for line in data.lines
        )

    return replace(
        data, options=tuple(replace(option, effects=effects()) for option in data.options), derived={}
    )


def _of_more() -> list[Row]:
    """Four yearly targets: a weight of its own for every option, then what a working group has."""
    rows = []
    for count, best, wanted in ((SIXTY, 10, "under 3 s"), (SIXTY, 1, ""), (MANY, 1, "")):
        data = made_up(LINES, count, 1)
        random = Random(count)
        weights = tuple((option.code, random.randrange(100, 1_000)) for option in data.options)
        question = replace(_question(data, 3), option_weights=weights, best=best, points=0)
        what = f"the {best} best of {count} options with {len(YEARS)} yearly targets, proven"
        rows.append((what, _time(partial(search, data, Choice(), question), 1), wanted))
    data = _round(made_up(LINES, 0, 0), SIXTY)
    for name, priorities in (("the cut itself", ()), ("weights per priority", PRIORITIES)):
        question = replace(_question(data, 3), weights=priorities, points=0)
        what = f"the 10 best of {SIXTY} options, the same round amount a year from a year on: {name}"
        rows.append((what, _time(partial(search, data, Choice(), question), 3), "under 3 s"))
    return rows


def _round(data: BudgetData, count: int) -> BudgetData:
    """With options of whole thousands, each on a line of its own."""
    random = Random(1)
    room = {line: min(each or 0 for each in line.amounts) // ROUND for line in data.lines}
    lines = random.sample([line for line in data.lines if room[line]], count)

    def some_option(line: Line) -> Option:
        first = random.choice(YEARS)
        cents = random.randint(1, room[line]) * ROUND
        effects = tuple(Effect(year, -cents, (line.code,)) for year in YEARS if year >= first)
        return Option(f"van-{line.code}", line.measure, "ombuigen", effects)

    return replace(data, options=tuple(map(some_option, lines)), derived={})


def _question(data: BudgetData, share: int) -> Question:
    """A part of what all options together save, in every year."""
    realised = compute(data, Choice.of(data.option_index)).realised
    return Question(
        wanted=tuple(
            Wanted("realised", year, cents // share) for year, cents in zip(data.years, realised, strict=True)
        )
    )


def _memory(data: BudgetData) -> tuple[int, int]:
    """Bytes of the answer, and the most that were in use meanwhile."""
    compute(data)
    tracemalloc.start()
    results = all_results(data, Choice())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return results.result.nbytes, peak


def _time(work: Callable[[], object], rounds: int) -> str:
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    seconds = median(taken)
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.1f} ms"
