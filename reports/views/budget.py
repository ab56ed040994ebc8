"""The budget in its printed layout, its filter, and the files of it."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from budgets.actions.versions import version_data
from budgets.engine import BudgetData, unchanged
from budgets.history import amount_changes
from budgets.imports.mark import Mark
from budgets.models import BudgetVersion, CostLine
from budgets.result_output import budget_as_data
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.access import Request, plan_for, version_for, wants_part
from reports.budget_filter import LineFilter, dress
from reports.budget_page import budget_page, budget_part
from reports.download import workbook_response
from reports.fixed_version import FixedLineFilter, shown_version
from reports.lines_csv import CSV, lines_csv
from reports.shell import page
from reports.workbook import Form


@require_safe
def budget(request: Request, region: str, plan: str, version: int | None = None) -> HttpResponse:
    """The whole page, or for HTMX the table and what changes with it; of a version where one is asked."""
    fixed = None if version is None else version_for(request, region, plan, version)
    found = plan_for(request, region, plan) if fixed is None else fixed.plan
    data = budget_data(found) if fixed is None else version_data(fixed)
    of_version = FixedLineFilter if fixed else LineFilter
    lines = of_version(request.GET, data, CostLine.objects.filter(plan=found))
    part = {"form": dress(lines.form)} | budget_part(
        unchanged(data), lines.codes(), found.current_year, lines.address().removeprefix("?")
    )
    part["clearable"] = bool(lines.address())
    if wants_part(request):
        answer = render(request, "budget/_answer.html", part)
        return push_url(answer, request.path + lines.address())
    changed = amount_changes(found, None if fixed is None else fixed.revision)
    context = part | budget_page(unchanged(data), changed.count())
    if fixed is None:
        return page(request, "budget/budget.html", context, plan=found, current="budget")
    context |= shown_version(fixed) | {"scenarios": found.scenarios.all()}
    return page(request, "versions/budget.html", context, plan=found, current="versions")


@require_safe
def budget_workbook(
    request: Request, region: str, plan: str, version: int | None = None, form: Form = "xlsx"
) -> HttpResponse:
    if version is None:
        return workbook_response(request, plan_for(request, region, plan), form=form)
    fixed = version_for(request, region, plan, version)
    return workbook_response(request, fixed.plan, version=fixed, form=form)


@require_safe
def budget_json(request: Request, region: str, plan: str, version: int | None = None) -> JsonResponse:
    """The figures and the budget itself, to take away."""
    found, data, fixed = _asked(request, region, plan, version)
    return JsonResponse(
        budget_as_data(data, fixed),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers=_attached(found, fixed, "json"),
    )


@require_safe
def budget_csv(request: Request, region: str, plan: str, version: int | None = None) -> HttpResponse:
    """The cost lines, to take away; with ``?bom=1`` for a spreadsheet."""
    found, data, fixed = _asked(request, region, plan, version)
    mark = Mark(found.region.slug, found.slug, fixed.revision if fixed else found.revision)
    content = lines_csv(data, mark, for_spreadsheet=request.GET.get("bom") == "1")
    return HttpResponse(content, content_type=CSV, headers=_attached(found, fixed, "csv"))


def _asked(
    request: Request, region: str, plan: str, version: int | None
) -> tuple[Plan, BudgetData, BudgetVersion | None]:
    """The working budget, or the version that is asked."""
    if version is None:
        found = plan_for(request, region, plan)
        return found, budget_data(found), None
    fixed = version_for(request, region, plan, version)
    return fixed.plan, version_data(fixed), fixed


def _attached(plan: Plan, fixed: BudgetVersion | None, extension: str) -> dict[str, str]:
    """Headers of a file, with its name."""
    name = f"begroting-{plan.region.slug}-{plan.slug}" + (f"-versie-{fixed.number}" if fixed else "")
    return {"Content-Disposition": f'attachment; filename="{name}.{extension}"'}
