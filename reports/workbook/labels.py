"""Labels of lines and totals, with the p.m. items that a total leaves out."""

from collections.abc import Iterable, Sequence

from budgets.dutch_numbers import NOTHING, period
from budgets.engine import BudgetResult, Line

PM = "p.m."


def missing(line: Line, year: int) -> str | None:
    """What stands where a line has no amount; None where it has one."""
    if line.amounts[year] is not None:
        return None
    return PM if line.pm and line.pm[year] else NOTHING


def pm_counts(lines: Iterable[Line], years: int) -> list[int]:
    """How many of the lines are p.m., per year."""
    counts = [0] * years
    for line in lines:
        for year, flag in enumerate(line.pm):
            counts[year] += flag
    return counts


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


class PmLabels:
    """The totals of a budget with what they leave out."""

    def __init__(self, result: BudgetResult) -> None:
        self._result = result
        self._marked = [line for line in result.data.lines if any(line.pm)]

    def total(self, label: str) -> str:
        """Of everything, items beside the lines included."""
        return with_pm(label, self._result.pm_counts, self._result.years)

    def goal(self, label: str, goal: str) -> str:
        return self._of(label, [line for line in self._marked if line.goal == goal])

    def priority(self, label: str, key: str) -> str:
        priority = None if key == "none" else int(key)
        return self._of(label, [line for line in self._marked if line.priority == priority])

    def cost_type(self, label: str, key: str) -> str:
        return self._of(label, [line for line in self._marked if (line.cost_type or "none") == key])

    def _of(self, label: str, lines: Sequence[Line]) -> str:
        return with_pm(label, pm_counts(lines, len(self._result.years)), self._result.years)
