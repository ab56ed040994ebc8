"""What holds for every result, whatever the budget."""

from collections.abc import Iterable

from budgets.engine import BudgetResult, Term, amounts_of, explain, figure_names
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


def assert_explanations_add_up(result: BudgetResult, names: Iterable[str] | None = None) -> None:
    """Of every figure in every year, down to the last part; ``names`` are of those that are asked."""
    amounts = {name: amounts_of(result, name) for name in figure_names(result)}
    for name in amounts if names is None else names:
        for year, amount in zip(result.years, amounts[name], strict=True):
            if amount is None:
                continue
            explanation = explain(result, name, year)
            assert (explanation.amount, sum_of_terms(explanation.terms)) == (amount, amount), (name, year)
            for term in explanation.terms:
                _assert_term_adds_up(result, term, amounts, year)


def sum_of_terms(terms: Iterable[Term]) -> int:
    return sum(term.amount for term in terms)


def _assert_term_adds_up(
    result: BudgetResult, term: Term, amounts: dict[str, tuple[int | None, ...]], year: int
) -> None:
    """Its parts are what it is, its share gives it, and a figure that it names is as it says."""
    if term.parts:
        assert sum_of_terms(term.parts) == term.amount, term
    if term.share:
        assert (term.share.amount, term.share.cent in (0, 1)) == (term.amount, True), term
    if term.kind == "figure":
        of = term.share.of if term.share else term.amount
        place = result.data.year_index[term.year or year]
        assert abs(of) == abs(amounts[term.ref][place] or 0), term
    for part in term.parts:
        _assert_term_adds_up(result, part, amounts, year)
