"""A choice as plain data for programs: exact numbers as text, everything by its code."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgets.engine import Adjustment, BudgetData, Choice, TargetChange
from budgets.output import euros_text

DECIMALS = 10


def exact_text(value: Fraction) -> str:
    """5/2 as "2.5"; as a fraction where ten decimals do not say it all."""
    if 10**DECIMALS % value.denominator:
        return str(value)
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize() + 0:f}"


def choice_as_data(data: BudgetData, choice: Choice) -> dict[str, Any]:
    """Everything in the order of its codes, so that equal choices look the same."""
    kinds = sorted({kind for kind, _ in choice.indexation} | {kind for kind, _, _ in choice.index_years})
    return {
        "options": sorted(choice.on),
        "levels": _levels(data, choice),
        "indexation": [_indexation(choice, kind) for kind in kinds],
        "adjustments": [_adjustment(each) for each in choice.adjustments],
        "targetChanges": [_target_change(data, each) for each in choice.targets],
        "lastYears": [{"municipality": code, "lastYear": year} for code, year in choice.ends],
        "shareFallsAway": choice.share_falls_away,
    }


def _levels(data: BudgetData, choice: Choice) -> list[dict[str, Any]]:
    """Of every option that has levels, also where nobody chose: then its first."""
    parts = {each.code: each.first_part for each in data.options if each.levels} | dict(choice.parts)
    return [
        {"option": code, "level": _level(data, code, part), "part": exact_text(part)}
        for code, part in sorted(parts.items())
    ]


def _level(data: BudgetData, code: str, part: Any) -> str | None:
    levels = data.option(code).levels if code in data.option_index else ()
    return next((level.code for level in levels if level.part == part), None)


def _indexation(choice: Choice, kind: str) -> dict[str, Any]:
    years = [(year, rate) for of, year, rate in choice.index_years if of == kind]
    return {
        "costType": kind,
        "percentage": exact_text(dict(choice.indexation).get(kind, Fraction())),
        "years": [{"year": year, "percentage": exact_text(rate)} for year, rate in years],
    }


def _adjustment(each: Adjustment) -> dict[str, Any]:
    return {
        "code": each.code,
        "line": each.line or None,
        "stream": each.stream or None,
        "firstYear": each.first_year,
        "change": None if each.change is None else euros_text(each.change),
        "percentage": None if each.percentage is None else exact_text(each.percentage),
        "reason": each.reason,
    }


def _target_change(data: BudgetData, change: TargetChange) -> dict[str, Any]:
    return {
        "target": change.target,
        "percentage": None if change.percentage is None else exact_text(change.percentage),
        "amounts": [
            {"year": data.years[0] + place, "amount": euros_text(cents)}
            for place, cents in enumerate(change.amounts)
        ],
    }
