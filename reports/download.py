"""A budget as a workbook to take away."""

from django.http import HttpResponse
from django.utils import timezone

from budgets.engine import compute, unchanged
from budgets.models import Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.access import Request
from reports.workbook import About, build_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def about(plan: Plan, scenario: Scenario | None, *, author: str, address: str) -> About:
    """What the workbook says of itself."""
    return About(
        region=plan.region.name,
        plan=plan.title,
        scenario=scenario.name if scenario else None,
        revision=plan.revision,
        moment=timezone.now(),
        author=author,
        address=address,
    )


def workbook_response(request: Request, plan: Plan, scenario: Scenario | None = None) -> HttpResponse:
    """The workbook of the plan, or of a scenario on it, as an attachment."""
    data = budget_data(plan)
    author = request.user.get_full_name() or request.user.get_username()
    address = request.build_absolute_uri(request.path.removesuffix("begroting.xlsx"))
    result = compute(data, scenario.choice) if scenario else unchanged(data)
    content = build_workbook(result, about(plan, scenario, author=author, address=address))
    name = "-".join(["begroting", plan.region.slug, plan.slug, *([scenario.slug] if scenario else [])])
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
