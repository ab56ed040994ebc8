"""Which stream pays what, and how far each of them reaches."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.engine import compute, unchanged
from budgets.snapshot import budget_data
from municipalities.rights import Right
from reports.access import Request, plan_for, scenario_for
from reports.funding.figures import context
from reports.shell import page


@require_safe
def funding(request: Request, region: str, plan: str) -> HttpResponse:
    """Of the budget as it stands, or under the scenario that is asked for."""
    slug = request.GET.get("scenario", "").replace("\0", " ")  # PostgreSQL does not take it
    if slug:
        scenario = scenario_for(request, region, plan, slug)
        found = scenario.plan
        found.role = scenario.role
        result = compute(budget_data(found), scenario.choice)
        at = reverse("scenario", args=[region, plan, slug])
    else:
        scenario, found = None, plan_for(request, region, plan)
        result = unchanged(budget_data(found))
        at = reverse("budget", args=[region, plan])
    shown = context(result, at, found.current_year or found.years[0]) | {
        "scenario": scenario,
        "scenarios": found.scenarios.all(),
        "may_edit": request.user.has_perm(Right.STREAMS, found),
    }
    return page(request, "funding/funding.html", shown, plan=found, current="funding")
