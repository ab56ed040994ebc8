"""The sums beneath the amounts, all of them from the engine."""

from budgets.dutch_numbers import whole
from budgets.engine import BudgetResult
from reports.figure_cells import ask_link, verdict_letter

TO_BUDGET = "../begroting/"
VERDICTS = ("result", "result_after_target")


def total_figures(result: BudgetResult) -> list[str]:
    """The figures that the grid shows and nobody types."""
    data = result.data
    return [
        *(f"costs_by_goal.{goal.code}" for goal in data.goals),
        "costs",
        "income",
        "result",
        *(f"savings_targets.{target.code}" for target in data.targets if target.stream),
        "savings_target",
        "result_after_target",
    ]


def totals(result: BudgetResult) -> dict[str, list[tuple[int, str]]]:
    """Per figure and year: the cents, and the HTML of the cell."""
    return {
        figure: [
            (cents, total_text(figure, year, cents))
            for year, cents in zip(result.years, result.figure(figure), strict=True)
        ]
        for figure in total_figures(result)
    }


def total_text(figure: str, year: int, cents: int) -> str:
    """The HTML of a cell, with the way to its explanation."""
    asked = ask_link(figure, year, whole(cents), at=TO_BUDGET)
    return asked + (verdict_letter(cents) if figure in VERDICTS else "")
