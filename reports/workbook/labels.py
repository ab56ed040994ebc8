"""Labels of lines and totals, with the p.m. items that a total leaves out."""

from collections.abc import Sequence

from budgets.dutch_numbers import NOTHING, period
from budgets.engine import BudgetResult, Line

PM = "p.m."


def missing(line: Line, year: int) -> str | None:
    """What stands where a line has no amount; None where it has one."""
    if line.amounts[year] is not None:
        return None
    return PM if line.pm and line.pm[year] else NOTHING


def with_pm(label: str, counts: Sequence[int], years: Sequence[int]) -> str:
    """``label`` with "(excl. 1 p.m.)", naming the years where they are not all alike."""
    if not any(counts):
        return label
    if len(set(counts)) == 1:
        return f"{label} (excl. {counts[0]} {PM})"
    parts = []
    for count in dict.fromkeys(filter(None, counts)):
        found_in = [year for year, n in zip(years, counts, strict=True) if n == count]
        parts.append(f"{count} {PM} in {period(found_in)}")
    return f"{label} (excl. {'; '.join(parts)})"


def without_pm(result: BudgetResult, figure: str, label: str) -> str:
    """The label of a total with what it leaves out."""
    return with_pm(label, result.pm_counts(figure), result.years)
