"""Where a figure comes from: a page, or for HTMX what goes into the popover."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.engine import BudgetResult, UnknownFigure, compute, unchanged
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.access import Missing, Request, plan_for, scenario_for, year_for
from reports.origin import origin
from reports.shell import page


@require_safe
def budget_origin(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    back = reverse("budget", args=[region, plan])
    return _explain(request, found, unchanged(budget_data(found)), back, "de begroting")


@require_safe
def scenario_origin(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    result = compute(budget_data(found.plan), found.choice)
    back = reverse("scenario", args=[region, plan, scenario])
    return _explain(request, found.plan, result, back, f"het scenario ‘{found.name}’")


def _explain(request: Request, plan: Plan, result: BudgetResult, back: str, back_title: str) -> HttpResponse:
    year = year_for(request.GET.get("jaar"), result.data, result.years[0])
    try:
        found = origin(result, request.GET.get("cijfer", ""), year)
    except UnknownFigure:
        raise Missing("Dit cijfer bestaat niet in deze begroting.") from None
    context = {"origin": found, "back": back, "back_title": back_title}
    if request.htmx:
        return render(request, "origin/_origin.html", context)
    current = "scenarios" if "/scenarios/" in back else "budget"
    return page(request, "origin/origin.html", context, plan=plan, current=current)
