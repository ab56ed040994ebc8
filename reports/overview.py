"""A plan or scenario in one row: the result after target per year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.engine import BudgetData, compute, unchanged
from budgets.models import Scenario
from budgets.refusals import Unreadable
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import Municipality, Region, Role, User
from municipalities.rights import Right
from reports.figure_cells import figure_cells, no_amount, plain_cell
from reports.history.news import News, news
from reports.pro_memorie import without_pm

FIGURE = "result_after_target"


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    scenario: Scenario
    on: str
    """For example "9 van 11"."""
    cells: SafeString
    may_change: bool


@dataclass(frozen=True, slots=True)
class PlanCard:
    plan: Plan
    years: tuple[int, ...]
    left_out: str
    cells: SafeString
    scenarios: int
    news: News | None
    """What others changed since the reader's visit before this one."""
    since: datetime | None
    """When that visit was; None at a first one."""
    own: Municipality | None
    """The municipality of the reader, where the plan is about it."""


@dataclass(frozen=True, slots=True)
class RegionCards:
    """A region of the reader with its plans."""

    region: Region
    role: str
    administers: bool
    plans: list[PlanCard]


def scenario_rows(data: BudgetData, scenarios: Iterable[Scenario], may_change: set[int]) -> list[ScenarioRow]:
    return [_scenario(data, scenario, scenario.pk in may_change) for scenario in scenarios]


def base_cells(data: BudgetData) -> SafeString:
    """The unchanged budget, to hold scenarios against."""
    at = reverse("budget", args=[data.region, data.plan])
    amounts = unchanged(data).figure(FIGURE)
    return figure_cells(f"unchanged.{FIGURE}", data.years, amounts, verdicts=True, asks=FIGURE, at=at)


def plan_card(plan: Plan, scenarios: int, user: User) -> PlanCard:
    data = budget_data(plan)
    result = unchanged(data)
    at = reverse("budget", args=[plan.region.slug, plan.slug])
    cells = figure_cells(FIGURE, data.years, result.figure(FIGURE), verdicts=True, at=at)
    left_out, since = without_pm(result), user.visited_before
    own = _own_municipality(plan, data, user)
    return PlanCard(plan, data.years, left_out, cells, scenarios, news(plan, user), since, own)


def _own_municipality(plan: Plan, data: BudgetData, user: User) -> Municipality | None:
    """The one that the reader's role is for."""
    found = Municipality.objects.filter(roles__user=user, roles__region=plan.region_id).first()
    return found if found and found.code in data.municipality_index else None


def region_cards(region: Region, plans: list[PlanCard], user: User) -> RegionCards:
    role = str(Role.Kind(region.role).label)
    theirs = [card for card in plans if card.plan.region_id == region.pk]
    return RegionCards(region, role, user.has_perm(Right.PEOPLE, region), theirs)


def _scenario(data: BudgetData, scenario: Scenario, may_change: bool) -> ScenarioRow:
    try:
        result = compute(data, scenario.choice)
    except Unreadable:
        empty = SafeString(plain_cell(no_amount("kan niet worden gelezen")) * len(data.years))
        return ScenarioRow(scenario, "kan niet worden gelezen", empty, may_change)
    on = len([option for option in result.options if option.on])
    at = reverse("scenario", args=[scenario.plan.region.slug, scenario.plan.slug, scenario.slug])
    cells = figure_cells(FIGURE, data.years, result.figure(FIGURE), verdicts=True, at=at)
    return ScenarioRow(scenario, f"{on} van {len(data.options)}", cells, may_change)
