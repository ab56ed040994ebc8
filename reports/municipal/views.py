"""The page Gemeenten, and the page of one of them."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.engine import BudgetData
from reports.access import Missing, Request, year_for
from reports.municipal.chosen import Chosen, chosen
from reports.municipal.one import One
from reports.municipal.pages import all_of_them, one_of_them
from reports.municipal.sheet import Sheet
from reports.scenario_effect import telling_year
from reports.shell import page

CURRENT = "municipalities"


@require_safe
def municipalities(request: Request, region: str, plan: str) -> HttpResponse:
    """All of them; with ``gemeente``, as the form on the page of one sends it, the way to that page."""
    found = chosen(request, region, plan)
    data = found.here.result.data
    year = year_for(request.GET.get("jaar"), data, telling_year(data))
    if asked := request.GET.get("gemeente"):
        _place(data, asked)
        return redirect(f"{request.path}{asked}/{found.query(year)}")
    if not data.municipalities:
        return page(request, "municipal/none.html", {}, plan=found.plan, current=CURRENT)
    sheet = Sheet(found.here.result, found.base.result, year, found.here.at)
    context = all_of_them(found, sheet, per_head=request.GET.get("per") == "inwoner")
    return page(request, "municipal/municipalities.html", context, plan=found.plan, current=CURRENT)


@require_safe
def municipality(request: Request, region: str, plan: str, code: str) -> HttpResponse:
    found = chosen(request, region, plan)
    data = found.here.result.data
    if code not in data.municipality_index and code.upper() in data.municipality_index:
        query = request.META.get("QUERY_STRING", "")
        return redirect(reverse("municipality", args=[region, plan, code.upper()]) + (query and f"?{query}"))
    place = _place(data, code)
    year = year_for(request.GET.get("jaar"), data, _year_of(found, place))
    sheet = Sheet(found.here.result, found.base.result, year, found.here.at, marks_year=True)
    context = one_of_them(One(found, sheet, place))
    return page(request, "municipal/municipality.html", context, plan=found.plan, current=CURRENT)


def _place(data: BudgetData, code: str) -> int:
    try:
        return data.municipality_index[code]
    except KeyError:
        raise Missing("Deze gemeente is in geen enkel jaar van dit plan lid van de regio.") from None


def _year_of(found: Chosen, place: int) -> int:
    """The year that tells most, or the last in which it was a member."""
    result = found.here.result
    year = telling_year(result.data)
    sheet = Sheet(result, result, year)
    years = [each for each in result.years if sheet.members[each][place]]
    return year if year in years or not years else years[-1]
