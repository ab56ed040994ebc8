"""What was done to a scenario, and putting it back to an earlier moment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.actions.scenario_history import restore_choice
from budgets.permission_wording import CHANGE
from municipalities.refusals import Refused
from reports.access import Request, scenario_for
from reports.measures.pages import form_page
from reports.permissions import may_change, require
from reports.scenario_history import MOST, last_moments
from reports.shell import page


@form_page
def scenario_history(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    found = scenario_for(request, region, plan, scenario)
    back = reverse("scenario", args=[region, plan, scenario])
    if request.method == "POST":
        require(request, CHANGE, found)
        moment, seen = (request.POST.get(name, "") for name in ("moment", "gezien"))
        if not (moment.isdecimal() and seen.isdecimal() and len(moment) < 10 and len(seen) < 10):
            raise Refused("Het is niet duidelijk welk moment u bedoelt. Er is niets gewijzigd.")
        restore_choice(scenario=found, moment=int(moment), seen=int(seen), by=request.user)
        messages.success(request, "Het scenario staat weer zoals het toen was.")
        return redirect(back)
    told, more = last_moments(found)
    context = {
        "scenario": found,
        "back": back,
        "moments": told,
        "last": found.history.first().history_id,
        "more": more,
        "most": MOST,
        "may_change": may_change(request, found),
    }
    return page(request, "scenarios/history.html", context, plan=found.plan, current="scenarios")
