"""What a figure leaves out because its size is not known (p.m.)."""

from collections.abc import Callable

from budgets.engine.data import BudgetData, Line

LINE_FIGURES: dict[str, Callable[[Line], str]] = {
    "costs_by_priority": lambda line: line.priority_key,
    "costs_by_goal": lambda line: line.goal,
    "costs_by_cost_type": lambda line: line.cost_type_key,
    "lines": lambda line: line.code,
}
"""Figures that add up some lines ↔ the key under which a line counts."""

AFTER_TARGET = ("result_after_target", "result_after_target_low", "result_after_target_high")
"""By itself, and with everything that is estimated at its worst and at its best."""


def belongs_to(figure: str) -> Callable[[Line], bool]:
    """Whether a line is part of "costs_by_priority.0" and the like; of no other figure."""
    head, _, key = figure.partition(".")
    key_of = LINE_FIGURES.get(head)
    return lambda line: key_of is not None and key_of(line) == key


def left_out(data: BudgetData, figure: str, year: int) -> tuple[str, ...]:
    """Codes of the p.m. lines and items that ``figure`` does not count in a year (its position).

    A total over lines leaves out those that are p.m.  The items beside the lines
    stand between the result and the result after target, as the source prints them.
    """
    if figure in ("costs", "result", *AFTER_TARGET):
        lines = [line.code for line in data.lines if line.pm and line.pm[year]]
    else:
        fits = belongs_to(figure)
        lines = [line.code for line in data.lines if line.pm and line.pm[year] and fits(line)]
    if figure not in AFTER_TARGET:
        return tuple(lines)
    known = figure != "result_after_target"  # the figures with an estimate count what has one
    items = [item for item in data.memorandum_items if item.pm[year] and not (known and item.estimate(year))]
    return (*lines, *(item.code for item in items))
