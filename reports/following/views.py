"""Looking on, and showing: the page, the answer that changes it, and who looks on."""

from dataclasses import replace
from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import parse_etags
from django.views.decorators.http import require_http_methods, require_safe

from budgets.engine import BudgetData
from budgets.models import Scenario
from budgets.permission_wording import MAKE
from budgets.snapshot import budget_data
from decisions.actions.following import (
    move_presentation,
    note_follower,
    note_presenter,
    start_presenting,
    stop_presenting,
)
from decisions.following import Standing, followers_of, presentation_of, standing
from decisions.models import Presentation
from municipalities.refusals import Refused
from reports.access import Request, scenario_for, wants_part, year_for
from reports.following.answer import made_once, shown_year, stand
from reports.permissions import require
from reports.proposals import proposed
from reports.scenario_assumptions import assumptions
from reports.scenario_effect import telling_year
from reports.scenario_page import scenario_page, scenario_part
from reports.shell import page

MOST_NAMED = 24


@require_safe
def follow(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """The scenario to look at; with ``jaar`` in the address in a year of one's own."""
    found = scenario_for(request, region, plan, scenario)
    now = standing_for(request, region, plan, scenario)
    own_year = _own_year(request, found)
    year = shown_year(found, now, own_year)
    context = scenario_page(found, year)
    context |= stand(found, now, context) | {
        "may_change": False,
        "tag": now.tag(str(own_year or "")),
        "on_their_own": own_year is not None,
        "presents": now.presenter == request.user.pk,
        "assumptions": assumptions(budget_data(found.plan), replace(found.choice, adjustments=())),
        "proposed": proposed(found),
    }
    note_follower(now, request.user)
    return page(request, "following/follow.html", context, plan=found.plan, current="scenarios")


@require_safe
def follow_state(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """What changed since the state that ``If-None-Match`` names; 304 where nothing did.

    That is asked every other second by everybody who looks on, so it is told from a few
    columns: no budget is read and nothing is computed.
    """
    now = standing_for(request, region, plan, scenario)
    note_follower(now, request.user)
    asked = request.GET.get("jaar", "")
    tag = now.tag(asked)
    if tag in known_tags(request):
        return HttpResponseNotModified(headers={"ETag": tag})

    def make() -> bytes:
        found = scenario_for(request, region, plan, scenario)
        year = shown_year(found, now, _own_year(request, found))
        context = scenario_part(found, year) | {"scenario": found}
        return render_to_string("following/_answer.html", context | stand(found, now, context)).encode()

    return HttpResponse(made_once(tag, make), headers={"ETag": tag})


@require_http_methods(["GET", "HEAD", "POST"])
def present(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """Who looks on, with the address for others; posted: begin, look at another year or view, stop."""
    found = scenario_for(request, region, plan, scenario)
    require(request, MAKE, found.plan)
    if request.method == "POST":
        return _posted(request, found)
    shown = presentation_of(found)
    mine = shown is not None and shown.presenter_id == request.user.pk
    if shown is not None and mine:
        note_presenter(shown)
    context = _who(found, shown) | {"mine": mine, "scenario": found, "link": _link(request, found)}
    if not wants_part(request):
        return page(request, "following/present.html", context, plan=found.plan, current="scenarios")
    tag = f'"{sha256(repr([context["names"], mine, str(shown)]).encode()).hexdigest()[:24]}"'
    if tag in known_tags(request):
        return HttpResponseNotModified(headers={"ETag": tag})
    answer = render(request, "following/_who.html", context)
    answer.headers["ETag"] = tag
    return answer


def presenting(request: Request, scenario: Scenario) -> dict[str, object]:
    """For the scenario page: whether the reader shows it, may, and who looks on."""
    shown = presentation_of(scenario)
    mine = shown is not None and shown.presenter_id == request.user.pk
    context = _who(scenario, shown) if mine else {"shown": shown}
    may = request.user.has_perm(MAKE, scenario.plan)
    return context | {"mine": mine, "may_present": may, "link": _link(request, scenario)}


def _posted(request: Request, scenario: Scenario) -> HttpResponse:
    act = request.POST.get("wat", "")
    if act == "stop":
        stop_presenting(scenario=scenario, by=request.user)
        messages.success(request, "U presenteert niet meer. Wie meekijkt, ziet het scenario nog wel.")
    elif act in ("begin", "verplaats"):
        year = year_for(request.POST.get("jaar"), _data(scenario), telling_year(_data(scenario)))
        view = request.POST.get("blad") or Presentation.View.WATERFALL
        if act == "begin":
            start_presenting(scenario=scenario, year=year, view=view, by=request.user)
        elif not move_presentation(scenario=scenario, year=year, view=view, by=request.user):
            raise Refused("U presenteert dit scenario niet of niet meer.")
        else:
            return HttpResponse(status=204)
    else:
        raise Refused("Het is niet duidelijk wat er moet gebeuren. Er is niets gewijzigd.")
    address = reverse("scenario", args=_names(scenario))
    jaar = request.POST.get("jaar")
    return redirect(f"{address}?jaar={jaar}" if jaar else address)


def _who(scenario: Scenario, shown: Presentation | None) -> dict[str, object]:
    names = followers_of(scenario, shown.presenter) if shown else []
    return {"shown": shown, "names": names, "first": names[:MOST_NAMED], "more": len(names) - MOST_NAMED}


def known_tags(request: Request) -> list[str]:
    """What ``If-None-Match`` names; a proxy that compresses makes a tag weak."""
    return [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]


def standing_for(request: Request, region: str, plan: str, scenario: str) -> Standing:
    """Raises ``Missing``, with its sentence, where there is nothing to look at."""
    found = standing(request.user, region, plan, scenario)
    if found is None:
        scenario_for(request, region, plan, scenario)
    assert found is not None  # else the line above raised
    return found


def _own_year(request: Request, scenario: Scenario) -> int | None:
    asked = request.GET.get("jaar")
    return year_for(asked, _data(scenario), 0) if asked else None


def _data(scenario: Scenario) -> BudgetData:
    return budget_data(scenario.plan)


def _link(request: Request, scenario: Scenario) -> str:
    return request.build_absolute_uri(reverse("follow", args=_names(scenario)))


def _names(scenario: Scenario) -> list[str]:
    return [scenario.plan.region.slug, scenario.plan.slug, scenario.slug]
