"""Why a finding is there and what takes it away: a page, or for HTMX what goes into the popover."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.finding_reasons import find_finding
from budgets.sides import Side
from reports.access import Missing, Request, plan_for, scenario_for, version_for, year_for
from reports.finding_why import why
from reports.permissions import may_change
from reports.shell import page
from reports.sides import address_of

GONE = "Deze bevinding is er niet meer: wat er niet klopte, is intussen opgelost of veranderd."


@require_safe
def budget_finding(request: Request, region: str, plan: str, version: int | None = None) -> HttpResponse:
    if version is not None:
        fixed = version_for(request, region, plan, version)
        return _why(request, Side(fixed.plan, fixed))
    return _why(request, Side(plan_for(request, region, plan)))


@require_safe
def scenario_finding(
    request: Request, region: str, plan: str, scenario: str, version: int | None = None
) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    fixed = None if version is None else version_for(request, region, plan, version)
    return _why(request, Side(found.plan, fixed, found))


def _why(request: Request, side: Side) -> HttpResponse:
    result = side.result
    year = year_for(request.GET.get("jaar"), side.data, result.years[0])
    found = find_finding(result, request.GET.get("soort", ""), request.GET.get("over", ""), year)
    if found is None:
        raise Missing(GONE)
    may_switch = side.scenario is not None and may_change(request, side.scenario)
    context: dict[str, Any] = {"why": why(side, result, found, year, may_switch=may_switch)}
    if request.htmx:
        return render(request, "findings/_panel.html", context)
    context |= {
        "back": address_of(side),
        "back_title": side.words if side.version or side.scenario else "de begroting",
    }
    current = "versions" if side.version else "scenarios" if side.scenario else "budget"
    return page(request, "findings/why.html", context, plan=side.plan, current=current)
