"""Findings as plain data for programs."""

from typing import Any

from budgets.engine import BudgetResult, Finding, amounts_of
from budgets.finding_reasons import OF_CONTROL_TOTALS, reason_of, severity_of
from budgets.finding_wording import finding_message
from budgets.outer_names import outer_figure
from budgets.output import camel, euros_text
from budgets.wording import figure_title


def findings_as_data(result: BudgetResult) -> list[dict[str, Any]]:
    """``amount`` is euros in each of the years; None where it is not about an amount."""
    return [finding_as_data(result, finding) for finding in result.findings]


def finding_as_data(result: BudgetResult, finding: Finding) -> dict[str, Any]:
    return {
        "code": camel(finding.code),
        "severity": severity_of(finding),
        "subject": _subject(finding),
        "message": finding_message(result.data, finding, result.choice),
        "years": list(finding.years),
        "amount": None if finding.amount is None else euros_text(finding.amount),
    }


def _subject(finding: Finding) -> str:
    """A printed total is about a figure, any other finding about a code."""
    return outer_figure(finding.subject) if finding.code in OF_CONTROL_TOTALS else finding.subject


def reason_as_data(result: BudgetResult, finding: Finding) -> dict[str, Any]:
    """By which rule and from which figures, in the first year of the finding, and what takes it away."""
    reason, year = reason_of(result, finding), finding.years[0]
    place = result.data.year_index[year]
    amounts = {figure: amounts_of(result, figure)[place] for figure in reason.figures}
    return {
        "rule": reason.rule,
        "figures": [
            {
                "figure": outer_figure(figure),
                "title": figure_title(result.data, figure, result.choice),
                "year": year,
                "amount": euros_text(cents),
            }
            for figure, cents in amounts.items()
            if cents is not None
        ],
        "remedies": [
            {"words": each.words, "to": each.to, "subject": each.ref or None} for each in reason.remedies
        ],
    }
