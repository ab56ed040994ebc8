"""A result with other options on, as an address asks for it."""

from dataclasses import replace
from fractions import Fraction

from budgets.engine import BudgetResult, compute
from budgets.part_address import part_in
from budgets.term_figures import NO_OPTIONS


def under_options(result: BudgetResult, options: str) -> BudgetResult:
    """``options`` are those that are on instead of the scenario's, with commas between, or "geen".

    Behind a colon the part of an option that counts, such as "regisseur:2".
    """
    data = result.data
    if not options:
        return result
    asked_for = {} if options == NO_OPTIONS else dict(each.partition(":")[::2] for each in options.split(","))
    parts = {code: found for code, part in asked_for.items() if (found := _part(part))}
    merged = tuple(sorted((dict(result.choice.parts) | parts).items()))
    return compute(
        data, replace(result.choice, on=frozenset(data.option_index.keys() & asked_for), parts=merged)
    )


def _part(text: str) -> Fraction | None:
    """None where it is not a part above zero."""
    try:
        return part_in(text)
    except ValueError:
        return None
