"""The order of the budget by hand: goals, measures, and one place up or down for whatever is ordered."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from budgets.actions.measures import add_goal, change_goal, check_goal_empty, delete_goal
from budgets.actions.ordering import move
from budgets.models import AdjustmentOption, CostLine, FundingStream, MemorandumItem, SavingsTarget
from measures.models import Goal, Measure, Plan
from municipalities.rights import Right
from reports.access import Missing, Request, plan_for
from reports.measures.forms import GoalForm
from reports.measures.pages import delete_answer, find, form_answer, form_page, saved, sent
from reports.permissions import require
from reports.shell import page

KINDS: dict[str, tuple[type[models.Model], Right]] = {
    "doel": (Goal, Right.MEASURES),
    "maatregel": (Measure, Right.MEASURES),
    "post": (CostLine, Right.MEASURES),
    "optie": (AdjustmentOption, Right.OPTIONS),
    "stroom": (FundingStream, Right.STREAMS),
    "taakstelling": (SavingsTarget, Right.STREAMS),
    "pm": (MemorandumItem, Right.STREAMS),
}


@form_page
def structure(request: Request, region: str, plan: str) -> HttpResponse:
    """Goals with their measures, and a form that adds a goal."""
    found = plan_for(request, region, plan)
    form = GoalForm(sent(request))
    if request.method == "POST":
        require(request, Right.MEASURES, found)
        if saved(request, form, lambda: add_goal(plan=found, **form.values(), by=request.user)):
            messages.success(request, f"Het doel ‘{form.values()['title']}’ is toegevoegd.")
            return redirect("structure", region, plan)
    goals = found.goals.prefetch_related(
        models.Prefetch("measures", Measure.objects.annotate(lines=models.Count("cost_lines")))
    )
    may_edit = request.user.has_perm(Right.MEASURES, found)
    context = {"goals": goals, "form": form, "may_edit": may_edit}
    return page(request, "measures/structure.html", context, plan=found, current="measures")


@require_POST
def structure_move(request: Request, region: str, plan: str) -> HttpResponse:
    """One place up or down; back to the page that asked, at what was moved."""
    found = plan_for(request, region, plan)
    kind, code = request.POST.get("soort", ""), request.POST.get("code", "")
    if kind not in KINDS or request.POST.get("richting") not in ("op", "neer"):
        raise Missing("Het is niet duidelijk wat moet worden verplaatst. Er is niets bewaard.")
    model, right = KINDS[kind]
    item: Any = find(request, model._default_manager.filter(plan=found), code, "Dit onderdeel", found)
    require(request, right, found)
    move(item=item, up=request.POST["richting"] == "op", by=request.user)
    return redirect(f"{_page_of(found, item)}#{kind}-{code}")


@form_page
def goal_change(request: Request, region: str, plan: str, goal: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    shown = find(request, Goal.objects.filter(plan=found), goal, "Dit doel", found)
    require(request, Right.MEASURES, found)
    form = GoalForm(sent(request), stands={"title": shown.title})

    def act() -> Goal:
        return change_goal(goal=shown, **form.values(), by=request.user, seen=form.seen)

    back = reverse("structure", args=[region, plan])
    if saved(request, form, act):
        messages.success(request, f"Het doel heet nu ‘{form.values()['title']}’.")
        return redirect(back)
    return form_answer(
        request, found, form, title="Doel hernoemen", back=back, about=shown.title, current="measures"
    )


@form_page
def goal_delete(request: Request, region: str, plan: str, goal: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    shown = find(request, Goal.objects.filter(plan=found), goal, "Dit doel", found)
    require(request, Right.MEASURES, found)
    back = reverse("structure", args=[region, plan])
    return delete_answer(
        request,
        found,
        lambda: delete_goal(goal=shown, by=request.user),
        check=lambda: check_goal_empty(shown),
        title="Doel verwijderen",
        name=shown.title,
        question=f"Wilt u het doel ‘{shown.title}’ verwijderen?",
        back=back,
        after=back,
        current="measures",
    )


def _page_of(plan: Plan, item: Any) -> str:
    where = [plan.region.slug, plan.slug]
    if isinstance(item, CostLine):
        return reverse("measure", args=[*where, item.measure.code])
    if isinstance(item, AdjustmentOption):
        return reverse("options", args=where)
    if isinstance(item, FundingStream | SavingsTarget | MemorandumItem):
        return reverse("streams", args=where)
    return reverse("structure", args=where)
