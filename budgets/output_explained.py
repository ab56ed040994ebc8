"""Where a figure comes from as plain data: euros as text with two decimals, places for living as numbers."""

from typing import Any

from budgets.engine import BudgetResult, Explanation, Share, Term
from budgets.output import euros_text
from budgets.wording import figure_title, pm_title, term_title


def explanation_as_data(
    result: BudgetResult, explanation: Explanation, *, scenario: str | None, version: int | None = None
) -> dict[str, Any]:
    """The tree of terms: each has the parts that add up to it, and for a share what it is a share of."""
    data = result.data
    return {
        "region": data.region,
        "plan": data.plan,
        "scenario": scenario,
        "version": version,
        "figure": explanation.figure,
        "year": explanation.year,
        "title": figure_title(data, explanation.figure, result.choice),
        "unit": "places" if explanation.places else "euros",
        "amount": _amount(explanation, explanation.amount),
        "terms": [_term(result, explanation, term) for term in explanation.terms],
        "sum": _amount(explanation, sum(term.amount for term in explanation.terms)),
        "left_out": [pm_title(data, code) for code in explanation.pm],
    }


def _term(result: BudgetResult, explanation: Explanation, term: Term) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": term.kind,
        "ref": term.ref,
        "title": term_title(result.data, term, result.choice),
        "amount": _amount(explanation, term.amount),
    }
    if term.year is not None:
        shown["year"] = term.year
    if term.share:
        shown["share"] = _share(explanation, term.share)
    if term.parts:
        shown["parts"] = [_term(result, explanation, part) for part in term.parts]
        shown["sum"] = _amount(explanation, sum(part.amount for part in term.parts))
    return shown


def _share(explanation: Explanation, share: Share) -> dict[str, Any]:
    return {
        "of": _amount(explanation, share.of),
        "weight": share.weight,
        "total": share.total,
        "cent": share.cent,
        "key": share.key,
        "participation": str(share.part),
    }


def _amount(explanation: Explanation, cents: int) -> str | int:
    return cents if explanation.places else euros_text(cents)
