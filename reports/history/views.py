"""Geschiedenis: the changes of a plan, and one of them taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from budgets.actions.undo import can_be_undone, rights_to_undo, undo_change
from budgets.change_wording import stories
from budgets.permission_wording import NO_UNDO
from measures.models import Change
from municipalities.refusals import Gone, Refused
from reports.access import Missing, Request, plan_for
from reports.budget_filter import dress
from reports.history.address import PER_PAGE
from reports.history.filters import ChangeFilter
from reports.shell import page


@require_safe
def history(request: Request, region: str, plan: str) -> HttpResponse:
    """The changes, the last one first, with a filter in the address."""
    found = plan_for(request, region, plan)
    changes = ChangeFilter(request.GET, found)
    form = dress(changes.form)
    if form.is_valid() and (period := _turned_round(form.cleaned_data)):
        form.add_error("tot", period)
    shown = Paginator(changes.qs, PER_PAGE).get_page(request.GET.get("blad"))
    mine = {right for right in _rights(list(shown)) if request.user.has_perm(right, found)}
    rows = [
        (story, can_be_undone(story.change) and rights_to_undo(story.change) <= mine)
        for story in stories(found, list(shown))
    ]
    not_mine = any(
        can_be_undone(story.change) and not story.change.undoes_id and not may_undo
        for story, may_undo in rows
    )
    asked = request.GET.copy()
    asked.pop("blad", None)
    context = {
        "form": form,
        "rows": rows,
        "shown": shown,
        "not_mine": not_mine,
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
        raise PermissionDenied(NO_UNDO)
    try:
        undo_change(change=change, by=request.user)
        messages.success(
            request,
            f"Wijziging {revision} is ongedaan gemaakt. Dit staat ook als wijziging in de geschiedenis.",
        )
    except Gone:
        raise
    except Refused as refused:
        messages.warning(request, f"Wijziging {revision}: {refused.message}")
    back = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("history", region, plan)


def _turned_round(asked: dict[str, Any]) -> str:
    """What is wrong with the period, if anything: it is then not used."""
    since, until = asked.get("van"), asked.get("tot")
    return "Dit ligt vóór ‘vanaf’; het is niet gebruikt." if since and until and until < since else ""


def _rights(changes: list[Change]) -> set[str]:
    return {right for change in changes for right in rights_to_undo(change)}
