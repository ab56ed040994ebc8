"""Own adjustments of a scenario: add, change, remove."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.actions.adjustments import add_adjustment, adjustment_in, change_adjustment, remove_adjustment
from budgets.adjustment_wording import adjusted_title
from budgets.engine import Adjustment
from budgets.models import Scenario
from budgets.snapshot import budget_data
from reports.access import Request
from reports.adjustment_form import AdjustmentForm
from reports.measures.pages import delete_answer, form_page, saved, sent
from reports.permissions import scenario_to_change
from reports.shell import page


@form_page
def adjustment_new(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    found = scenario_to_change(request, region, plan, scenario)

    def act(form: AdjustmentForm) -> object:
        return add_adjustment(scenario=found, values=form.values(), by=request.user)

    return _answer(request, found, None, act, "Aanpassing toevoegen", "De aanpassing is toegevoegd.")


@form_page
def adjustment_change(request: Request, region: str, plan: str, scenario: str, code: str) -> HttpResponse:
    found = scenario_to_change(request, region, plan, scenario)
    stands = adjustment_in(found.choice, code)

    def act(form: AdjustmentForm) -> object:
        values, seen = form.values(), form.seen
        return change_adjustment(scenario=found, code=code, values=values, by=request.user, seen=seen)

    return _answer(request, found, stands, act, "Aanpassing wijzigen", "De aanpassing is bewaard.")


@form_page
def adjustment_delete(request: Request, region: str, plan: str, scenario: str, code: str) -> HttpResponse:
    found = scenario_to_change(request, region, plan, scenario)
    title = adjusted_title(budget_data(found.plan), adjustment_in(found.choice, code))
    return delete_answer(
        request,
        found.plan,
        lambda: remove_adjustment(scenario=found, code=code, by=request.user),
        title="Aanpassing weghalen",
        name=title,
        question=f"Wilt u de eigen aanpassing van ‘{title}’ uit het scenario ‘{found.name}’ weghalen?",
        back=_terms(found),
        after=_terms(found),
        current="scenarios",
    )


def _answer(
    request: Request,
    scenario: Scenario,
    stands: Adjustment | None,
    act: Callable[[AdjustmentForm], Any],
    title: str,
    done: str,
) -> HttpResponse:
    form = AdjustmentForm(sent(request), data_of=budget_data(scenario.plan), stands=stands)
    if saved(request, form, lambda: act(form)):
        messages.success(request, done)
        return redirect(_terms(scenario))
    context = {"form": form, "scenario": scenario, "title": title, "back": _terms(scenario)}
    return page(request, "scenarios/adjustment.html", context, plan=scenario.plan, current="scenarios")


def _terms(scenario: Scenario) -> str:
    names = [scenario.plan.region.slug, scenario.plan.slug, scenario.slug]
    return reverse("scenario_terms", args=names)
