"""A budget laid out for computing: arrays made once for a ``BudgetData`` and an indexation.

Amounts lie year by year, shape (years, lines).  What an option takes from a line
in a year is an *entry*; entries on the same line and year share a *cell*.  Only
cells can change, so a computation costs what the options touch, not what the
budget holds.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budgets.engine.data import Amounts, BudgetData
from budgets.engine.money import largest_remainder, percentage_of, round_half_away

Ints = NDArray[np.int64]

PRIORITIES = ("0", "1", "2", "3", "none")
KEPT_INDEXATIONS = 4


@dataclass(frozen=True)
class Sums:
    """Adds values into numbered slots; a slot may take many values."""

    order: Ints
    """Positions in the values, sorted by slot."""
    starts: Ints
    slots: Ints

    @classmethod
    def into(cls, *slots: Ints) -> "Sums":
        """``slots[k][i]`` is a slot of value ``i``: every value goes to one slot of each array."""
        all_slots = np.concatenate(slots)
        order = np.argsort(all_slots, kind="stable")
        used, starts = np.unique(all_slots[order], return_index=True)
        return cls(order % max(slots[0].size, 1), starts, used)

    def add(self, values: Ints, size: int) -> Ints:
        """The sums, shape (size,); slots that take no value are zero."""
        out = np.zeros(size, np.int64)
        if self.order.size:
            out[self.slots] = np.add.reduceat(values[self.order], self.starts)
        return out


@dataclass(frozen=True)
class Layout:
    """Everything about a budget that does not depend on which options are on."""

    amounts: Ints
    """(years, lines): cents after indexation, missing and p.m. as zero."""
    groups: tuple[tuple[str, ...], ...]
    """Keys of the four rows of subtotals: total, priorities, goals, cost types."""
    subtotals: Ints
    """(rows of all groups, years)"""
    streams: Ints
    """(streams, years), as budgeted"""
    targets: tuple[Amounts, ...]
    entry_option: Ints
    entry_cell: Ints
    entry_claim: Ints
    """cents that the entry takes from its cell; below zero adds to it"""
    cell_start: Ints
    """position of each cell's first entry"""
    cell_line: Ints
    cell_year: Ints
    headroom: Ints
    """cents that a cell can lose: its amount, or nothing where that is below zero"""
    to_subtotals: Sums
    """from the cells to (rows × years), each cell once per group"""
    to_options: Sums
    """from the entries to (options × years)"""
    stream_changes: Ints
    """(options, streams, years), or empty when no option touches a stream"""
    claimed: tuple[Amounts, ...]
    """per option: what it was said to save per year, on or off"""
    unspread: Ints
    """(options, years): savings asked of several lines that are all zero: they go nowhere"""
    unspread_raises: Ints
    """(options, years): the same of what it adds, above zero"""

    @property
    def size(self) -> int:
        return self.subtotals.size


def layout_of(data: BudgetData, indexation: tuple[tuple[str, Fraction], ...] = ()) -> Layout:
    """The layout for this indexation, made when it is first asked for."""
    made: dict[tuple[tuple[str, Fraction], ...], Layout] = data.derived.setdefault("layouts", {})
    layout = made.get(indexation)
    if layout is None:
        layout = _lay_out(data, indexation)
        while len(made) >= KEPT_INDEXATIONS:
            made.pop(next(iter(made)), None)
        made[indexation] = layout
    return layout


def _lay_out(data: BudgetData, indexation: tuple[tuple[str, Fraction], ...]) -> Layout:
    amounts = indexed_amounts(data, dict(indexation))
    years = len(data.years)
    groups, line_rows = _group(data)
    rows = sum(len(keys) for keys in groups)
    subtotals = np.zeros((rows, years), np.int64)
    for group_rows in line_rows:
        np.add.at(subtotals, group_rows, amounts.T)

    claims, claimed, (unspread, unspread_raises) = _claims(data, amounts)
    keys = sorted(claims)
    cells = sorted({key[:2] for key in keys})
    cell_number = {cell: i for i, cell in enumerate(cells)}
    entry_cell = _ints([cell_number[key[:2]] for key in keys])
    entry_option = _ints([option for _, _, option in keys])
    cell_line, cell_year = _ints([line for line, _ in cells]), _ints([year for _, year in cells])
    to_subtotals = [line_rows[group][cell_line] * years + cell_year for group in range(len(groups))]
    return Layout(
        amounts=_frozen(amounts),
        groups=groups,
        subtotals=_frozen(subtotals),
        streams=_frozen(_ints([stream.amounts for stream in data.streams]).reshape(-1, years)),
        targets=tuple(_target_amounts(data)),
        entry_option=entry_option,
        entry_cell=entry_cell,
        entry_claim=_ints([claims[key] for key in keys]),
        cell_start=np.searchsorted(entry_cell, np.arange(len(cells))).astype(np.int64),
        cell_line=cell_line,
        cell_year=cell_year,
        headroom=np.maximum(amounts[cell_year, cell_line], 0),
        to_subtotals=Sums.into(*to_subtotals),
        to_options=Sums.into(entry_option * years + cell_year[entry_cell]),
        stream_changes=_stream_changes(data),
        claimed=tuple(tuple(row) for row in claimed),
        unspread=_ints(unspread).reshape(-1, years),
        unspread_raises=_ints(unspread_raises).reshape(-1, years),
    )


def indexed_amounts(data: BudgetData, rates: dict[str, Fraction]) -> Ints:
    """Cents per (year, line) after indexation; the first year is the price level.

    Domain text, rule 5: a yearly percentage per cost type, compounding from the
    first year, before options, rounded per line.
    """
    amounts = _ints([[cents or 0 for cents in line.amounts] for line in data.lines])
    amounts = np.ascontiguousarray(amounts.reshape(-1, len(data.years)).T)
    for i, line in enumerate(data.lines):
        if rate := rates.get(line.cost_type_key):
            factor = Fraction(1)
            for year in range(len(data.years)):
                amounts[year, i] = round_half_away(int(amounts[year, i]) * factor)
                factor *= 1 + rate / 100
    return amounts


def _group(data: BudgetData) -> tuple[tuple[tuple[str, ...], ...], tuple[Ints, ...]]:
    """The keys of each set of subtotals, and for each set the row of every line."""
    types = dict.fromkeys(sorted({line.cost_type_key for line in data.lines}))
    groups = (("total",), PRIORITIES, tuple(goal.code for goal in data.goals), tuple(types))
    of_line = (
        ["total" for _ in data.lines],
        [line.priority_key for line in data.lines],
        [line.goal for line in data.lines],
        [line.cost_type_key for line in data.lines],
    )
    first, rows = 0, []
    for keys, wanted in zip(groups, of_line, strict=True):
        row = {key: first + i for i, key in enumerate(keys)}
        rows.append(_ints([row[key] for key in wanted]))
        first += len(keys)
    return groups, tuple(rows)


def _claims(
    data: BudgetData, amounts: Ints
) -> tuple[dict[tuple[int, int, int], int], list[list[int]], list[list[list[int]]]]:
    """Cents taken per (line, year, option), and per option and year what is claimed, and what of it
    cannot be spread: savings, and raises.

    What several lines are asked together is spread in proportion to their
    amounts (rule 4).  Where these are all zero nothing can be spread: it stays
    claimed and is never realised.
    """
    claims: defaultdict[tuple[int, int, int], int] = defaultdict(int)
    claimed = [[0] * len(data.years) for _ in data.options]
    unspread = [[[0] * len(data.years) for _ in data.options] for _ in ("savings", "raises")]
    for number, option in enumerate(data.options):
        for effect in option.effects:
            year = data.year_index[effect.year]
            claim = effect.change if effect.stream else -effect.change
            claimed[number][year] += claim
            if effect.stream:
                continue
            lines = [data.line_index[code] for code in effect.lines]
            parts = spread(claim, lines, amounts[year])
            for line, part in zip(lines, parts, strict=True):
                claims[line, year, number] += part
            left = claim - sum(parts)
            unspread[left < 0][number][year] += abs(left)
    return {key: claim for key, claim in claims.items() if claim}, claimed, unspread


def spread(change: int, lines: list[int], amounts: Ints) -> list[int]:
    """The part of ``change`` for each of ``lines``: the whole for one, in proportion for more."""
    if len(lines) <= 1:
        return [change] * len(lines)
    weights = [max(0, int(amounts[line])) for line in lines]
    return largest_remainder(change, weights) if any(weights) else [0] * len(lines)


def _stream_changes(data: BudgetData) -> Ints:
    touched = [(o, e) for o, option in enumerate(data.options) for e in option.effects if e.stream]
    if not touched:
        return np.zeros((0, 0, 0), np.int64)
    changes = np.zeros((len(data.options), len(data.streams), len(data.years)), np.int64)
    for number, effect in touched:
        changes[number, data.stream_index[str(effect.stream)], data.year_index[effect.year]] += effect.change
    return changes


def _target_amounts(data: BudgetData) -> list[Amounts]:
    """Each target in cents per year; a percentage is of the stream as budgeted (rule 1)."""
    amounts = []
    for target in data.targets:
        if target.stream is not None and target.percentage is not None:
            budgeted = data.stream(target.stream).amounts
            amounts.append(tuple(percentage_of(cents, target.percentage) for cents in budgeted))
        else:
            amounts.append(target.amounts)
    return amounts


def _ints(values: object) -> Ints:
    return np.array(values, dtype=np.int64)


def _frozen(array: Ints) -> Ints:
    array.flags.writeable = False
    return array
