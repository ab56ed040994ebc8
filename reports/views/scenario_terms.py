"""What a scenario assumes beside its options: a form, and its answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets.actions.scenario_terms import change_terms
from budgets.engine import BudgetData, MemorandumItem, compute
from budgets.snapshot import budget_data
from budgets.wording import estimate_words
from municipalities.rights import Right
from reports.access import Request
from reports.measures.pages import saved, sent
from reports.permissions import scenario_to_change
from reports.scenario_adjustments import adjustments
from reports.scenario_terms_form import TermsForm
from reports.shell import page


def _items(data: BudgetData) -> list[tuple[MemorandumItem, str, str]]:
    """The p.m. items that come with a municipality, the municipality, and what they are thought to cost."""
    names = {each.code: each.name for each in data.municipalities}
    return [
        (item, names[item.municipality], estimate_words(item, data.years))
        for item in data.memorandum_items
        if item.municipality in names
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_terms(request: Request, region: str, plan: str, scenario: str) -> HttpResponse:
    found = scenario_to_change(request, region, plan, scenario)
    form = TermsForm(sent(request), data_of=budget_data(found.plan), choice=found.choice)

    def act() -> object:
        return change_terms(scenario=found, values=form.values(), by=request.user, seen=form.seen)

    back = reverse("scenario", args=[region, plan, scenario])
    if saved(request, form, act):
        messages.success(request, "De uitgangspunten zijn bewaard.")
        return redirect(back)
    context = {
        "form": form,
        "scenario": found,
        "back": back,
        "items": _items(form.budget),
        "own": adjustments(found, compute(form.budget, found.choice), at=back),
        "may_estimate": request.user.has_perm(Right.STREAMS, found.plan),
    }
    return page(request, "scenarios/terms.html", context, plan=found.plan, current="scenarios")
