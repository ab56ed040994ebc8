"""What a total leaves out because its size is not known, in words."""

from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetResult
from budgets.engine.pro_memorie import left_out
from budgets.wording import pm_title


def without_pm(result: BudgetResult, figure: str = "result_after_target") -> str:
    """What comes behind the name of a total: ", excl. 1 p.m.", or nothing."""
    count = len(_ever_left_out(result, figure))
    return f", excl. {count} p.m." if count else ""


def pm_titles(result: BudgetResult) -> str:
    """The p.m. items by name; empty where there are none."""
    return enumeration(
        [pm_title(result.data, code) for code in _ever_left_out(result, "result_after_target")]
    )


def _ever_left_out(result: BudgetResult, figure: str) -> list[str]:
    """The codes that the figure leaves out in any year."""
    years = range(len(result.years))
    return list(dict.fromkeys(code for year in years for code in left_out(result.data, figure, year)))
