"""Two to four side by side: the page, and its files."""

from urllib.parse import quote

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from budgets.comparison_output import comparison_as_data
from reports.access import Request
from reports.compare.asked import all_there, asked, with_one_more
from reports.compare.page import choosing, comparison_page
from reports.download import about, attachment
from reports.shell import page
from reports.workbook import Form
from reports.workbook.side_by_side import build_side_by_side


@require_safe
def compare(request: Request, region: str, plan: str) -> HttpResponse:
    """What is gone is said above the rest, with the status of what is not found."""
    found = asked(request, region, plan)
    if address := with_one_more(request, found):
        return redirect(address)
    context = choosing(found) | (comparison_page(found) if found.enough else {})
    context["mail_body"] = quote(request.build_absolute_uri())
    answer = page(request, "compare/compare.html", context, plan=found.plan, current="scenarios")
    answer.status_code = 404 if found.gone else 200
    return answer


@require_safe
def compare_workbook(request: Request, region: str, plan: str, form: Form = "xlsx") -> HttpResponse:
    found = all_there(request, region, plan)
    author = request.user.display_name
    address = request.build_absolute_uri().replace(f"vergelijken.{form}", "vergelijken/")
    described = about(found.plan, None, author=author, address=address)
    content = build_side_by_side(found.sides, described, form)
    return attachment(content, f"vergelijking-{found.plan.region.slug}-{found.plan.slug}", form)


@require_safe
def compare_json(request: Request, region: str, plan: str) -> JsonResponse:
    found = all_there(request, region, plan)
    name = f"vergelijking-{found.plan.region.slug}-{found.plan.slug}.json"
    return JsonResponse(
        comparison_as_data(found.sides),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
