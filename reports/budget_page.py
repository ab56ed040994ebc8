"""The context of the budget page, and of its part that a filter changes."""

from collections.abc import Collection
from typing import Any

from budgets.dutch_numbers import verdict, whole
from budgets.engine import BudgetResult
from reports.budget_table import sections, selection_cells
from reports.figure_cells import ask_link
from reports.pro_memorie import pm_titles, without_pm
from reports.source_check import source_check


def budget_part(
    result: BudgetResult, shown: Collection[str] | None, current_year: int | None, chosen: str = ""
) -> dict[str, Any]:
    """The table; ``shown`` holds the lines that a filter leaves, None for all; ``chosen`` is that filter."""
    total = len(result.data.lines)
    return {
        "years": result.years,
        "current_year": current_year,
        "sections": sections(result, shown),
        "selection": None if shown is None else selection_cells(result, shown, chosen),
        "filtered": shown is not None,
        "nothing_found": shown is not None and not shown,
        "count": _count(total) if shown is None else f"{len(shown)} van {_count(total)}",
        "has_lines": total > 0,
        "has_income": bool(result.data.streams),
    }


def budget_page(result: BudgetResult, changed: int) -> dict[str, Any]:
    """What stands above the table: the answer first, and the check against the source.

    ``changed`` is how often amounts were changed since that source.
    """
    amounts = zip(result.years, result.result_after_target, strict=True)
    return {
        "strip": [
            (year, ask_link("result_after_target", year, whole(cents)), verdict(cents))
            for year, cents in amounts
        ],
        "left_out": without_pm(result).removeprefix(", "),
        "pm_titles": pm_titles(result),
        "check": source_check(result, changed),
    }


def _count(lines: int) -> str:
    return f"{lines} {'regel' if lines == 1 else 'regels'}"
