"""What others changed in a scenario that somebody has open."""

from django.http import HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from budgets.engine import compute
from budgets.models import Scenario
from budgets.snapshot import budget_data
from decisions.following import Known, Standing
from reports.access import Request, scenario_for, year_for
from reports.following.answer import layout_of, made_once
from reports.following.news import news_since, outcome
from reports.following.views import known_tags, standing_for
from reports.permissions import may_change
from reports.scenario_effect import telling_year
from reports.scenario_page import scenario_part


@require_safe
def scenario_state(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """What is another since the state that ``If-None-Match`` names, and who did it; 304 where nothing is.

    Every page of a scenario that is open asks this every other second, so what is the
    same is told from a few columns, as to who looks on, and what is new is made once.
    """
    now = standing_for(request, region, plan, scenario)
    tags = known_tags(request)
    tag = f'"{now.state}"'
    if tag in tags:
        return HttpResponseNotModified(headers={"ETag": tag})
    found = scenario_for(request, region, plan, scenario)
    data = budget_data(found.plan)
    year = year_for(request.GET.get("jaar"), data, telling_year(data))
    shared = _shared(request, found, now, year)
    known = Known.of(tags[0].strip('"')) if tags else None
    news = " ".join(news_since(found, data, known, request.user)) if known else ""
    told = {"meanwhile": news, "outcome": outcome(compute(data, found.choice), year), "scenario": found}
    own = render_to_string("scenarios/_told.html", told) if news else ""
    return HttpResponse(shared + own.encode(), headers={"ETag": tag})


def _shared(request: Request, scenario: Scenario, now: Standing, year: int) -> bytes:
    """What everybody gets who looks at this year and may do the same."""
    may = may_change(request, scenario)

    def make() -> bytes:
        beside = {"scenario": scenario, "may_change": may, "said": now.said, "layout": layout_of(scenario)}
        return render_to_string("scenarios/_state.html", scenario_part(scenario, year) | beside).encode()

    return made_once(f"{now.state} {year} {may}", make)
