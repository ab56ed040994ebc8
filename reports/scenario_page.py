"""The context of the scenario page, and of its part that a switch or another year changes."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, BudgetResult, compute
from budgets.models import Scenario
from budgets.snapshot import budget_data
from decisions.following import shown_by
from decisions.positions import Positions, positions_of
from reports.certainty.tab import certainty, certainty_charts
from reports.charts import chart_data, waterfall_rows
from reports.municipal.tab import municipal_table
from reports.scenario_adjustments import adjustments
from reports.scenario_effect import effect
from reports.scenario_levels import level_said
from reports.scenario_options import option_cells, options, sum_cells

MOST_NAMED = 3
ON_OR_OFF = {True: "aan", False: "uit"}


def scenario_part(
    scenario: Scenario,
    year: int,
    switched: Mapping[str, bool] | None = None,
    *,
    undone: bool = False,
    levels: Mapping[str, str] | None = None,
    data: BudgetData | None = None,
) -> dict[str, Any]:
    """The answer to a switch: the whole state as it now stands, whoever changed it."""
    result = compute(budget_data(scenario.plan) if data is None else data, scenario.choice)
    return _effect(scenario, result, year, data is None) | {
        "option_cells": option_cells(result),
        "sums": sum_cells(result),
        "saved": _level_saved(result, levels)
        if levels
        else ""
        if switched is None
        else _saved(result, switched, undone),
    }


def scenario_page(scenario: Scenario, year: int, data: BudgetData | None = None) -> dict[str, Any]:
    """On the working budget, or on ``data``."""
    result = compute(budget_data(scenario.plan) if data is None else data, scenario.choice)
    positions = positions_of(scenario.plan) if data is None else Positions()
    own = {
        "scenario": scenario,
        "options": options(result, positions),
        "own": adjustments(scenario, result, working=data is None),
    }
    return _effect(scenario, result, year, data is None) | own


def _effect(scenario: Scenario, result: BudgetResult, year: int, working: bool) -> dict[str, Any]:
    """The pages of municipalities are of the working budget: a fixed version has no link to them."""
    plan = scenario.plan
    pages = reverse("municipalities", args=[plan.region.slug, plan.slug]) if working else ""
    query = f"?scenario={scenario.slug}&jaar={year}"
    estimates = reverse("streams", args=[plan.region.slug, plan.slug]) if working else ""
    return {
        "municipal": municipal_table(result, year, pages, query),
        "shown_by": shown_by(scenario) if working else "",
        "current_year": scenario.plan.current_year,
        "result": result,
        "effect": effect(result, year),
        "steps": waterfall_rows(result, year),
        "charts": chart_data(result, year) | certainty_charts(result, year),
        "certainty": certainty(result, year, estimates),
    }


def _level_saved(result: BudgetResult, levels: Mapping[str, str]) -> str:
    said = [level_said(result.data.option(code), level) for code, level in levels.items()]
    return f"Bewaard: {enumeration(said)}"


def _saved(result: BudgetResult, switched: Mapping[str, bool], undone: bool) -> str:
    """What was saved: "Bewaard: Pak Aan staat aan", or "Ongedaan gemaakt: Pak Aan staat weer uit"."""
    if not switched:
        return "Er was niets te wijzigen"
    start, again = ("Ongedaan gemaakt", " weer") if undone else ("Bewaard", "")
    if len(switched) >= len(result.options) > MOST_NAMED and len(set(switched.values())) == 1:
        return f"{start}: alle opties staan{again} {ON_OR_OFF[next(iter(switched.values()))]}"
    if len(switched) > MOST_NAMED:
        return f"{start}: {len(switched)} opties"
    titles = {option.code: option.title for option in result.data.options}
    changes = [f"{titles.get(code, code)} staat{again} {ON_OR_OFF[on]}" for code, on in switched.items()]
    return f"{start}: {enumeration(changes)}"
