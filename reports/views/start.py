"""Start: the plans of my regions."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect

from measures.models import Plan
from reports.access import Request, plan_for
from reports.overview import plan_card
from reports.shell import page


def start(request: Request) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user).annotate(scenario_count=Count("scenarios"))
    cards = [plan_card(plan, plan.scenario_count, request.user) for plan in plans]
    only = cards[0].plan if len(cards) == 1 else None
    return page(request, "start/start.html", {"cards": cards}, plan=only, current="start")


def plan_root(request: Request, region: str, plan: str) -> HttpResponse:
    plan_for(request, region, plan)
    return redirect("budget", region, plan)
