"""Where a figure comes from as plain data: euros or weights with two decimals, places or draws, as text."""

from dataclasses import replace
from typing import Any

from budgets.comparison_wording import compared_title
from budgets.engine import BudgetResult, Explanation, Share, Term
from budgets.engine.explain_way import THERE
from budgets.engine.terms import DRAWS, PLACES, Drawing
from budgets.outer_names import outer_figure
from budgets.output import camel, euros_text
from budgets.term_figures import OF_A_FIGURE, NextFigure, next_figure
from budgets.wording import pm_title, term_title, unsure_title

COUNTED = (PLACES, DRAWS)
"""Units of which there are whole ones only."""


def explanation_as_data(
    result: BudgetResult,
    explanation: Explanation,
    *,
    scenario: str | None,
    version: int | None = None,
    against: BudgetResult | None = None,
) -> dict[str, Any]:
    """The tree of terms: each has the parts that add up to it, for a share what it is a share of, and
    the figure that explains it further.
    """
    data, other = result.data, against or result.unchanged
    return {
        "region": data.region,
        "plan": data.plan,
        "scenario": scenario,
        "version": version,
        "figure": outer_figure(explanation.figure),
        "year": explanation.year,
        "title": compared_title(result, other, explanation.figure),
        "unit": explanation.unit,
        "amount": _amount(explanation, explanation.amount),
        "terms": [_term(result, other, explanation, term) for term in explanation.terms],
        "sum": _amount(explanation, sum(term.amount for term in explanation.terms)),
        "drawing": _drawing(result, explanation.drawing) if explanation.drawing else None,
        "leftOut": [pm_title(data, code) for code in explanation.pm],
    }


def _term(
    result: BudgetResult,
    other: BudgetResult,
    explanation: Explanation,
    term: Term,
    under: Term | None = None,
) -> dict[str, Any]:
    of = other if term.kind in THERE else result
    within = replace(explanation, figure=term.ref) if term.kind == "figure" else explanation
    return {
        "kind": camel(term.kind),
        "ref": outer_figure(term.ref) if term.kind in OF_A_FIGURE else term.ref,
        "title": term_title(of.data, term, of.choice),
        "amount": _amount(explanation, term.amount),
        "year": explanation.year if term.year is None else term.year,
        "times": term.times,
        "share": _share(explanation, term.share) if term.share else None,
        "parts": [_term(result, other, within, part, term) for part in term.parts],
        "next": _next(next_figure(result, explanation, term, under)),
    }


def _next(found: NextFigure | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "figure": outer_figure(found.figure),
        "year": found.year,
        "options": found.options,
        "of": found.of or "same",
    }


def _share(explanation: Explanation, share: Share) -> dict[str, Any]:
    return {
        "of": _amount(explanation, share.of),
        "weight": str(share.weight),
        "total": str(share.total),
        "cent": share.cent,
        "key": share.key or None,
        "participation": str(share.part),
    }


def _drawing(result: BudgetResult, drawing: Drawing) -> dict[str, Any]:
    """What was drawn: per estimate what it adds to the result at its worst, middle and best."""
    return {
        "count": drawing.count,
        "seed": drawing.seed,
        "place": drawing.place,
        "number": drawing.number,
        "estimates": [
            {
                "kind": each.kind,
                "ref": each.code,
                "title": unsure_title(result.data, each.kind, each.code),
                "shape": "triangle" if each.peaked else "even",
                "worst": euros_text(each.worst),
                "middle": euros_text(each.middle),
                "best": euros_text(each.best),
            }
            for each in drawing.estimates
        ],
    }


def _amount(explanation: Explanation, cents: int) -> str:
    return str(cents) if explanation.unit in COUNTED else euros_text(cents)
