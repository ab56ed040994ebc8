"""Whether a ``BudgetData`` hangs together, before anything is computed from it.

What comes from the tables is guarded by the database; what comes from a file is not.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from budgets.engine.checking_split import split_problems
from budgets.engine.data import BudgetData, Effect, MemorandumItem, Option, Stream, Target, excluded


def problems(data: BudgetData) -> Iterator[str]:
    """What is wrong with it, one sentence each; nothing when all is well."""
    if not data.years or not all(type(year) is int for year in data.years):
        yield "years must be whole numbers, at least one"
        return
    if list(data.years) != sorted(set(data.years)):
        yield "years must rise, each once"
    yield from _doubles(data)
    yield from _amounts(data)
    yield from _estimates(data)
    yield from _incidental(data)
    yield from _references(data)
    yield from _measures(data)
    yield from split_problems(data)


def _doubles(data: BudgetData) -> Iterator[str]:
    for name in ("goals", "lines", "streams", "targets", "options", "memorandum_items"):
        for code, count in Counter(item.code for item in getattr(data, name)).items():
            if not isinstance(code, str):
                yield f"{name}: a code must be text, not {code!r}"
            elif count > 1:
                yield f"{name}: {code} stands {count} times"


def _amounts(data: BudgetData) -> Iterator[str]:
    """Whole cents, one for each year."""
    years = len(data.years)
    rows: list[tuple[str, tuple[object, ...], bool]] = [
        *((f"line {line.code}", line.amounts, True) for line in data.lines),
        *((f"stream {stream.code}", stream.amounts, False) for stream in data.streams),
        *((f"target {t.code}", t.amounts, False) for t in data.targets if t.percentage is None),
    ]
    for name, amounts, may_miss in rows:
        if len(amounts) != years:
            yield f"{name}: {len(amounts)} amounts for {years} years"
        if not all(type(cents) is int or (may_miss and cents is None) for cents in amounts):
            yield f"{name}: amounts must be whole cents"
    flags = [(f"line {line.code}", line.pm) for line in data.lines if line.pm]
    flags += [(f"p.m. item {item.code}", item.pm) for item in data.memorandum_items]
    for name, marked in flags:
        if len(marked) != years or not all(type(flag) is bool for flag in marked):
            yield f"{name}: p.m. must be yes or no for each year"


def _estimates(data: BudgetData) -> Iterator[str]:
    """Low, likely and high in their order; of a p.m. item in its years."""
    every = (True,) * len(data.years)
    for item in data.memorandum_items:
        yield from _estimate(f"p.m. item {item.code}", item, item.pm, every)
    for stream in data.streams:
        yield from _estimate(f"stream {stream.code}", stream, every, every)


def _estimate(
    name: str, of: MemorandumItem | Stream, within: tuple[bool, ...], every: tuple[bool, ...]
) -> Iterator[str]:
    sides = of.low, of.high, of.likely
    if not any(sides):
        return
    if len(of.likely) not in (0, len(every)) or not len(of.low) == len(of.high) == len(within) == len(every):
        yield f"{name}: a low and a high for each year, or none at all"
        return
    likeliest = of.likely or (None,) * len(every)
    for inside, low, likely, high in zip(within, of.low, likeliest, of.high, strict=True):
        if low is likely is high is None:
            continue
        if type(low) is not int or type(high) is not int or type(likely) not in (int, type(None)):
            yield f"{name}: a low and a high in whole cents, or neither"
        elif not inside or not low <= (low if likely is None else likely) <= high:
            yield f"{name}: no more than the high, and only where it is p.m."


def _incidental(data: BudgetData) -> Iterator[str]:
    for name in ("lines", "streams", "options"):
        for item in getattr(data, name):
            if type(item.incidental) is not bool:
                yield f"{name}: {item.code}: incidental must be yes or no"


def _references(data: BudgetData) -> Iterator[str]:
    goals = {goal.code for goal in data.goals}
    for line in data.lines:
        if line.goal not in goals:
            yield f"line {line.code}: there is no goal {line.goal}"
        if line.priority not in (None, 0, 1, 2, 3) or type(line.priority) is bool:
            yield f"line {line.code}: the priority must be 0 to 3, or none"
    for target in data.targets:
        yield from (f"target {target.code}: {problem}" for problem in _target(data, target))
    for option in data.options:
        for effect in option.effects:
            yield from (f"option {option.code}: {problem}" for problem in _effect(data, effect))
        yield from (f"option {option.code}: {problem}" for problem in _option(data, option))
    for control in data.control_totals:
        if control.year not in data.year_index or type(control.amount) is not int:
            yield f"control total {control.figure}: needs a year of the plan and whole cents"


def _measures(data: BudgetData) -> Iterator[str]:
    """What is wrong with the measures, where they are kept."""
    known = {measure.code: measure for measure in data.measures}
    if len(known) < len(data.measures):
        yield "measures: a code stands more than once"
    goals = {goal.code for goal in data.goals}
    for measure in data.measures:
        if measure.goal not in goals:
            yield f"measure {measure.code}: there is no goal {measure.goal}"
        if measure.last_year is not None and type(measure.last_year) is not int:
            yield f"measure {measure.code}: the last year must be a whole number, or none"
    for line in data.lines:
        if known and line.measure_code not in known:
            yield f"line {line.code}: there is no measure {line.measure_code}"


def _target(data: BudgetData, target: Target) -> Iterator[str]:
    if (target.stream is None) != (target.percentage is None):
        yield "a percentage needs a stream, and a stream a percentage"
    if target.stream is not None and target.stream not in data.stream_index:
        yield f"there is no stream {target.stream}"
    if target.percentage is not None and not Fraction(0) <= target.percentage <= 100:
        yield "the percentage must be 0 to 100"


def _option(data: BudgetData, option: Option) -> Iterator[str]:
    """Of its levels, and of the options that it excludes or needs."""
    codes = [level.code for level in option.levels]
    if not all(codes) or len(set(codes)) < len(codes):
        yield "a level needs a code of its own"
    if any(level.part <= 0 for level in option.levels):
        yield "the part of a level must be above zero"
    if len({level.part for level in option.levels}) < len(codes):
        yield "two levels are the same part"
    for name, others in (("excludes", option.excludes), ("needs", option.needs)):
        if len(set(others)) < len(others) or option.code in others:
            yield f"{name}: an option stands once, and is not the option itself"
        yield from (f"{name}: there is no option {code}" for code in others if code not in data.option_index)
    yield from (f"it excludes and needs {code}" for code in option.needs if excluded(data, option.code, code))


def _effect(data: BudgetData, effect: Effect) -> Iterator[str]:
    if effect.year not in data.year_index:
        yield f"there is no year {effect.year}"
    if type(effect.change) is not int:
        yield "a change must be whole cents"
    if effect.stream is not None and (effect.lines or effect.stream not in data.stream_index):
        yield f"there is no stream {effect.stream}, or lines are named beside it"
    for code in effect.lines:
        if code not in data.line_index:
            yield f"there is no line {code}"
