"""Geschiedenis: the changes of a plan, and one of them taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from budgets.actions.undo import can_be_undone, rights_to_undo, undo_change
from measures.models import Change
from reports.access import Missing, Request, plan_for
from reports.budget_filter import dress
from reports.history.filters import ChangeFilter
from reports.history.words import stories
from reports.shell import page

PER_PAGE = 25
NOT_YOURS = (
    "Met uw rol kunt u deze wijziging niet ongedaan maken. Vraag een financieel adviseur of beheerder."
)


@require_safe
def history(request: Request, region: str, plan: str) -> HttpResponse:
    """The changes, the last one first, with a filter in the address."""
    found = plan_for(request, region, plan)
    changes = ChangeFilter(request.GET, found)
    form = dress(changes.form)
    form.is_valid()
    shown = Paginator(changes.qs, PER_PAGE).get_page(request.GET.get("blad"))
    mine = {right for right in _rights(list(shown)) if request.user.has_perm(right, found)}
    rows = [
        (story, can_be_undone(story.change) and rights_to_undo(story.change) <= mine)
        for story in stories(found, list(shown))
    ]
    asked = request.GET.copy()
    asked.pop("blad", None)
    context = {
        "form": form,
        "rows": rows,
        "shown": shown,
        "query": asked.urlencode(),
        "filtered": any(value for value in asked.values()),
    }
    return page(request, "history/history.html", context, plan=found, current="history")


@require_POST
def undo(request: Request, region: str, plan: str, revision: int) -> HttpResponse:
    """Takes the change with this number back, and returns to where it was asked."""
    found = plan_for(request, region, plan)
    try:
        change = Change.objects.select_related("plan").get(plan=found, revision=revision)
    except Change.DoesNotExist:
        raise Missing("Deze wijziging bestaat niet.") from None
    if not all(request.user.has_perm(right, found) for right in rights_to_undo(change)):
        raise PermissionDenied(NOT_YOURS)
    undo_change(change=change, by=request.user)
    messages.success(request, f"Wijziging {revision} is ongedaan gemaakt. Dat is zelf ook een wijziging.")
    back = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("history", region, plan)


def _rights(changes: list[Change]) -> set[str]:
    return {right for change in changes for right in rights_to_undo(change)}
