"""A result as plain data: what ``manage.py compute --json`` prints and the API answers.

Amounts are euros as text with two decimals, one per year in the order of ``years``.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from budgets.adjustment_wording import own_title
from budgets.choice_output import choice_as_data
from budgets.engine import (
    MUNICIPAL_FIGURES,
    Amounts,
    BudgetData,
    BudgetResult,
    fingerprint,
    settle,
    to_json,
    uncertainty,
    unchanged,
)
from budgets.engine.municipal_options import totals
from budgets.engine.result import OPTION_FIGURES
from budgets.engine.structural import FIGURES as STRUCTURAL_FIGURES
from budgets.engine.uncertainty import DRAWS
from budgets.finding_output import findings_as_data
from budgets.finding_wording import control_reason
from budgets.housing_output import settlement_as_data
from budgets.models import BudgetVersion
from budgets.outer_names import outer_figure
from budgets.output import camel, euros_text, known, per_year
from budgets.wording import figure_title, line_title

CURRENCY = "EUR"
FIGURES = ("costs", "income", "result", "savings_target", "result_after_target")
OF_OPTIONS = ("claimed", "realised", "shortfall", "offered")
KEYED_FIGURES = (
    "costs_by_priority",
    "costs_by_goal",
    "costs_by_cost_type",
    "income_by_stream",
    "savings_targets",
)
Part = Callable[[BudgetResult], Any]


def result_as_data(
    result: BudgetResult,
    scenario: str | None,
    version: int | None = None,
    parts: Iterable[str] | None = None,
) -> dict[str, Any]:
    """``parts`` are names of ``PARTS``; without, all but those that are only given when asked."""
    data = result.data
    chosen = [name for name in PARTS if name not in ON_REQUEST] if parts is None else parts
    return {
        "region": data.region,
        "plan": data.plan,
        "scenario": scenario,
        "version": version,
        "currency": CURRENCY,
        "years": list(result.years),
        **{name: PARTS[name](result) for name in chosen},
    }


def budget_as_data(data: BudgetData, version: BudgetVersion | None = None) -> dict[str, Any]:
    """A budget without options: its figures, and the budget itself as the engine writes it.

    Of a version ``budget`` is what was fixed, in the schema that it was stored in; in the
    canonical form (keys in order, no spaces, UTF-8) its SHA-256 is ``sha256``.
    """
    text = version.data_json if version else to_json(data)
    about = (
        {
            "number": version.number,
            "name": version.name,
            "kind": version.kind,
            "amendment": version.amendment,
            "decidedOn": version.decided_on.isoformat(),
            "decision": version.decision,
        }
        if version
        else None
    )
    figures = result_as_data(unchanged(data), None, version.number if version else None)
    return figures | {
        "fixed": about,
        "sha256": version.sha256 if version else fingerprint(data),
        "budget": json.loads(text),
    }


def _figure(name: str) -> Part:
    return lambda result: per_year(result.figure(name))


def _keyed(name: str) -> Part:
    def of(result: BudgetResult) -> list[dict[str, Any]]:
        figures: Mapping[str, Amounts] = getattr(result, name)
        return [
            {"code": key, "title": figure_title(result.data, f"{name}.{key}"), "amounts": per_year(amounts)}
            for key, amounts in figures.items()
        ]

    return of


def _structural(result: BudgetResult) -> dict[str, Any]:
    return {camel(name): per_year(result.figure(name)) for name in STRUCTURAL_FIGURES}


def _options(result: BudgetResult) -> list[dict[str, Any]]:
    """``claimed`` is what its proposer wrote, on or off."""
    return [
        {
            "code": option.code,
            "title": result.data.option(option.code).title,
            "on": option.on,
            **{name: per_year(getattr(option, name)) for name in OPTION_FIGURES},
        }
        for option in result.options
    ]


def _adjustments(result: BudgetResult) -> list[dict[str, Any]]:
    """What each was to do to the result, does, and what of it cannot be."""
    return [
        {
            "code": each.adjustment.code,
            "title": own_title(result.data, result.choice, each.adjustment.code),
            **{name: per_year(getattr(each, name)) for name in OPTION_FIGURES},
        }
        for each in result.adjustments
    ]


def _coverage(result: BudgetResult) -> dict[str, Any]:
    coverage = result.coverage
    return {
        "asked": per_year(coverage.asked),
        "lacking": per_year(coverage.lacking),
        "streams": [
            {"code": stream.code, "title": stream.title}
            | {name: per_year(amounts) for name, amounts in coverage.figures(stream.code).items()}
            for stream in result.data.streams
        ],
    }


def _municipalities(result: BudgetResult) -> list[dict[str, Any]]:
    return [
        {"code": each.code, "title": each.name}
        | {camel(name): per_year(result.allocation.figure(each.code, name)) for name in MUNICIPAL_FIGURES}
        for each in result.data.municipalities
    ]


def _municipal_totals(result: BudgetResult) -> dict[str, Any] | None:
    """None where the budget is not split over municipalities."""
    if not result.data.municipalities:
        return None
    return {camel(name): per_year(totals(result, name)) for name in MUNICIPAL_FIGURES}


def _memorandum(result: BudgetResult) -> dict[str, Any]:
    """What no total counts: the p.m. items, and between what the result lies with their estimates.

    An item costs between ``low`` and ``high`` euros per year; None is no estimate.
    """
    nothing = (None,) * len(result.years)
    return {
        "leftOut": list(result.pm_counts()),
        "resultAfterTargetLow": per_year(result.result_after_target_low),
        "resultAfterTargetHigh": per_year(result.result_after_target_high),
        "items": [
            {
                "code": item.code,
                "title": item.title,
                "proMemorie": list(item.pm),
                "municipality": item.municipality or None,
                "low": known(item.low or nothing),
                "likely": known(item.likely or nothing),
                "high": known(item.high or nothing),
            }
            for item in result.data.memorandum_items
        ],
    }


def _uncertainty(result: BudgetResult) -> dict[str, Any]:
    """Of the result after target, with what is estimated drawn ``draws`` times: euros, and a count of draws.

    Nine in ten draws lie from ``p5`` to ``p95``; ``negative`` is how many lie below zero.
    """
    found, nothing = uncertainty(result), (None,) * len(result.years)
    return {
        "draws": DRAWS,
        "p5": per_year(found.low),
        "p50": per_year(found.median),
        "p95": per_year(found.high),
        "negative": list(found.negative),
        "streams": [
            {"code": stream.code, "title": stream.title}
            | {side: known(getattr(stream, side) or nothing) for side in ("low", "likely", "high")}
            for stream in result.data.streams
            if stream.low
        ],
    }


def _controls(result: BudgetResult) -> list[dict[str, Any]]:
    """The printed totals of the source beside ours."""
    return [
        {
            "figure": outer_figure(check.control.figure),
            "title": figure_title(result.data, check.control.figure),
            "year": check.control.year,
            "source": check.control.source,
            "printed": euros_text(check.control.amount),
            "computed": euros_text(check.ours),
            "difference": euros_text(check.difference),
            "tolerance": euros_text(check.tolerance),
            "verdict": check.verdict,
            "reason": control_reason(check),
        }
        for check in result.control_checks
    ]


def _lines(result: BudgetResult) -> list[dict[str, Any]]:
    """After indexation, adjustments and options; None where the budget has nothing, or p.m."""
    never = (False,) * len(result.years)
    return [
        {
            "code": line.code,
            "title": line_title(result.data, line.code),
            "amounts": known(
                cents if budgeted is not None or cents else None
                for cents, budgeted in zip(amounts, line.amounts, strict=True)
            ),
            "proMemorie": list(line.pm or never),
        }
        for line, amounts in zip(result.data.lines, result.line_amounts.T.tolist(), strict=True)
    ]


PARTS: dict[str, Part] = {
    "choice": lambda result: choice_as_data(result.data, result.choice),
    **{camel(name): _figure(name) for name in FIGURES},
    "memorandum": _memorandum,
    "structural": _structural,
    "uncertainty": _uncertainty,
    **{camel(name): _keyed(name) for name in KEYED_FIGURES},
    "coverage": _coverage,
    "municipalities": _municipalities,
    "municipalTotals": _municipal_totals,
    "housingSettlement": lambda result: settlement_as_data(settle(result.data, result.choice)),
    **{name: _figure(name) for name in OF_OPTIONS},
    "options": _options,
    "adjustments": _adjustments,
    "findings": findings_as_data,
    "controlTotals": _controls,
    "lines": _lines,
}
ON_REQUEST = ("lines",)
"""There may be ten thousand of them."""
