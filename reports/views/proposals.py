"""Proposing a scenario and taking that back: each asks first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.actions.proposals import propose_scenario, standing_proposal, state_of, withdraw_proposal
from budgets.engine import compute
from budgets.permission_wording import PROPOSE, WITHDRAW
from budgets.snapshot import budget_data
from municipalities.refusals import Refused
from reports.access import Request, scenario_for
from reports.measures.pages import form_page
from reports.permissions import require
from reports.proposals import kept_rows
from reports.shell import page


@form_page
def scenario_propose(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    """Shows what is kept and asks; posted, the scenario is locked."""
    found = scenario_for(request, region, plan, scenario)
    require(request, PROPOSE, found)
    refusal, remark = "", request.POST.get("toelichting", "")
    if request.method == "POST":
        try:
            propose_scenario(
                scenario=found, remark=remark, seen=request.POST.get("gezien", ""), by=request.user
            )
            messages.success(request, f"‘{found.name}’ is voorgesteld. Het scenario is nu vergrendeld.")
            return redirect("scenario", region, plan, scenario)
        except Refused as refused:
            refusal = refused.message
            found = scenario_for(request, region, plan, scenario)  # as it now stands
    result = compute(budget_data(found.plan), found.choice)
    context = {
        "scenario": found,
        "proposal": standing_proposal(found),
        "years": result.years,
        "rows": kept_rows(result),
        "seen": state_of(found),
        "remark": remark,
        "refusal": refusal,
    }
    return page(request, "scenarios/propose.html", context, plan=found.plan, current="scenarios")


@form_page
def scenario_withdraw(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    back = reverse("scenario", args=[region, plan, scenario])
    if found.proposal_id is None:
        messages.info(request, "Dit scenario is niet of niet meer voorgesteld.")
        return redirect(back)
    require(request, WITHDRAW, found)
    if request.method == "POST":
        withdraw_proposal(scenario=found, by=request.user)
        messages.success(request, f"Het voorstel is ingetrokken. ‘{found.name}’ kan weer worden gewijzigd.")
        return redirect(back)
    context = {"scenario": found, "proposal": standing_proposal(found), "back": back}
    return page(request, "scenarios/withdraw.html", context, plan=found.plan, current="scenarios")
