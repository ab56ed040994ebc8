"""The list of scenarios: make, copy, rename, delete."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from budgets.actions.scenarios import change_scenario, create_scenario, delete_scenario
from budgets.engine import unchanged
from budgets.models import Scenario
from budgets.permission_wording import DELETE, MAKE, SENTENCES
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.refusals import Refused
from reports.access import Request, plan_for, scenario_for
from reports.overview import base_cells, scenario_rows
from reports.permissions import may_change, require, scenario_to_change
from reports.pro_memorie import without_pm
from reports.scenario_forms import NameForm, name_for_copy
from reports.shell import page

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def scenarios(request: Request, region: str, plan: str) -> HttpResponse:
    """The list, with a form that makes a new one."""
    found = plan_for(request, region, plan)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request, MAKE, found)
        if form.is_valid():
            try:
                made = create_scenario(plan=found, name=form.cleaned_data["naam"], by=request.user)
                return redirect("scenario", region, plan, made.slug)
            except Refused as refused:
                form.refuse(refused)
    context = {"form": form} | _list(request, found)
    return page(request, "scenarios/list.html", context, plan=found, current="scenarios")


@form_page
def scenario_copy(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """A form with a name to start from; posted without a name it takes that one."""
    found = scenario_for(request, region, plan, scenario)
    require(request, MAKE, found.plan)
    suggested = {"naam": name_for_copy(found)}
    form = NameForm(suggested | request.POST.dict() if request.method == "POST" else None, initial=suggested)
    if form.is_valid():
        name = form.cleaned_data["naam"]
        try:
            made = create_scenario(plan=found.plan, name=name, by=request.user, copy_of=found)
            messages.success(request, f"‘{made.name}’ is gemaakt als kopie van ‘{found.name}’.")
            return redirect("scenario", region, plan, made.slug)
        except Refused as refused:
            form.refuse(refused)
    return _name_page(request, found, form, "Scenario kopiëren", "Kopie maken")


@form_page
def scenario_rename(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    found = scenario_to_change(request, region, plan, scenario)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"naam": found.name})
    if form.is_valid():
        try:
            renamed = change_scenario(scenario=found, name=form.cleaned_data["naam"], by=request.user)
            messages.success(request, f"Het scenario heet nu ‘{renamed.name}’.")
            return redirect("scenario", region, plan, renamed.slug)
        except Refused as refused:
            form.refuse(refused)
    return _name_page(request, found, form, "Scenario hernoemen", "Naam bewaren")


@form_page
def scenario_delete(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """Asks first, deletes when posted."""
    found = scenario_to_change(request, region, plan, scenario, DELETE)
    if request.method == "POST":
        delete_scenario(scenario=found, by=request.user)
        messages.success(request, f"Het scenario ‘{found.name}’ is verwijderd.")
        return redirect("scenarios", region, plan)
    return page(request, "scenarios/delete.html", {"scenario": found}, plan=found.plan, current="scenarios")


def _list(request: Request, plan: Plan) -> dict[str, Any]:
    data = budget_data(plan)
    found = list(Scenario.objects.visible_to(request.user).filter(plan=plan))
    changeable = {scenario.pk for scenario in found if may_change(request, scenario)}
    return {
        "years": data.years,
        "left_out": without_pm(unchanged(data)),
        "base_cells": base_cells(data),
        "rows": scenario_rows(data, found, changeable),
        "may_make": request.user.has_perm(MAKE, plan),
        "may_not_make": SENTENCES[MAKE],
    }


def _name_page(request: Request, scenario: Scenario, form: NameForm, title: str, button: str) -> HttpResponse:
    context = {"scenario": scenario, "form": form, "title": title, "button": button}
    return page(request, "scenarios/name.html", context, plan=scenario.plan, current="scenarios")
