"""A budget laid out for computing: arrays made once for a ``BudgetData`` and the terms of a choice.

Amounts lie year by year, shape (years, lines).  What an option takes from a line
in a year is an *entry*; entries on the same line and year share a *cell*.  Only
cells can change, so a computation costs what the options touch, not what the
budget holds.  Which options are on shapes no layout; the part of an option does.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from budgets.engine.claims import Claims, claims_of
from budgets.engine.data import Amounts, BudgetData, Choice
from budgets.engine.ground import AdjustmentResult, ground_of, ground_terms
from budgets.engine.grouping import Groups, groups_of
from budgets.engine.ints import Ints, ints
from budgets.engine.kept import keep
from budgets.engine.money import times
from budgets.engine.targets import target_amounts

KEPT_LAYOUTS = 8


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

    indexed: Ints
    """(years, lines): cents after indexation, missing and p.m. as zero."""
    amounts: Ints
    """(years, lines): after the choice's own adjustments too"""
    adjustments: tuple[AdjustmentResult, ...]
    groups: Groups
    subtotals: Ints
    """(rows of all groups, years)"""
    streams: Ints
    """(streams, years), as budgeted and adjusted"""
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


def layout_of(data: BudgetData, choice: Choice | None = None) -> Layout:
    """The layout for the terms of this choice, made when it is first asked for; some are kept."""
    choice = choice or Choice()
    made: dict[Any, Layout] = data.derived.setdefault("layouts", {})
    terms = ground_terms(choice), _parts(data, choice), choice.targets
    layout = made.get(terms)
    if layout is None:
        layout = _lay_out(data, choice)
        keep(made, terms, layout, KEPT_LAYOUTS)
    return layout


def _parts(data: BudgetData, choice: Choice) -> tuple[tuple[int, Fraction], ...]:
    """The place of every option of which another part counts than its first."""
    known = ((data.option_index[code], part) for code, part in choice.parts if code in data.option_index)
    return tuple((place, part) for place, part in known if part != data.options[place].first_part)


def _lay_out(data: BudgetData, choice: Choice) -> Layout:
    ground = ground_of(data, choice)
    years = len(data.years)
    groups, line_rows = groups_of(data)
    parts = [choice.part_of(option) for option in data.options]
    claims = [claims_of(data, ground, place, part) for place, part in enumerate(parts)]
    line, year, option, claim = _entries(claims)
    cells, cell_start, entry_cell = np.unique(line * years + year, return_index=True, return_inverse=True)
    cell_line, cell_year = np.divmod(cells, years)
    to_subtotals = [rows[cell_line] * years + cell_year for rows in line_rows]
    return Layout(
        indexed=ground.indexed,
        amounts=ground.amounts,
        adjustments=ground.adjustments,
        groups=groups,
        subtotals=ground.subtotals,
        streams=ground.streams,
        targets=target_amounts(data, choice),
        entry_option=option,
        entry_cell=entry_cell.astype(np.int64),
        entry_claim=claim,
        cell_start=cell_start.astype(np.int64),
        cell_line=cell_line,
        cell_year=cell_year,
        headroom=np.maximum(ground.amounts[cell_year, cell_line], 0),
        to_subtotals=Sums.into(*to_subtotals),
        to_options=Sums.into(option * years + year),
        stream_changes=_stream_changes(data, parts),
        claimed=tuple(each.claimed for each in claims),
        unspread=ints([each.unspread for each in claims]).reshape(-1, years),
        unspread_raises=ints([each.unspread_raises for each in claims]).reshape(-1, years),
    )


def _entries(claims: list[Claims]) -> tuple[Ints, Ints, Ints, Ints]:
    """Line, year, option and claim of every entry, by line, then by year, then by option."""
    option = np.repeat(np.arange(len(claims)), [each.claim.size for each in claims])
    none = ints([])
    line, year, claim = (
        np.concatenate([none, *(getattr(each, name) for each in claims)])
        for name in ("line", "year", "claim")
    )
    order = np.lexsort((option, year, line))
    return line[order], year[order], option[order].astype(np.int64), claim[order]


def _stream_changes(data: BudgetData, parts: list[Fraction]) -> Ints:
    touched = [(o, e) for o, option in enumerate(data.options) for e in option.effects if e.stream]
    if not touched:
        return np.zeros((0, 0, 0), np.int64)
    changes = np.zeros((len(data.options), len(data.streams), len(data.years)), np.int64)
    for number, effect in touched:
        stream, year = data.stream_index[str(effect.stream)], data.year_index[effect.year]
        changes[number, stream, year] += times(effect.change, parts[number])
    return changes
