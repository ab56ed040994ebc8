"""Where a figure comes from: a page, or for HTMX what goes into the popover."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.actions.versions import version_data
from budgets.engine import BudgetData, BudgetResult, UnknownFigure, compute, unchanged
from budgets.models import BudgetVersion, Scenario
from budgets.snapshot import budget_data
from budgets.version_wording import version_title
from measures.models import Plan
from reports.access import Missing, Request, plan_for, scenario_for, version_for, year_for
from reports.came_from import came_from
from reports.history.words import told_changes
from reports.origin import Against, origin
from reports.shell import page


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure is asked of a plan, in a fixed version of it or as it is now, in a scenario or unchanged."""

    plan: Plan
    version: BudgetVersion | None = None
    scenario: Scenario | None = None

    @property
    def data(self) -> BudgetData:
        return version_data(self.version) if self.version else budget_data(self.plan)

    @property
    def address(self) -> str:
        """Of the page that its figures stand on."""
        name = "scenario" if self.scenario else "budget"
        args = [self.plan.region.slug, self.plan.slug]
        if self.version:
            name = f"version_{name}"
            args.append(str(self.version.number))
        return reverse(name, args=[*args, self.scenario.slug] if self.scenario else args)

    @property
    def title(self) -> str:
        version = version_title(self.version) if self.version else ""
        if self.scenario:
            return f"het scenario ‘{self.scenario.name}’" + (f" op {version}" if version else "")
        return version or "de begroting"

    def result(self, data: BudgetData) -> BudgetResult:
        return compute(data, self.scenario.choice) if self.scenario else unchanged(data)


@require_safe
def budget_origin(request: Request, region: str, plan: str, version: int | None = None) -> HttpResponse:
    if version is not None:
        fixed = version_for(request, region, plan, version)
        return _explain(request, Asked(fixed.plan, fixed))
    found = plan_for(request, region, plan)
    changed = told_changes(found, request.GET.get("cijfer", ""), request.GET.get("jaar", ""))
    return _explain(request, Asked(found), changed)


@require_safe
def scenario_origin(
    request: Request, region: str, plan: str, scenario: str, version: int | None = None
) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    fixed = None if version is None else version_for(request, region, plan, version)
    return _explain(request, Asked(found.plan, fixed, found))


def _explain(request: Request, asked: Asked, changed: str = "") -> HttpResponse:
    data = asked.data
    result = asked.result(data)
    year = year_for(request.GET.get("jaar"), data, result.years[0])
    try:
        found = origin(result, request.GET.get("cijfer", ""), year, _against(request, asked, data))
    except UnknownFigure:
        raise Missing("Dit cijfer bestaat niet in deze begroting.") from None
    about = _about(asked.plan, found.figure) if found.split and not asked.version else []
    context = {"origin": found, "changed": changed, "about": about}
    if request.htmx:
        return render(request, "origin/_origin.html", context)
    back = came_from(request, asked.plan, data)
    context |= {
        "back": back.address if back else asked.address,
        "back_title": back.title if back else asked.title,
        "came_from": back.query if back else "",
    }
    current = "versions" if asked.version else "scenarios" if asked.scenario else "budget"
    return page(request, "origin/origin.html", context, plan=asked.plan, current=current)


def _against(request: Request, asked: Asked, data: BudgetData) -> Against:
    """The scenario that ``vergelijk`` names, or the unchanged budget."""
    slug, scenario = request.GET.get("vergelijk", ""), None
    if slug:
        scenario = scenario_for(request, asked.plan.region.slug, asked.plan.slug, slug)
    other = Asked(asked.plan, asked.version, scenario)
    name = scenario.name if scenario else ""
    return Against(other.result(data), f"{other.address}herkomst/", name)


def _about(plan: Plan, figure: str) -> list[tuple[str, str]]:
    """Where it stands by what is split, and who takes part."""
    args = [plan.region.slug, plan.slug]
    pages = [("Verdeelsleutels", reverse("keys", args=args))]
    if figure.endswith(".need"):
        pages.append(("Deelname", reverse("participation", args=args)))
    return pages
