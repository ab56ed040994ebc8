"""The table of measures: looked at, typed in, and kept up to date."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url

from budgets.actions.amounts import save_amounts
from budgets.engine import unchanged
from budgets.models import CostLine
from budgets.snapshot import budget_data
from measures.models import Measure, Plan
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Missing, Request, plan_for, wants_part
from reports.budget_filter import LineFilter, dress, plain
from reports.grid.exchange import cells_in, others_out, outcomes_out, revision_in
from reports.grid.since import changed_since
from reports.grid.table import Grid
from reports.grid.totals import totals
from reports.shell import page

NO_LONGER = "Niet bewaard. Met uw rol kunt u bedragen alleen bekijken. Vraag een financieel adviseur."
READ_ONLY = "U kunt de bedragen bekijken. Wijzigen kan een financieel adviseur of beheerder van de regio."


@require_safe
def measures(request: Request, region: str, plan: str) -> HttpResponse:
    """The whole page, or for HTMX the table that a filter leaves."""
    found = plan_for(request, region, plan)
    part = _part(request, found)
    if wants_part(request):
        answer = render(request, "grid/_answer.html", part)
        return push_url(answer, request.path + part["address"])
    return page(request, "grid/measures.html", part, plan=found, current="measures")


def says_why(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is denied to the script of the page is said in JSON: it has a place for a sentence, not a page."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except PermissionDenied as denied:
            return JsonResponse({"message": str(denied)}, status=403)
        except Missing as missing:
            return JsonResponse({"message": f"Niet bewaard. {missing}"}, status=404)

    return answer


@require_POST
@says_why
def amounts(request: Request, region: str, plan: str) -> HttpResponse:
    """Saves a cell or a pasted block, and tells what else moved."""
    found = plan_for(request, region, plan)
    if not _may_change(request, found):
        raise PermissionDenied(NO_LONGER)
    try:
        cells = cells_in(request.POST.get("cellen", ""))
    except Refused as refused:
        return JsonResponse({"message": refused.message}, status=400)
    known = revision_in(request.POST.get("revisie"))
    outcome = save_amounts(plan=found, cells=cells, by=request.user)
    before = outcome.revision - 1 if outcome.changed else outcome.revision
    since = changed_since(found, known, upto=before) if 0 < known < before else None
    found.revision = outcome.revision
    return JsonResponse(
        {
            "cells": outcomes_out(outcome.cells),
            "totals": totals(unchanged(budget_data(found))),
            "revision": outcome.revision,
        }
        | (others_out(since, request.user) if since else {"others": [], "reload": False})
    )


@require_safe
def amounts_since(request: Request, region: str, plan: str) -> HttpResponse:
    """What changed since the revision that a page knows; 204 where nothing did."""
    found = plan_for(request, region, plan)
    known = revision_in(request.GET.get("revisie"))
    if known == found.revision:
        return HttpResponse(status=204)
    since = changed_since(found, known, upto=found.revision)
    answer = {"totals": totals(unchanged(budget_data(found))), "revision": found.revision}
    return JsonResponse(answer | others_out(since, request.user))


def _part(request: Request, plan: Plan) -> dict[str, Any]:
    """The table with its filter."""
    data = budget_data(plan)
    lines = LineFilter(request.GET, data, CostLine.objects.filter(plan=plan))
    chosen = lines.codes()
    unfilled = _without_lines(plan, lines.form.cleaned_data)
    may_edit_measures, may_change = request.user.has_perm(Right.MEASURES, plan), _may_change(request, plan)
    total = f"{len(data.lines)} {'regel' if len(data.lines) == 1 else 'regels'}"
    return {
        "form": dress(lines.form),
        "address": lines.address(),
        "clearable": bool(lines.address()),
        "years": data.years,
        "current_year": plan.current_year,
        "bodies": Grid(
            plan, unchanged(data), chosen, unfilled, may_add=may_edit_measures, asked=not may_change
        ).html(),
        "nothing_found": chosen is not None and not chosen and not unfilled,
        "count": total if chosen is None else f"{len(chosen)} van {total}",
        "has_lines": bool(data.lines),
        "may_change": may_change,
        "may_not_change": READ_ONLY,
        "may_edit_measures": may_edit_measures,
        "plan": plan,
    }


def _without_lines(plan: Plan, asked: dict[str, Any]) -> list[Measure]:
    """The measures that a line was never added to, as far as the filter is about what they have."""
    if asked.get("prioriteit") or asked.get("soort"):
        return []
    found = Measure.objects.filter(plan=plan, cost_lines=None).select_related("goal")
    goal, words = asked.get("doel"), plain(asked.get("q") or "").split()
    return [
        measure
        for measure in found
        if goal in ("", None, measure.goal.code)
        and all(word in plain(f"{measure.title} {measure.note} {measure.goal.title}") for word in words)
    ]


def _may_change(request: Request, plan: Plan) -> bool:
    return any(request.user.has_perm(right, plan) for right in (Right.AMOUNTS, Right.STREAMS))
