"""Which row of the sheet Verdeling per gemeente holds what, and what is split there.

Of the budget as it stands and as adjusted, per year: the contributions, what the
lines and what is left of the streams ask, and the result that may be handed back.
Each is a row of its own, as the engine splits each by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from math import gcd
from typing import Literal

from budgets.dutch_numbers import enumeration, percentage
from budgets.engine import BudgetResult
from budgets.engine.allocation import Pattern, contribution_weights, line_weights, patterns_of_lines
from budgets.engine.membership import CONTRIBUTION, members, weights_of
from budgets.split_wording import key_title
from reports.workbook.remainders import pieces_of
from reports.workbook.row_plan import FIRST_ROW

Kind = Literal["contribution", "balance", "line", "handed_back"]
MOST_CELLS = 600_000
"""Beyond it the file would take longer to open than anybody waits."""


STEPS = ("In centen", "Per gewicht", "Rest", "Over", "Grens")
SUBJECT, YEAR, KEY, AMOUNT, FIRST_SHARE = 1, 2, 3, 4, 5
"""Columns."""


@dataclass(frozen=True, slots=True)
class ShareColumns:
    """``count`` municipalities: a share each, and behind what is printed two steps each."""

    count: int

    def share(self, place: int) -> int:
        return FIRST_SHARE + place

    @property
    def fallen_away(self) -> int:
        """The part of who left, where it falls away."""
        return FIRST_SHARE + self.count

    def step(self, number: int) -> int:
        """Of ``STEPS``."""
        return self.fallen_away + 2 + number

    def quotient(self, place: int) -> int:
        return self.step(len(STEPS)) + place

    def rank(self, place: int) -> int:
        return self.quotient(self.count) + place

    @property
    def last(self) -> int:
        return self.rank(self.count - 1)


@dataclass(frozen=True)
class WeightRow:
    """What is split by: whole weights, a municipality each, that stand in one row of the sheet."""

    row: int
    label: str
    years: tuple[int, ...]
    weights: tuple[int, ...]

    @cached_property
    def pieces(self) -> int:
        """In how many parts the formulas take a weight."""
        return pieces_of(self.weights)


@dataclass(frozen=True, slots=True)
class SplitRow:
    row: int
    kind: Kind
    place: int
    """Of the stream or line; 0 of what is handed back."""
    cents: int
    weights: WeightRow


@dataclass(frozen=True, slots=True)
class SplitBlock:
    """All that is split of one year, of the budget as it stands or as adjusted."""

    heading: int
    adjusted: bool
    year: int
    members: tuple[bool, ...]
    rows: tuple[SplitRow, ...]

    def of_kind(self, *kinds: Kind) -> list[SplitRow]:
        """They stand below each other."""
        return [row for row in self.rows if row.kind in kinds]


@dataclass(frozen=True)
class SplitPlan:
    weights: tuple[WeightRow, ...]
    blocks: tuple[SplitBlock, ...]

    def block(self, *, adjusted: bool, year: int) -> SplitBlock:
        return next(each for each in self.blocks if (each.adjusted, each.year) == (adjusted, year))

    def contribution(self, stream: int, *, adjusted: bool, year: int) -> SplitRow:
        rows = self.block(adjusted=adjusted, year=year).of_kind("contribution")
        return next(row for row in rows if row.place == stream)


def plan_split(base: BudgetResult, result: BudgetResult) -> SplitPlan | None:
    """None where there are no municipalities, or more to split than a spreadsheet holds."""
    data = result.data
    rows = 2 * len(data.years) * (len(data.lines) + len(data.streams) + 1)
    if not data.municipalities or rows * 3 * len(data.municipalities) > MOST_CELLS:
        return None
    wanted = [
        (adjusted, year, list(_wanted(found, year)))
        for adjusted, found in ((False, base), (True, result))
        for year in range(len(data.years))
    ]
    weights = _weight_rows(data.years, [(year, parts) for _, year, parts in wanted])
    if not all(each.pieces for each in weights.values()):
        return None
    row, blocks = FIRST_ROW + len(weights) + 2, []
    for adjusted, year, parts in wanted:
        here = members(data, (result if adjusted else base).choice, year)
        rows_of_year = tuple(
            SplitRow(number, part.kind, part.place, part.cents, weights[part.label, part.weights])
            for number, part in enumerate(parts, row + 1)
        )
        blocks.append(SplitBlock(row, adjusted, year, tuple(here), rows_of_year))
        row += len(parts) + 2
    return SplitPlan(tuple(weights.values()), tuple(blocks))


@dataclass(frozen=True, slots=True)
class _Part:
    kind: Kind
    place: int
    cents: int
    label: str
    weights: tuple[int, ...]


def _wanted(result: BudgetResult, year: int) -> Iterator[_Part]:
    """What is split in a year, in the order of the engine, with the weights that it is split by."""
    data, choice, coverage = result.data, result.choice, result.coverage
    here = members(data, choice, year)
    for place, stream in enumerate(data.streams):
        if stream.kind == CONTRIBUTION:
            weights = contribution_weights(data, choice, stream.key, year)
            leaves = sum(map(bool, weights)) > sum(here)
            label = key_title(data, stream.key or data.key) + (", met wie uittrad" if leaves else "")
            yield _Part(
                "contribution", place, int(result.stream_amounts[place, year]), label, _smallest(weights)
            )
    for place, stream in enumerate(data.streams):
        if stream.kind != CONTRIBUTION:
            weights = weights_of(data, stream.key, year, here)
            label = key_title(data, stream.key or data.key)
            yield _Part("balance", place, -int(coverage.balance[place, year]), label, _smallest(weights))
    paid = _paid_by_others(result)
    rest = (coverage.costs[year] - coverage.earmarked[year]).tolist()
    for place, pattern in enumerate(patterns_of_lines(data)):
        if place not in paid:
            weights, _ = line_weights(data, choice, pattern, year)
            yield _Part("line", place, rest[place], _pattern_label(result, pattern, year), _smallest(weights))
    weights = weights_of(data, data.key, year, here)
    label = key_title(data, data.key)
    yield _Part("handed_back", 0, result.result_after_target[year], label, _smallest(weights))


def _paid_by_others(result: BudgetResult) -> set[int]:
    """The lines of which nothing is ever left for the municipalities."""
    data = result.data
    shares: defaultdict[int, Fraction] = defaultdict(Fraction)
    for cover in data.cover:
        if cover.share is not None and data.stream(cover.stream).kind != CONTRIBUTION:
            shares[data.line_index[cover.line]] += cover.share
    return {line for line, share in shares.items() if share == 1}


def _pattern_label(result: BudgetResult, pattern: Pattern, year: int) -> str:
    """The key, and who does not take part or for a part."""
    data, (key, partly) = result.data, pattern
    said = []
    for place, shares in partly:
        if shares[year] != 1:
            share = "niet" if not shares[year] else f"voor {percentage(100 * shares[year])}"
            said.append(f"{data.municipalities[place].name} {share}")
    title = key_title(data, key or data.key)
    return f"{title}; {enumeration(said)}" if said else title


def _weight_rows(
    years: Sequence[int], wanted: Sequence[tuple[int, list[_Part]]]
) -> dict[tuple[str, tuple[int, ...]], WeightRow]:
    """Each set of weights once, with the years in which it holds."""
    used: dict[tuple[str, tuple[int, ...]], set[int]] = {}
    for year, parts in wanted:
        for part in parts:
            used.setdefault((part.label, part.weights), set()).add(year)
    return {
        (label, weights): WeightRow(row, label, tuple(years[year] for year in sorted(found)), weights)
        for row, ((label, weights), found) in enumerate(used.items(), FIRST_ROW + 1)
    }


def _smallest(weights: Sequence[int]) -> tuple[int, ...]:
    """The same proportions in the smallest whole numbers."""
    divisor = reduce(gcd, weights) or 1
    return tuple(weight // divisor for weight in weights)
