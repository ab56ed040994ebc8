"""A result as plain data for the command line: euros as text with two decimals."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from budgets.engine import (
    MUNICIPAL_FIGURES,
    Amounts,
    BudgetData,
    BudgetResult,
    HousingResult,
    fingerprint,
    settle,
    to_json,
    uncertainty,
    unchanged,
)
from budgets.engine.money import decimal_from_cents
from budgets.engine.structural import FIGURES as STRUCTURAL_FIGURES
from budgets.engine.uncertainty import DRAWS
from budgets.finding_wording import control_reason, finding_message
from budgets.models import BudgetVersion

FIGURES = ("costs", "income", "result", "savings_target", "result_after_target")
KEYED_FIGURES = ("costs_by_priority", "costs_by_goal", "costs_by_cost_type", "income_by_stream")


def euros_text(cents: int) -> str:
    """7237035 as "72370.35"."""
    return str(decimal_from_cents(cents))


def result_as_data(result: BudgetResult, scenario: str | None, version: int | None = None) -> dict[str, Any]:
    """What ``manage.py compute --json`` prints."""
    data = result.data
    return {
        "region": data.region,
        "plan": data.plan,
        "scenario": scenario,
        "version": version,
        "years": list(result.years),
        **{name: _per_year(result.figure(name)) for name in FIGURES},
        "memorandum": _memorandum(result),
        "structural": {name: _per_year(result.figure(name)) for name in STRUCTURAL_FIGURES},
        "uncertainty": _uncertainty(result),
        **{name: _keyed(getattr(result, name)) for name in KEYED_FIGURES},
        "coverage": {
            stream.code: {
                name: _per_year(amounts) for name, amounts in result.coverage.figures(stream.code).items()
            }
            for stream in data.streams
        },
        "municipalities": {
            each.code: {"name": each.name}
            | {name: _per_year(result.allocation.figure(each.code, name)) for name in MUNICIPAL_FIGURES}
            for each in data.municipalities
        },
        "housing_settlement": _housing(settle(data, result.choice)),
        "options": [
            {
                "code": option.code,
                "on": option.on,
                "claimed": _per_year(option.claimed),
                "realised": _per_year(option.realised),
            }
            for option in result.options
        ],
        "findings": [
            {
                "code": finding.code,
                "subject": finding.subject,
                "message": finding_message(data, finding, result.choice),
                "years": list(finding.years),
                "amount": None if finding.amount is None else euros_text(finding.amount),
            }
            for finding in result.findings
        ],
        "control_totals": [
            {
                "figure": check.control.figure,
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
        ],
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
            "decided_on": version.decided_on.isoformat(),
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


def _memorandum(result: BudgetResult) -> dict[str, Any]:
    """What no total counts: the p.m. items, and between what the result lies with their estimates.

    An item costs between ``low`` and ``high`` euros per year; None is no estimate.
    """
    return {
        "result_after_target_low": _per_year(result.result_after_target_low),
        "result_after_target_high": _per_year(result.result_after_target_high),
        "items": {
            item.code: {
                "title": item.title,
                "pm": list(item.pm),
                "municipality": item.municipality or None,
                "low": _known(item.low or (None,) * len(result.years)),
                "high": _known(item.high or (None,) * len(result.years)),
                "likely": _known(item.likely or (None,) * len(result.years)),
            }
            for item in result.data.memorandum_items
        },
    }


def _uncertainty(result: BudgetResult) -> dict[str, Any]:
    """Of the result after target, with what is estimated drawn ``draws`` times: euros, and a count of draws.

    Nine in ten draws lie from ``p5`` to ``p95``; ``negative`` is how many lie below zero.
    """
    found = uncertainty(result)
    return {
        "draws": DRAWS,
        "p5": _per_year(found.low),
        "p50": _per_year(found.median),
        "p95": _per_year(found.high),
        "negative": list(found.negative),
        "streams": {
            stream.code: {side: _known(getattr(stream, side)) for side in ("low", "likely", "high")}
            for stream in result.data.streams
            if stream.low
        },
    }


def _housing(result: HousingResult | None) -> dict[str, Any] | None:
    """Places per year, cumulative, and euros; None is no member, not filled in, or not settled."""
    if result is None:
        return None
    return {
        "amount_per_place": _known(result.amount_per_place),
        "settled": list(result.settled),
        "pot": _known(result.pot),
        "stays": _known(result.stays),
        "kinds": {
            kind.code: {"title": kind.title, "agreed": kind.agreed, "start": kind.start}
            for kind in result.housing.kinds
        },
        "municipalities": {
            each.code: {
                "name": each.name,
                "target": list(result.target[each.code]),
                "realised": list(result.realised[each.code]),
                "short": list(result.short[each.code]),
                "paid_in": _known(result.paid_in[each.code]),
                "paid_out": _known(result.paid_out[each.code]),
                "kinds": {code: asdict(places) for code, places in result.kinds[each.code].items()},
            }
            for each in result.data.municipalities
        },
    }


def _known(amounts: Iterable[int | None]) -> list[str | None]:
    return [None if cents is None else euros_text(cents) for cents in amounts]


def _per_year(amounts: Amounts) -> list[str]:
    return [euros_text(cents) for cents in amounts]


def _keyed(figures: Mapping[str, Amounts]) -> dict[str, list[str]]:
    return {key: _per_year(amounts) for key, amounts in figures.items()}
