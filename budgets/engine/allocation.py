"""What every municipality contributes, needs and is left with (domain text, rules 7 to 9).

Split at the lowest level, each line and each stream by itself, and added upwards,
so that every table adds up in both directions.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from budgets.engine.coverage import Coverage
from budgets.engine.data import Amounts, BudgetData, Choice
from budgets.engine.ints import Ints
from budgets.engine.membership import CONTRIBUTION, leavers, members, participants, weights_of
from budgets.engine.money import largest_remainder
from budgets.engine.splitting import split_rows

FIGURES = ("contribution", "need", "result", "handed_back", "net_contribution")
Pattern = tuple[str, tuple[tuple[int, tuple[Fraction, ...]], ...]]
"""The key of a measure, and who takes part in it for less than the whole: place and shares per year."""


@dataclass(frozen=True)
class Allocation:
    """Cents, shape (municipalities, years), in the order of ``BudgetData.municipalities``."""

    data: BudgetData
    contribution: Ints
    need: Ints
    handed_back: Ints
    """A share of the result after target; below zero where there is a deficit."""
    without_participants: tuple[tuple[str, int], ...] = ()
    """Measure and year in which nobody takes part: all pay by their weight."""

    @cached_property
    def result(self) -> Ints:
        return self.contribution - self.need

    @cached_property
    def net_contribution(self) -> Ints:
        """The contribution when the result after target is handed back."""
        return self.contribution - self.handed_back

    def figure(self, municipality: str, name: str) -> Amounts:
        place = self.data.municipality_index[municipality]
        return tuple(getattr(self, name)[place].tolist())


def leavers_share(data: BudgetData, choice: Choice, streams: Ints) -> Ints:
    """(streams, years): what of each contribution falls away with who left, where the choice says so."""
    lost = np.zeros_like(streams)
    if not choice.share_falls_away or not data.municipalities:
        return lost
    for year in range(len(data.years)):
        for place, stream in enumerate(data.streams):
            if stream.kind == CONTRIBUTION:
                amount = int(streams[place, year])
                lost[place, year] = amount - sum(_contributions(data, choice, stream.key, year, amount))
    return lost


def allocate(
    data: BudgetData, choice: Choice, streams: Ints, coverage: Coverage, after_target: Amounts
) -> Allocation:
    """``streams`` is (streams, years) before any share of who left falls away."""
    shape = (len(data.municipalities), len(data.years))
    contribution, need, handed_back = (np.zeros(shape, np.int64) for _ in range(3))
    without: list[tuple[str, int]] = []
    patterns = _patterns(data)
    for year in range(len(data.years)) if data.municipalities else ():
        here = members(data, choice, year)
        for place, stream in enumerate(data.streams):
            if stream.kind == CONTRIBUTION:
                contribution[:, year] += _contributions(
                    data, choice, stream.key, year, int(streams[place, year])
                )
            else:
                weights = weights_of(data, stream.key, year, here)
                need[:, year] -= largest_remainder(int(coverage.balance[place, year]), weights)
        rest = coverage.costs[year] - coverage.earmarked[year]
        for pattern, columns in patterns.items():
            parts, anybody = line_weights(data, choice, pattern, year)
            need[:, year] += split_rows(rest[columns], parts).sum(axis=0)
            if not anybody:
                without += [(code, data.years[year]) for code in _measures_of(data, columns)]
        weights = weights_of(data, data.key, year, here)
        handed_back[:, year] = largest_remainder(after_target[year], weights)
    return Allocation(data, contribution, need, handed_back, tuple(dict.fromkeys(without)))


def line_weights(data: BudgetData, choice: Choice, pattern: Pattern, year: int) -> tuple[list[int], bool]:
    """What the lines of this pattern are split by in a year, and whether anybody takes part."""
    made = data.derived.setdefault(("line weights", choice.ends), {})
    if (pattern, year) not in made:
        key, partly = pattern
        weights = weights_of(data, key, year, members(data, choice, year))
        shares = [Fraction(1)] * len(weights)
        for place, per_year in partly:
            shares[place] = per_year[year]
        made[pattern, year] = participants(weights, shares)
    found: tuple[list[int], bool] = made[pattern, year]
    return found


def patterns_of_lines(data: BudgetData) -> list[Pattern]:
    """What each line is split by, in the order of the lines."""
    found = {column: pattern for pattern, columns in _patterns(data).items() for column in columns}
    return [found[column] for column in range(len(data.lines))]


def contribution_weights(data: BudgetData, choice: Choice, key: str, year: int) -> list[int]:
    """What a contribution is split by: with who left, where their share falls away."""
    counted = members(data, choice, year)
    if choice.share_falls_away:
        left = leavers(data, choice, year)
        counted = [a or b for a, b in zip(counted, left, strict=True)]
    return weights_of(data, key, year, counted)


def _contributions(data: BudgetData, choice: Choice, key: str, year: int, amount: int) -> list[int]:
    """What the members pay of it."""
    parts = largest_remainder(amount, contribution_weights(data, choice, key, year))
    return [part if here else 0 for part, here in zip(parts, members(data, choice, year), strict=True)]


def _patterns(data: BudgetData) -> dict[Pattern, list[int]]:
    """The lines, by their place, that are split alike."""
    found: dict[Pattern, list[int]] | None = data.derived.get("patterns")
    if found is None:
        partly: defaultdict[str, list[tuple[int, tuple[Fraction, ...]]]] = defaultdict(list)
        for each in data.participation:
            partly[each.measure].append((data.municipality_index[each.municipality], each.shares))
        keys = {measure.code: measure.key for measure in data.measures}
        found = defaultdict(list)
        for column, line in enumerate(data.lines):
            code = line.measure_code
            found[keys.get(code, ""), tuple(sorted(partly[code]))].append(column)
        data.derived["patterns"] = found
    return found


def _measures_of(data: BudgetData, columns: list[int]) -> list[str]:
    return [data.lines[column].measure_code for column in columns]
