"""What holds for every result, whatever the budget."""

from collections.abc import Iterable

from budgets.engine import BudgetResult, Term, explain
from budgets.engine.result import KEYED_FIGURES, SCALAR_FIGURES


def every_figure(result: BudgetResult) -> list[str]:
    """The names of all figures that a result knows."""
    names = list(SCALAR_FIGURES)
    for head in KEYED_FIGURES:
        names += [f"{head}.{key}" for key in getattr(result, head)]
    names += [f"lines.{line.code}" for line in result.data.lines]
    names += [f"options.{o.code}.{part}" for o in result.options for part in ("claimed", "realised")]
    adjusted = [each.adjustment.code for each in result.adjustments]
    return names + [f"adjustments.{code}.{part}" for code in adjusted for part in ("claimed", "realised")]


def figures(result: BudgetResult) -> dict[str, list[int]]:
    return {name: list(result.figure(name)) for name in every_figure(result)}


def sum_of(rows: Iterable[Iterable[int]], years: int) -> list[int]:
    """Rows added up per year; of no rows, zero in every year."""
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * years


def assert_explanations_add_up(result: BudgetResult) -> None:
    """Of every figure in every year, down to the last part."""
    for year in result.years:
        for name in every_figure(result):
            explanation = explain(result, name, year)
            assert explanation.amount == result.amount(name, year)
            assert sum(term.amount for term in explanation.terms) == explanation.amount, (name, year)
            for term in explanation.terms:
                _assert_parts_add_up(term)
                if term.kind == "figure":
                    assert abs(term.amount) == abs(result.amount(term.ref, year))


def _assert_parts_add_up(term: Term) -> None:
    if term.parts:
        assert sum(part.amount for part in term.parts) == term.amount, term
    for part in term.parts:
        _assert_parts_add_up(part)
