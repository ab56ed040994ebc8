"""The sets of subtotals of a budget, and the row of every line in each."""

import numpy as np

from budgets.engine.data import BudgetData
from budgets.engine.ints import Ints, frozen, ints

PRIORITIES = ("0", "1", "2", "3", "none")

Groups = tuple[tuple[str, ...], ...]
"""Keys of the four rows of subtotals: total, priorities, goals, cost types."""


def groups_of(data: BudgetData) -> tuple[Groups, tuple[Ints, ...]]:
    """The keys of each set of subtotals, and for each set the row of every line; made once for a value."""
    made: tuple[Groups, tuple[Ints, ...]] | None = data.derived.get("groups")
    if made is None:
        made = data.derived["groups"] = _groups(data)
    return made


def _groups(data: BudgetData) -> tuple[Groups, tuple[Ints, ...]]:
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
        rows.append(ints([row[key] for key in wanted]))
        first += len(keys)
    return groups, tuple(rows)


def subtotals_of(data: BudgetData, amounts: Ints) -> Ints:
    """(rows of all groups, years); ``amounts`` is (years, lines)."""
    groups, line_rows = groups_of(data)
    subtotals = np.zeros((sum(len(keys) for keys in groups), len(data.years)), np.int64)
    for rows in line_rows:
        np.add.at(subtotals, rows, amounts.T)
    return frozen(subtotals)
