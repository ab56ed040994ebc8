"""A budget as a workbook to take away."""

from django.http import HttpResponse
from django.utils import timezone

from budgets.actions.versions import version_data
from budgets.engine import compute, unchanged
from budgets.models import BudgetVersion, Scenario
from budgets.snapshot import budget_data
from budgets.version_wording import version_title
from measures.models import Plan
from reports.access import Request
from reports.workbook import About, Form, build_workbook

MEDIA_TYPES: dict[Form, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def about(
    plan: Plan, scenario: Scenario | None, *, author: str, address: str, version: BudgetVersion | None = None
) -> About:
    """What the workbook says of itself."""
    return About(
        region=plan.region.name,
        region_slug=plan.region.slug,
        plan=f"{version_data(version).title} · {version_title(version)}" if version else plan.title,
        plan_slug=plan.slug,
        scenario=scenario.name if scenario else None,
        revision=version.revision if version else plan.revision,
        moment=timezone.now(),
        author=author,
        address=address,
        version=version_title(version) if version else None,
    )


def workbook_response(
    request: Request,
    plan: Plan,
    scenario: Scenario | None = None,
    version: BudgetVersion | None = None,
    form: Form = "xlsx",
) -> HttpResponse:
    """The workbook of the plan or of a version of it, or of a scenario on that, as an attachment."""
    data = version_data(version) if version else budget_data(plan)
    author = request.user.display_name
    address = request.build_absolute_uri(request.path.removesuffix(f".{form}") + "/")
    if scenario:
        address = request.build_absolute_uri(request.path.removesuffix(f"begroting.{form}"))
    result = compute(data, scenario.choice) if scenario else unchanged(data)
    described = about(plan, scenario, author=author, address=address, version=version)
    content = build_workbook(result, described, form)
    parts = [f"versie-{version.number}"] if version else []
    parts += [scenario.slug] if scenario else []
    return attachment(content, "-".join(["begroting", plan.region.slug, plan.slug, *parts]), form)


def attachment(content: bytes, name: str, form: Form) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
