"""The budget in its printed layout, its filter and its workbook."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from budgets.engine import unchanged
from budgets.models import CostLine
from budgets.snapshot import budget_data
from reports.access import Request, plan_for, wants_part
from reports.budget_filter import LineFilter, dress
from reports.budget_page import budget_page, budget_part
from reports.download import workbook_response
from reports.shell import page


@require_safe
def budget(request: Request, region: str, plan: str) -> HttpResponse:
    """The whole page, or for HTMX the table and what changes with it."""
    found = plan_for(request, region, plan)
    data = budget_data(found)
    lines = LineFilter(request.GET, data, CostLine.objects.filter(plan=found))
    part = {"form": dress(lines.form)} | budget_part(unchanged(data), lines.codes(), found.current_year)
    part["clearable"] = bool(lines.address())
    if wants_part(request):
        answer = render(request, "budget/_answer.html", part)
        return push_url(answer, request.path + lines.address())
    context = part | budget_page(unchanged(data))
    return page(request, "budget/budget.html", context, plan=found, current="budget")


@require_safe
def budget_workbook(request: Request, region: str, plan: str) -> HttpResponse:
    return workbook_response(request, plan_for(request, region, plan))
