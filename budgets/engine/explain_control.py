"""Where a printed total comes from, and how ours differs from it: "control.3.printed" and the like."""

from collections.abc import Iterator

from budgets.engine.explain_waterfall import UNCHANGED
from budgets.engine.findings import ControlCheck
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Term

PARTS = ("printed", "difference")


def control_keys(result: BudgetResult) -> Iterator[str]:
    """Of each control total, by its place."""
    for place in range(len(result.data.control_totals)):
        yield from (f"{place}.{part}" for part in PARTS)


def control_amounts(result: BudgetResult, key: str) -> tuple[int | None, ...]:
    """None in other years than that of the printed total.  Raises ``KeyError``."""
    check, part = _check(result, key)
    cents = check.control.amount if part == "printed" else check.difference
    return tuple(cents if year == check.control.year else None for year in result.years)


def control_terms(result: BudgetResult, key: str, _: int) -> list[Term]:
    """What is printed is the end of the road; a difference is ours, of the unchanged budget, less that."""
    check, part = _check(result, key)
    place = key.partition(".")[0]
    if part == "printed":
        return [Term("printed", place, check.control.amount)]
    ours = Term("figure" if result.base is None else UNCHANGED, check.control.figure, check.ours)
    return [ours, Term("printed", place, -check.control.amount)]


def control_of(result: BudgetResult, key: str) -> ControlCheck:
    """Raises ``KeyError``."""
    return _check(result, key)[0]


def _check(result: BudgetResult, key: str) -> tuple[ControlCheck, str]:
    place, _, part = key.partition(".")
    checks = {str(i): check for i, check in enumerate(result.control_checks)}
    if part not in PARTS:
        raise KeyError(key)
    return checks[place], part
