"""The totals of a file as control totals of the budget."""

from dataclasses import replace

from budgets.engine.data import BudgetData, ControlTotal
from budgets.imports.comparison.names import bare
from budgets.imports.content import Content

GOAL = "costs_by_goal:"
LONGEST_SOURCE = 200


def with_controls(old: BudgetData, new: BudgetData, content: Content, source: str) -> BudgetData:
    """``new`` with the totals of the file; those of an earlier import of the same file give way.

    A total that the budget has already, from another source, is not kept twice; of two totals of
    one figure in the file the first counts.
    """
    source = source[:LONGEST_SOURCE]
    kept = [control for control in old.control_totals if control.source != source]
    known = {(control.figure, control.year, control.amount) for control in kept}
    found: dict[tuple[str, int], ControlTotal] = {}
    goals = {bare(goal.title): goal.code for goal in new.goals}
    for control in content.controls:
        figure = _figure(control.row.figure, goals)
        for year, value in control.row.amounts if figure else ():
            if isinstance(value, int) and (figure, year, value) not in known:
                found.setdefault((figure, year), ControlTotal(figure, year, value, source))
    order = {figure: place for place, figure in enumerate(dict.fromkeys(figure for figure, _ in found))}
    new_ones = sorted(found.values(), key=lambda control: (order[control.figure], control.year))
    if new_ones == [control for control in old.control_totals if control.source == source]:
        return replace(new, control_totals=old.control_totals, derived={})
    return replace(new, control_totals=(*kept, *new_ones), derived={})


def _figure(figure: str, goals: dict[str, str]) -> str:
    if not figure.startswith(GOAL):
        return figure
    code = goals.get(bare(figure.removeprefix(GOAL)))
    return f"costs_by_goal.{code}" if code else ""
