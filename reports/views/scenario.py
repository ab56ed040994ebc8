"""One scenario: its options as switches, and their effect."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import push_url

from budgets.actions.levels import choose_levels
from budgets.actions.scenarios import switch_options
from budgets.actions.versions import version_data
from budgets.models import Scenario
from budgets.permission_wording import CHANGE, MAKE, PROPOSE, READ_ONLY, WITHDRAW
from budgets.snapshot import budget_data
from municipalities.models import User
from municipalities.refusals import Refused
from reports.access import Request, scenario_for, version_for, wants_part, year_for
from reports.download import workbook_response
from reports.fixed_version import shown_version
from reports.following.answer import layout_of
from reports.following.views import presenting, standing_for
from reports.meanwhile import meanwhile
from reports.permissions import may_change, require
from reports.proposals import proposed
from reports.scenario_assumptions import assumptions
from reports.scenario_effect import telling_year
from reports.scenario_forms import SWITCH_WORDS, Seen, levels_in, switched_in
from reports.scenario_page import scenario_page, scenario_part
from reports.shell import page
from reports.workbook import Form


@require_http_methods(["GET", "HEAD", "POST"])
def scenario(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """The page, for HTMX the part that changes with the year; posted, the form with all switches."""
    found = scenario_for(request, region, plan, scenario)
    if request.method == "POST":
        data = budget_data(found.plan)
        switched, levels = switched_in(request.POST, data, found.choice), levels_in(request.POST, data)
        return _switch(request, found, switched, levels)
    year = _year(request, found)
    if wants_part(request):
        return push_url(_answer(request, found, scenario_part(found, year)), f"{request.path}?jaar={year}")
    now = standing_for(request, region, plan, scenario)
    context = scenario_page(found, year) | {
        "said": now.said,
        "layout": layout_of(found),
        "may_change": may_change(request, found),
        "may_propose": found.proposal_id is None and request.user.has_perm(PROPOSE, found),
        "may_withdraw": request.user.has_perm(WITHDRAW, found),
        "proposed": proposed(found),
        **presenting(request, found),
        "may_copy": request.user.has_perm(MAKE, found.plan),
        "may_not_change": READ_ONLY,
        "assumptions": assumptions(budget_data(found.plan), replace(found.choice, adjustments=())),
    }
    return page(request, "scenarios/scenario.html", context, plan=found.plan, current="scenarios")


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_switch(request: Request, region: str, plan: str, scenario: str, option: str) -> HttpResponse:
    """One option on or off; looked at instead of posted, the way to the scenario."""
    found = scenario_for(request, region, plan, scenario)
    if request.method != "POST":
        return _only_a_switch(request, found)
    wanted = request.POST.get("aan", "")
    if wanted not in SWITCH_WORDS:
        raise Refused("Het is niet duidelijk of de optie aan of uit moet. Er is niets bewaard.")
    return _switch(request, found, {option: SWITCH_WORDS[wanted]})


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_level(request: Request, region: str, plan: str, scenario: str, option: str) -> HttpResponse:
    """Another level of one option, on or off; looked at instead of posted, the way to the scenario."""
    found = scenario_for(request, region, plan, scenario)
    if request.method != "POST":
        return _only_a_switch(request, found)
    return _switch(request, found, {}, {option: request.POST.get("niveau", "")})


@require_safe
def scenario_workbook(
    request: Request, region: str, plan: str, scenario: str, version: int | None = None, form: Form = "xlsx"
) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    fixed = None if version is None else version_for(request, region, plan, version)
    return workbook_response(request, found.plan, found, fixed, form)


@require_safe
def version_scenario(request: Request, region: str, plan: str, version: int, scenario: str) -> HttpResponse:
    """A scenario computed on a fixed version: to look at, its switches are those of the working scenario."""
    found = scenario_for(request, region, plan, scenario)
    fixed = version_for(request, region, plan, version)
    data = version_data(fixed)
    year = year_for(request.GET.get("jaar"), data, telling_year(data))
    if wants_part(request):
        part = scenario_part(found, year, data=data) | {"meanwhile": "", "scenario": found}
        return push_url(render(request, "scenarios/_answer.html", part), f"{request.path}?jaar={year}")
    context = scenario_page(found, year, data) | shown_version(fixed) | {"may_change": False}
    context["assumptions"] = assumptions(data, replace(found.choice, adjustments=()))
    return page(request, "versions/scenario.html", context, plan=found.plan, current="versions")


def _switch(
    request: Request, scenario: Scenario, switched: dict[str, bool], levels: dict[str, str] | None = None
) -> HttpResponse:
    require(request, CHANGE, scenario)
    year = _year(request, scenario)
    before = scenario.choice.on
    changed = _write(scenario, switched, levels, request.user)
    own = (before ^ changed.choice.on).intersection(switched)
    if request.htmx:
        undone = bool(request.POST.get("ongedaan"))
        part = scenario_part(changed, year, switched, undone=undone, levels=levels)
        part["changed"] = " ".join(sorted(own))
        return _answer(request, changed, part, [*switched, *(levels or ())])
    messages.success(request, "Bewaard.")
    if said := _meanwhile(request, changed, [*switched, *(levels or ())]):
        messages.info(request, said)
    address = reverse("scenario", args=[scenario.plan.region.slug, scenario.plan.slug, scenario.slug])
    return redirect(f"{address}?jaar={year}")


def _write(
    scenario: Scenario, switched: dict[str, bool], levels: dict[str, str] | None, by: User
) -> Scenario:
    """Both or nothing."""
    if not levels:
        return switch_options(scenario=scenario, switched=switched, by=by)
    with atomic():
        changed = switch_options(scenario=scenario, switched=switched, by=by)
        return choose_levels(scenario=changed, chosen=levels, by=by)


def _answer(
    request: Request, scenario: Scenario, part: dict[str, Any], switched: Collection[str] = ()
) -> HttpResponse:
    """The state as it now stands, and what of it this page did not know yet."""
    news = {
        "meanwhile": _meanwhile(request, scenario, switched),
        "scenario": scenario,
        "may_change": may_change(request, scenario),
    }
    return render(request, "scenarios/_answer.html", part | news)


def _meanwhile(request: Request, scenario: Scenario, switched: Collection[str]) -> str:
    seen = Seen.of(request)
    return meanwhile(scenario, seen, switched, request.user)


def _only_a_switch(request: Request, scenario: Scenario) -> HttpResponse:
    sentence = "Dit adres hoort bij een schakelaar. Ga naar het scenario om de optie aan of uit te zetten."
    context = {"title": "Hier is geen pagina", "sentence": sentence, "scenario": scenario}
    answer = page(request, "problems/page.html", context, plan=scenario.plan, current="scenarios")
    answer.status_code = 405
    answer.headers["Allow"] = "POST"
    return answer


def _year(request: Request, scenario: Scenario) -> int:
    data = budget_data(scenario.plan)
    asked = request.POST.get("jaar") or request.GET.get("jaar")
    return year_for(asked, data, telling_year(data))
