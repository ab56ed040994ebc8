"""Structural and incidental apart (BBV): what does not recur, of costs and of income.

What is on an incidental line or stream is incidental, options and all.  Of an incidental
option also what it changes elsewhere is: a saving of one year is a cost below zero.
"""

from typing import TYPE_CHECKING

import numpy as np

from budgets.engine.data import Amounts, BudgetData
from budgets.engine.layout import layout_of
from budgets.engine.money import times

if TYPE_CHECKING:
    from budgets.engine.result import BudgetResult

FIGURES = ("incidental_costs", "incidental_income", "incidental_balance", "structural_balance")


def any_incidental(data: BudgetData) -> bool:
    """Whether anything is marked, so that there is something to tell apart."""
    return any(part.incidental for parts in (data.lines, data.streams, data.options) for part in parts)


def incidental_costs(result: "BudgetResult") -> Amounts:
    """Cents per year: incidental lines, and what incidental options change on the others."""
    layout = layout_of(result.data, result.choice)
    line = np.array([each.incidental for each in result.data.lines], bool)
    option = np.array([each.incidental for each in result.data.options], bool)
    costs = result.line_amounts[:, line].sum(axis=1)
    for entry in np.flatnonzero(option[layout.entry_option]) if option.any() else ():
        cell = layout.entry_cell[entry]
        if not line[layout.cell_line[cell]]:
            costs[layout.cell_year[cell]] -= result.realised_entries[entry]
    return tuple(costs.tolist())


def incidental_income(result: "BudgetResult") -> Amounts:
    """Cents per year: incidental streams, and what incidental options change on the others."""
    data = result.data
    marked = {stream.code for stream in data.streams if stream.incidental}
    income = [sum(result.income_by_stream[code][year] for code in marked) for year in range(len(data.years))]
    for option in data.options:
        if option.incidental and option.code in result.choice.on:
            part = result.choice.part_of(option)
            for effect in option.effects:
                if effect.stream and effect.stream not in marked:
                    income[data.year_index[effect.year]] += times(effect.change, part)
    return tuple(income)
