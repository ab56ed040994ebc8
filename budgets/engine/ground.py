"""What the options stand on: amounts after indexation and a scenario's own adjustments.

The order of the arithmetic: as budgeted, indexation, adjustments; then the options.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from budgets.engine.data import Adjustment, Amounts, BudgetData, Choice
from budgets.engine.grouping import subtotals_of
from budgets.engine.ints import Ints, frozen, ints
from budgets.engine.kept import keep
from budgets.engine.money import largest_remainder, percentage_of, times

GroundTerms = tuple[
    tuple[tuple[str, Fraction], ...], tuple[tuple[str, int, Fraction], ...], tuple[Adjustment, ...]
]
"""The indexation, that of single years, and the adjustments."""
KEPT = 8


@dataclass(frozen=True, slots=True)
class AdjustmentResult:
    """What comes of an adjustment, in cents per year: above zero raises the line or stream."""

    adjustment: Adjustment
    asked: Amounts
    made: Amounts
    """What the line could take: none goes below zero."""
    short: Amounts
    """What could not be taken off, never below zero: ``made`` − ``asked``."""

    @property
    def claimed(self) -> Amounts:
        """What it was to do to the result."""
        return self._to_result(self.asked)

    @property
    def realised(self) -> Amounts:
        """What it does to the result."""
        return self._to_result(self.made)

    @property
    def shortfall(self) -> Amounts:
        """What it was to do to the result and does not."""
        return self.short

    def _to_result(self, amounts: Amounts) -> Amounts:
        return amounts if self.adjustment.stream else tuple(-cents for cents in amounts)


@dataclass(frozen=True)
class Ground:
    indexed: Ints
    """(years, lines): cents after indexation, missing and p.m. as zero."""
    amounts: Ints
    """(years, lines): cents after adjustments too"""
    streams: Ints
    """(streams, years): as budgeted and adjusted"""
    adjustments: tuple[AdjustmentResult, ...]
    """Those of a line or stream that the budget has, by their code."""
    subtotals: Ints
    """(rows of all groups, years)"""
    claims: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What options ask on this ground, worked out before."""


def ground_terms(choice: Choice) -> GroundTerms:
    return choice.indexation, choice.index_years, choice.adjustments


def ground_of(data: BudgetData, choice: Choice) -> Ground:
    """Made when it is first asked for; some are kept."""
    made: dict[GroundTerms, Ground] = data.derived.setdefault("grounds", {})
    terms = ground_terms(choice)
    ground = made.get(terms)
    if ground is None:
        ground = _ground(data, choice)
        keep(made, terms, ground, KEPT)
    return ground


def _ground(data: BudgetData, choice: Choice) -> Ground:
    years = len(data.years)
    indexed = indexed_amounts(data, choice)
    streams = ints([stream.amounts for stream in data.streams]).reshape(-1, years)
    results = adjusted(data, choice.adjustments, indexed)
    amounts = indexed
    if results:
        amounts, streams = indexed.copy(), streams.copy()
        for each in results:
            if each.adjustment.stream:
                streams[data.stream_index[each.adjustment.stream]] += each.made
            else:
                amounts[:, data.line_index[each.adjustment.line]] += each.made
    subtotals = subtotals_of(data, amounts)
    return Ground(frozen(indexed), frozen(amounts), frozen(streams), results, subtotals)


def indexed_amounts(data: BudgetData, choice: Choice) -> Ints:
    """Cents per (year, line) after indexation; the first year is the price level.

    Domain text, rule 5: a yearly percentage per cost type, compounding from the
    first year, before options, rounded per line.
    """
    amounts = ints([[cents or 0 for cents in line.amounts] for line in data.lines])
    amounts = np.ascontiguousarray(amounts.reshape(-1, len(data.years)).T)
    factors = {kind: index_factors(data, choice, kind) for kind in {x.cost_type_key for x in data.lines}}
    for i, line in enumerate(data.lines):
        for year, factor in enumerate(factors[line.cost_type_key]):
            if factor != 1:
                amounts[year, i] = times(int(amounts[year, i]), factor)
    return amounts


def index_factors(data: BudgetData, choice: Choice, cost_type: str) -> list[Fraction]:
    """What an amount of the first year's prices is multiplied by in each year."""
    factors = [Fraction(1)]
    for rate in index_rates(data, choice, cost_type):
        factors.append(factors[-1] * (1 + rate / 100))
    return factors


def index_rates(data: BudgetData, choice: Choice, cost_type: str) -> list[Fraction]:
    """The percentage from the year before of every year but the first."""
    general = dict(choice.indexation).get(cost_type, Fraction())
    single = {year: rate for kind, year, rate in choice.index_years if kind == cost_type}
    return [single.get(year, general) for year in data.years[1:]]


def adjusted(
    data: BudgetData, adjustments: tuple[Adjustment, ...], indexed: Ints
) -> tuple[AdjustmentResult, ...]:
    """What comes of each, by its code.

    All adjustments of a line are added up and the line then stops at zero, so that
    their order does not matter; what cannot be taken off is split over those that
    lower it, by largest remainder.
    """
    known = [each for each in adjustments if each.line in data.line_index or each.stream in data.stream_index]
    known.sort(key=lambda each: each.code)
    asked = [_asked(data, each, indexed) for each in known]
    short = [[0] * len(data.years) for _ in known]
    per_line: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(known):
        if each.line:
            per_line[each.line].append(number)
    for line, numbers in per_line.items():
        for year in range(len(data.years)):
            held = max(int(indexed[year, data.line_index[line]]), 0)
            missing = -sum(asked[number][year] for number in numbers) - held
            if missing > 0:
                lost = largest_remainder(missing, [max(-asked[number][year], 0) for number in numbers])
                for number, cents in zip(numbers, lost, strict=True):
                    short[number][year] = cents
    return tuple(
        AdjustmentResult(each, row, tuple(a + s for a, s in zip(row, lost, strict=True)), tuple(lost))
        for each, row, lost in zip(known, asked, short, strict=True)
    )


def _asked(data: BudgetData, adjustment: Adjustment, indexed: Ints) -> Amounts:
    if adjustment.stream:
        amounts = data.stream(adjustment.stream).amounts
    else:
        amounts = tuple(indexed[:, data.line_index[adjustment.line]].tolist())
    return tuple(
        0
        if year < adjustment.first_year
        else percentage_of(cents, adjustment.percentage)
        if adjustment.percentage is not None
        else adjustment.change or 0
        for year, cents in zip(data.years, amounts, strict=True)
    )
