"""What a total leaves out because its size is not known, in words."""

from collections.abc import Iterable

from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, BudgetResult, Line
from budgets.wording import numbered_line


def without_pm(result: BudgetResult) -> str:
    """What comes behind the name of a total over everything: ", excl. 1 p.m.", or nothing."""
    return _left_out(max(result.pm_counts, default=0))


def lines_left_out(lines: Iterable[Line]) -> str:
    """The same behind the total of some lines."""
    return _left_out(len([line for line in lines if any(line.pm)]))


def _left_out(count: int) -> str:
    return f", excl. {count} p.m." if count else ""


def pm_titles(data: BudgetData, year: int | None = None) -> str:
    """The p.m. items by name: of one year, or of all; empty where there are none."""
    i = None if year is None else data.year_index[year]
    found = [numbered_line(data, line.code) for line in data.lines if _marked(line.pm, i)]
    found += [item.title for item in data.memorandum_items if _marked(item.pm, i)]
    return enumeration(found)


def _marked(flags: tuple[bool, ...], year: int | None) -> bool:
    return any(flags) if year is None or not flags else flags[year]
