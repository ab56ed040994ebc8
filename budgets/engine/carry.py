"""The next period: a budget of new years from the last year of another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from budgets.engine.data import Amounts, BudgetData, Line, Measure, MemorandumItem, Stream, Target
from budgets.engine.estimates import PerYear
from budgets.engine.money import round_half_away


def carried_over(
    data: BudgetData,
    *,
    years: Amounts,
    line_rates: Mapping[str, Fraction],
    stream_rate: Fraction,
) -> BudgetData:
    """Goals, lines, streams, targets and p.m. items; options and printed totals stay behind.

    Every amount is that of the last year times (1 + p)^k in the k-th new year, rounded
    once, half away from zero.  ``line_rates`` holds percentages (3 means 3%) per cost
    type as ``Line.cost_type_key`` has it; one that is not there is 0.  What is p.m. in
    the last year is p.m. in every new year, what has no amount has none.  A percentage
    target stays as it is, a fixed one keeps the last year's amount.  A measure that
    ended stays behind with its lines.  Keys, participation and cover go on as they
    stand in the last year.
    """
    behind = {measure.code for measure in ended_measures(data)}
    lines = [line for line in data.lines if line.measure_code not in behind]
    return replace(
        data,
        **_split(data, len(years), {line.code for line in lines}, behind),
        years=years,
        measures=tuple(measure for measure in data.measures if measure.code not in behind),
        lines=tuple(_line(line, years, line_rates) for line in lines),
        streams=tuple(_stream(stream, years, stream_rate) for stream in data.streams),
        targets=tuple(_target(target, years) for target in data.targets),
        memorandum_items=tuple(_item(item, years) for item in data.memorandum_items if item.pm[-1]),
        options=(),
        control_totals=(),
        derived={},
    )


def _split(data: BudgetData, years: int, lines: set[str], behind: set[str]) -> dict[str, Any]:
    """Of what a budget is split by the last year, for every new one; housing is agreed per plan."""

    def on(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(values[-1:]) * years

    here = [i for i, each in enumerate(data.municipalities) if each.member[-1]]
    members = [data.municipalities[i] for i in here]
    codes = {each.code for each in members}
    return {
        "municipalities": tuple(
            replace(each, member=on(each.member), inhabitants=on(each.inhabitants)) for each in members
        ),
        "keys": tuple(replace(key, weights=tuple(on(key.weights[i]) for i in here)) for key in data.keys),
        "participation": tuple(
            replace(each, shares=on(each.shares))
            for each in data.participation
            if each.measure not in behind and each.municipality in codes and each.shares[-1] != 1
        ),
        "cover": tuple(replace(each, amounts=on(each.amounts)) for each in data.cover if each.line in lines),
        "housing": None,
    }


def ended_measures(data: BudgetData) -> tuple[Measure, ...]:
    """Those that do not go on after the last year; none where the version did not keep that."""
    return tuple(measure for measure in data.measures if measure.last_year is not None)


def lines_by_measure(data: BudgetData) -> list[list[Line]]:
    """The lines of each measure, in order.

    Where the version does not say which measure a line is of, neighbours of one goal
    and of the same name are lines of one measure.
    """
    if not all(line.measure_code for line in data.lines):
        neighbours = groupby(data.lines, key=lambda line: (line.goal, line.measure))
        return [list(lines) for _, lines in neighbours]
    measures: dict[str, list[Line]] = {}
    for line in data.lines:
        measures.setdefault(line.measure_code, []).append(line)
    return list(measures.values())


def indexed(cents: int, percentage: Fraction, count: int) -> Amounts:
    """``cents`` after 1, 2, … ``count`` years of ``percentage``, each rounded once."""
    growth = 1 + percentage / 100
    return tuple(round_half_away(cents * growth**k) for k in range(1, count + 1))


def _line(line: Line, years: Amounts, rates: Mapping[str, Fraction]) -> Line:
    last = line.amounts[-1]
    if last is None:
        pm = (True,) * len(years) if line.pm and line.pm[-1] else ()
        return replace(line, amounts=(None,) * len(years), pm=pm)
    rate = rates.get(line.cost_type_key, Fraction())
    return replace(line, amounts=indexed(last, rate, len(years)), pm=())


def _stream(stream: Stream, years: Amounts, rate: Fraction) -> Stream:
    """Its estimate grows along."""
    count = len(years)

    def on(amounts: PerYear) -> PerYear:
        last = amounts[-1] if amounts else None
        return () if last is None else indexed(last, rate, count)

    return replace(
        stream,
        amounts=indexed(stream.amounts[-1], rate, count),
        low=on(stream.low),
        high=on(stream.high),
        likely=on(stream.likely),
    )


def _target(target: Target, years: Amounts) -> Target:
    return replace(target, amounts=target.amounts and (target.amounts[-1],) * len(years))


def _item(item: MemorandumItem, years: Amounts) -> MemorandumItem:
    """The estimate of the last year is that of every new one."""
    count = len(years)
    low, likely, high = (amounts[-1:] * count for amounts in (item.low, item.likely, item.high))
    return replace(item, pm=(True,) * count, low=low, likely=likely, high=high)
