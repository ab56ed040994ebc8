"""What the two pages about municipalities show."""

from dataclasses import replace
from typing import Any

from budgets.engine import BudgetData
from budgets.models import Scenario
from decisions.positions import positions_of
from reports.municipal.bars import Scale, net_amounts, net_chart
from reports.municipal.chosen import Chosen
from reports.municipal.key_panel import key_panel
from reports.municipal.lead import lead, lead_of
from reports.municipal.one import One
from reports.municipal.option_table import option_table
from reports.municipal.overview import multiples, tables, year_rows, year_totals
from reports.municipal.sheet import Sheet
from reports.municipal.words import NO_KEY, contribution_title, plan_key, weight
from reports.scenario_effect import full_year

CHART_HEIGHT = 150


def all_of_them(chosen: Chosen, sheet: Sheet, *, per_head: bool) -> dict[str, Any]:
    """``per_head`` asks for amounts per inhabitant, given where inhabitants are the key."""
    shown = replace(sheet, per_head=per_head and sheet.counts_heads)
    return _both(chosen, shown) | {
        "lead": lead(chosen, sheet.year),
        "tables": tables(replace(shown, marks_year=True)),
        "may_count_heads": sheet.counts_heads,
        "per_head": shown.per_head,
    }


def one_of_them(one: One) -> dict[str, Any]:
    chosen, sheet, code = one.chosen, one.sheet, one.municipality.code
    amounts = [cents for row in net_amounts(sheet.result, code) for cents in row]
    return _both(chosen, replace(sheet, marks_year=False)) | {
        "one": one,
        "municipality": one.municipality,
        "lead": lead_of(one),
        "chart": net_chart(chosen.here, code, Scale.of(amounts, CHART_HEIGHT), labelled=True),
        "key": key_panel(one),
        "options": option_table(one),
        "positions": [row for row in positions_of(chosen.plan).all() if row.party_code == code],
        "compared": chosen.here.slug != chosen.other.slug,
    }


def _both(chosen: Chosen, sheet: Sheet) -> dict[str, Any]:
    data = sheet.result.data
    return {
        "chosen": chosen,
        "year": sheet.year,
        "years": data.years,
        "municipalities": sorted(data.municipalities, key=lambda each: each.name),
        "scenarios": list(Scenario.objects.filter(plan=chosen.plan)),
        "why_year": _why_year(data, sheet.year, chosen.plan.current_year),
        "contribution_title": contribution_title(sheet.result),
        "query": chosen.query(sheet.year),
        "rows": year_rows(sheet),
        "totals": year_totals(sheet),
        "multiples": multiples(chosen, sheet),
        "no_key": "" if plan_key(data) else NO_KEY,
        **_weights(data, sheet),
    }


def _why_year(data: BudgetData, year: int, current: int | None) -> str:
    """Why a page opens in another year than the current one."""
    if year in (current, data.years[0]) or year != full_year(data):
        return ""
    return f"{year} is het eerste jaar waarin alle opties meetellen."


def _weights(data: BudgetData, sheet: Sheet) -> dict[str, str]:
    key = plan_key(data)
    titles = {"inhabitants": "Inwoners", "percentage": "Procent", "weights": "Delen"}
    return {
        "weight_title": titles.get(key.kind, "") if key else "",
        "weight_total": weight(key, sum(sheet.weights[sheet.year])),
    }
