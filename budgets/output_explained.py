"""Where a figure comes from as plain data: euros as text with two decimals, places for living as numbers."""

from typing import Any

from budgets.comparison_wording import way_title
from budgets.engine import BudgetResult, Explanation, Share, Term
from budgets.engine.explain_way import THERE
from budgets.engine.figures import WAY
from budgets.output import euros_text
from budgets.wording import figure_title, pm_title, term_title


def explanation_as_data(
    result: BudgetResult,
    explanation: Explanation,
    *,
    scenario: str | None,
    version: int | None = None,
    against: BudgetResult | None = None,
) -> dict[str, Any]:
    """The tree of terms: each has the parts that add up to it, and for a share what it is a share of."""
    data, other = result.data, against or result.unchanged
    head, _, key = explanation.figure.partition(".")
    way = way_title(result, other, key) if head == WAY else ""
    return {
        "region": data.region,
        "plan": data.plan,
        "scenario": scenario,
        "version": version,
        "figure": explanation.figure,
        "year": explanation.year,
        "title": way or figure_title(data, explanation.figure, result.choice),
        "unit": "places" if explanation.places else "euros",
        "amount": _amount(explanation, explanation.amount),
        "terms": [_term(result, other, explanation, term) for term in explanation.terms],
        "sum": _amount(explanation, sum(term.amount for term in explanation.terms)),
        "left_out": [pm_title(data, code) for code in explanation.pm],
    }


def _term(result: BudgetResult, other: BudgetResult, explanation: Explanation, term: Term) -> dict[str, Any]:
    of = other if term.kind in THERE else result
    shown: dict[str, Any] = {
        "kind": term.kind,
        "ref": term.ref,
        "title": term_title(of.data, term, of.choice),
        "amount": _amount(explanation, term.amount),
    }
    if term.year is not None:
        shown["year"] = term.year
    if term.share:
        shown["share"] = _share(explanation, term.share)
    if term.parts:
        shown["parts"] = [_term(result, other, explanation, part) for part in term.parts]
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
