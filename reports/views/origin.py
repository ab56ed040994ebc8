"""Where a figure comes from: a page, or for HTMX what goes into the popover."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.actions.versions import version_data
from budgets.engine import BudgetResult, UnknownFigure, compute, unchanged
from budgets.snapshot import budget_data
from budgets.version_wording import version_title
from measures.models import Plan
from reports.access import Missing, Request, plan_for, scenario_for, version_for, year_for
from reports.history.words import told_changes
from reports.origin import origin
from reports.shell import page


@require_safe
def budget_origin(request: Request, region: str, plan: str, version: int | None = None) -> HttpResponse:
    if version is None:
        found = plan_for(request, region, plan)
        back = reverse("budget", args=[region, plan])
        changed = told_changes(found, request.GET.get("cijfer", ""), request.GET.get("jaar", ""))
        return _explain(request, found, unchanged(budget_data(found)), back, "de begroting", changed)
    fixed = version_for(request, region, plan, version)
    back = reverse("version_budget", args=[region, plan, version])
    return _explain(request, fixed.plan, unchanged(version_data(fixed)), back, version_title(fixed))


@require_safe
def scenario_origin(
    request: Request, region: str, plan: str, scenario: str, version: int | None = None
) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    title = f"het scenario ‘{found.name}’"
    if version is None:
        result = compute(budget_data(found.plan), found.choice)
        back = reverse("scenario", args=[region, plan, scenario])
        return _explain(request, found.plan, result, back, title)
    fixed = version_for(request, region, plan, version)
    result = compute(version_data(fixed), found.choice)
    back = reverse("version_scenario", args=[region, plan, version, scenario])
    return _explain(request, found.plan, result, back, f"{title} op {version_title(fixed)}")


def _explain(
    request: Request, plan: Plan, result: BudgetResult, back: str, back_title: str, changed: str = ""
) -> HttpResponse:
    year = year_for(request.GET.get("jaar"), result.data, result.years[0])
    try:
        found = origin(result, request.GET.get("cijfer", ""), year)
    except UnknownFigure:
        raise Missing("Dit cijfer bestaat niet in deze begroting.") from None
    context = {"origin": found, "back": back, "back_title": back_title, "changed": changed}
    if request.htmx:
        return render(request, "origin/_origin.html", context)
    current = "versions" if "/versies/" in back else "scenarios" if "/scenarios/" in back else "budget"
    return page(request, "origin/origin.html", context, plan=plan, current=current)
