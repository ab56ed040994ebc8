"""Where the running totals of the waterfall come from: "stand.option.mda" and the like."""

from budgets.engine.data import Amounts
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Term
from budgets.engine.waterfall import TOTALS, Step, waterfall

UNCHANGED = "unchanged"
"""The kind of a term that is the figure of the budget without a scenario."""


def stand_keys(result: BudgetResult) -> list[str]:
    """Of the steps between the totals, which have figures of their own, in their order."""
    adjustments = [f"adjustment.{each.adjustment.code}" for each in result.adjustments]
    return ["index", *adjustments, *(f"option.{code}" for code in result.data.option_index), "leavers"]


def stand_amounts(result: BudgetResult, key: str) -> Amounts:
    """After the step, or where it does nothing after the one before.  Raises ``KeyError``."""
    if key not in stand_keys(result):
        raise KeyError(key)
    return tuple(sum(term.amount for term in stand_terms(result, key, i)) for i in range(len(result.years)))


def stand_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """The unchanged result, and what each step adds up to and with this one."""
    keys = stand_keys(result)
    until = keys[: keys.index(key) + 1]
    steps = [step for step in waterfall(result, result.years[year]) if step.key in until]
    return [
        Term(UNCHANGED, "result", result.unchanged.result[year]),
        *(Term("figure", figure_of(step), step.change) for step in steps),
    ]


def figure_of(step: Step) -> str:
    """The figure that a step of the waterfall is; of an option that is off what it would be."""
    return {
        "index": "indexation",
        "adjustment": f"adjustments.{step.ref}.realised",
        "option": f"options.{step.ref}.{'realised' if step.on else 'claimed'}",
        "leavers": "fallen_away",
        "target": "savings_target",
        "after_target": "result_after_target",
    }.get(step.kind, "result")


def stand_of(step: Step) -> str:
    """The figure that a step of the waterfall leads to."""
    if step.kind == "target":
        return "result_after_target"
    return figure_of(step) if step.kind in TOTALS else f"stand.{step.key}"
