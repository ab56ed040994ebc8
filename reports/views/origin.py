"""Where a figure comes from: a page, for HTMX what goes into the popover, or JSON."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.actions.proposals import proposed_result, standing_proposal
from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, BudgetResult, UnknownFigure
from budgets.engine.figures import SELECTION
from budgets.models import CostLine
from budgets.outer_names import inner_figure
from budgets.output_explained import explanation_as_data
from budgets.sides import Side
from budgets.under_options import under_options
from measures.models import Plan
from reports.access import Missing, Request, plan_for, scenario_for, version_for, year_for
from reports.budget_filter import LineFilter
from reports.came_from import came_from
from reports.fixed_version import FixedLineFilter
from reports.history.told import told_changes
from reports.origin import Against, Origin, Place, origin
from reports.shell import page
from reports.sides import address_of, side_for

READABLE = {"ensure_ascii": False, "indent": 2}
PAGE_TITLES = {"housing": "Woningen"}


@require_safe
def budget_origin(
    request: Request, region: str, plan: str, version: int | None = None, form: str = ""
) -> HttpResponse:
    if version is not None:
        fixed = version_for(request, region, plan, version)
        return origin_answer(request, Side(fixed.plan, fixed), form)
    return origin_answer(request, Side(plan_for(request, region, plan)), form)


@require_safe
def scenario_origin(
    request: Request, region: str, plan: str, scenario: str, version: int | None = None, form: str = ""
) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    fixed = None if version is None else version_for(request, region, plan, version)
    return origin_answer(request, Side(found.plan, fixed, found), form)


def origin_answer(request: Request, asked: Side, form: str = "", shown: str = "") -> HttpResponse:
    """As JSON where ``form`` says so.

    ``shown`` is the name of the page that the figure stands on, where that is another than of
    the budget or scenario.
    """
    asked_for = request.GET.get("cijfer", "")
    figure, kept = (
        inner_figure(asked_for) if form == "json" else asked_for,
        _kept(asked, "voorstel" in request.GET),
    )
    whole = kept or asked.result
    data, result = whole.data, under_options(whole, request.GET.get("opties", ""))
    year = year_for(request.GET.get("jaar"), data, result.years[0])
    place = Place(
        asked.scenario.slug if asked.scenario else "",
        bool(asked.version or kept),
        f"{address_of(Side(asked.plan, asked.version))}herkomst/",
        bool(kept),
    )
    lines = _chosen_lines(request, asked, data) if figure == SELECTION else None
    against = _against(request, asked, kept)
    try:
        found = origin(result, figure, year, against, place, lines)
    except UnknownFigure:
        raise Missing("Dit cijfer bestaat niet in deze begroting.") from None
    if form == "json":
        return JsonResponse(_as_data(asked, result, found, against), json_dumps_params=READABLE)
    context = {
        "origin": found,
        "told": None if place.fixed else told_changes(asked.plan, figure, year),
        "about": _about(asked.plan, found.figure) if found.split and not place.fixed else [],
        "under": "zoals voorgesteld" if kept else _under_words(data, request.GET.get("opties", "")),
    }
    if request.htmx:
        return render(request, "origin/_origin.html", context)
    back = came_from(request, asked.plan, data)
    own = reverse(shown, args=[data.region, data.plan]) if shown else address_of(asked)
    context |= {
        "back": back.address if back else own,
        "back_title": back.title if back else PAGE_TITLES.get(shown) or _title(asked),
        "came_from": back.query if back else "",
    }
    current = shown or ("versions" if asked.version else "scenarios" if asked.scenario else "budget")
    return page(request, "origin/origin.html", context, plan=asked.plan, current=current)


def _against(request: Request, asked: Side, kept: BudgetResult | None) -> Against:
    """What ``vergelijk`` names, the proposal where ``tegen`` asks for that, or the budget by itself."""
    if kept:
        return Against(kept.unchanged, "", "de begroting van het voorstel zonder opties")
    if proposed := _kept(asked, request.GET.get("tegen") == "voorstel"):
        return Against(proposed, "", "het voorstel", unchanged=False, kept=True)
    key, same = request.GET.get("vergelijk", ""), Side(asked.plan, asked.version)
    other = side_for(request, asked.plan, key) if key else same
    return Against(other.result, f"{address_of(other)}herkomst/", other.words, other == same)


def _title(asked: Side) -> str:
    return asked.words if asked.version or asked.scenario else "de begroting"


def _kept(asked: Side, wanted: bool) -> BudgetResult | None:
    """What the proposal of the scenario keeps, where that is wanted.  Raises ``Missing``."""
    if not wanted or asked.scenario is None:
        return None
    proposal = standing_proposal(asked.scenario)
    if proposal is None or asked.version:
        raise Missing("Dit scenario is niet voorgesteld.")
    return proposed_result(proposal)


def _under_words(data: BudgetData, options: str) -> str:
    """Which options are on, where that is asked."""
    if not options:
        return ""
    codes = [each.partition(":")[0] for each in options.split(",")]
    titles = [f"‘{data.option(code).title}’" for code in codes if code in data.option_index]
    return f"met alleen {enumeration(titles)} aan" if titles else "zonder opties"


def _chosen_lines(request: Request, asked: Side, data: BudgetData) -> list[str]:
    """Those that the address names, or that its filter leaves."""
    if named := request.GET.getlist("regel"):
        return [code for code in dict.fromkeys(named) if code in data.line_index]
    of_version = FixedLineFilter if asked.version else LineFilter
    codes = of_version(request.GET, data, CostLine.objects.filter(plan=asked.plan)).codes()
    return [line.code for line in data.lines if codes is None or line.code in codes]


def _as_data(asked: Side, result: BudgetResult, found: Origin, against: Against) -> dict[str, Any]:
    if found.explanation is None:
        raise Missing(found.notes[0])
    return explanation_as_data(
        result,
        found.explanation,
        scenario=asked.scenario.slug if asked.scenario else None,
        version=asked.version.number if asked.version else None,
        against=against.result,
    )


def _about(plan: Plan, figure: str) -> list[tuple[str, str]]:
    """Where it stands by what is split, and who takes part."""
    args = [plan.region.slug, plan.slug]
    pages = [("Verdeelsleutels", reverse("keys", args=args))]
    if figure.endswith(".need"):
        pages.append(("Deelname", reverse("participation", args=args)))
    return pages
