"""Where a figure comes from: a page, or for HTMX what goes into the popover."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.engine import UnknownFigure
from budgets.sides import Side
from measures.models import Plan
from reports.access import Missing, Request, plan_for, scenario_for, version_for, year_for
from reports.came_from import came_from
from reports.history.words import told_changes
from reports.origin import Against, origin
from reports.shell import page
from reports.sides import address_of, side_for


@require_safe
def budget_origin(request: Request, region: str, plan: str, version: int | None = None) -> HttpResponse:
    if version is not None:
        fixed = version_for(request, region, plan, version)
        return _explain(request, Side(fixed.plan, fixed))
    found = plan_for(request, region, plan)
    changed = told_changes(found, request.GET.get("cijfer", ""), request.GET.get("jaar", ""))
    return _explain(request, Side(found), changed)


@require_safe
def scenario_origin(
    request: Request, region: str, plan: str, scenario: str, version: int | None = None
) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    fixed = None if version is None else version_for(request, region, plan, version)
    return _explain(request, Side(found.plan, fixed, found))


def _explain(request: Request, asked: Side, changed: str = "") -> HttpResponse:
    data = asked.data
    result = asked.result
    year = year_for(request.GET.get("jaar"), data, result.years[0])
    try:
        found = origin(result, request.GET.get("cijfer", ""), year, _against(request, asked))
    except UnknownFigure:
        raise Missing("Dit cijfer bestaat niet in deze begroting.") from None
    about = _about(asked.plan, found.figure) if found.split and not asked.version else []
    context = {"origin": found, "changed": changed, "about": about}
    if request.htmx:
        return render(request, "origin/_origin.html", context)
    back = came_from(request, asked.plan, data)
    context |= {
        "back": back.address if back else address_of(asked),
        "back_title": back.title if back else _title(asked),
        "came_from": back.query if back else "",
    }
    current = "versions" if asked.version else "scenarios" if asked.scenario else "budget"
    return page(request, "origin/origin.html", context, plan=asked.plan, current=current)


def _against(request: Request, asked: Side) -> Against:
    """What ``vergelijk`` names, or the same budget without a scenario."""
    key, same = request.GET.get("vergelijk", ""), Side(asked.plan, asked.version)
    other = side_for(request, asked.plan, key) if key else same
    return Against(other.result, f"{address_of(other)}herkomst/", other.words, other == same)


def _title(asked: Side) -> str:
    return asked.words if asked.version or asked.scenario else "de begroting"


def _about(plan: Plan, figure: str) -> list[tuple[str, str]]:
    """Where it stands by what is split, and who takes part."""
    args = [plan.region.slug, plan.slug]
    pages = [("Verdeelsleutels", reverse("keys", args=args))]
    if figure.endswith(".need"):
        pages.append(("Deelname", reverse("participation", args=args)))
    return pages
