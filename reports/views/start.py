"""Start: the plans of my regions."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect

from measures.models import Plan
from municipalities.models import Region
from reports.access import Request, plan_for
from reports.overview import plan_card, region_cards
from reports.shell import page


def start(request: Request) -> HttpResponse:
    """The menu of the one plan or the one region; who has more chooses here."""
    found = Plan.objects.visible_to(request.user).annotate(scenario_count=Count("scenarios"))
    plans = [plan_card(plan, plan.scenario_count, request.user) for plan in found]
    regions = [
        region_cards(region, plans, request.user) for region in Region.objects.visible_to(request.user)
    ]
    only = regions[0] if len(regions) == 1 else None
    return page(
        request,
        "start/start.html",
        {"regions": regions},
        plan=plans[0].plan if only and len(plans) == 1 else None,
        region=only.region if only else None,
        current="start",
    )


def plan_root(request: Request, region: str, plan: str) -> HttpResponse:
    plan_for(request, region, plan)
    return redirect("budget", region, plan)
