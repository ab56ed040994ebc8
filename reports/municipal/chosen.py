"""What an address asks to see: a scenario or the unchanged budget, a year, and what to hold it against."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from budgets.engine import BudgetData, BudgetResult, compute, unchanged
from budgets.models import Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.access import Missing, Request, plan_for, scenario_for

UNCHANGED = "de ongewijzigde begroting"


@dataclass(frozen=True)
class View:
    """A budget under a choice, with the address whose ``herkomst/`` explains its figures."""

    result: BudgetResult
    at: str
    scenario: Scenario | None = None

    @property
    def slug(self) -> str:
        return self.scenario.slug if self.scenario else ""

    @property
    def title(self) -> str:
        return f"scenario ‘{self.scenario.name}’" if self.scenario else UNCHANGED

    @property
    def words(self) -> str:
        """The title as it stands in a sentence."""
        return f"het {self.title}" if self.scenario else self.title


@dataclass(frozen=True)
class Chosen:
    """``base`` is the unchanged budget, ``other`` what ``here`` is held against: a scenario, or ``base``."""

    plan: Plan
    here: View
    base: View
    other: View

    def query(self, year: int, **more: str) -> str:
        """Of an address that shows the same."""
        asked = {"scenario": self.here.slug, "vergelijk": self.other.slug, "jaar": str(year)} | more
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def chosen(request: Request, region: str, plan: str) -> Chosen:
    """Raises ``Missing`` where the plan or a scenario that is asked for is not there."""
    here = _scenario(request, region, plan, request.GET.get("scenario", ""))
    other = _scenario(request, region, plan, request.GET.get("vergelijk", ""))
    found = here.plan if here else other.plan if other else plan_for(request, region, plan)
    data = budget_data(found)
    views = [_view(found, data, scenario) for scenario in (here, None, other)]
    return Chosen(found, *views)


def _view(plan: Plan, data: BudgetData, scenario: Scenario | None) -> View:
    address = [plan.region.slug, plan.slug]
    if scenario is None:
        return View(unchanged(data), reverse("budget", args=address))
    result = compute(data, scenario.choice)
    return View(result, reverse("scenario", args=[*address, scenario.slug]), scenario)


def _scenario(request: Request, region: str, plan: str, slug: str) -> Scenario | None:
    if not slug:
        return None
    if not re.fullmatch(r"[-\w]+", slug, re.ASCII):
        plan_for(request, region, plan)
        raise Missing("Dit scenario bestaat niet.")
    return scenario_for(request, region, plan, slug)
