"""Pages about positions: the table, and a form for one party about one option."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.models import AdjustmentOption
from decisions.actions.positions import current_position, position_values, record_position
from decisions.models.positions import code_of
from decisions.positions import Party, earlier, parties_of, party_of, positions_of
from decisions.speaking import own_municipality, speaks_for, why_not
from measures.models import Plan
from municipalities.rights import Right
from reports.access import Missing, Request, plan_for
from reports.measures.pages import find, form_page, saved, sent
from reports.positions.forms import PositionForm
from reports.positions.table import GENERAL_TITLE, IN_GENERAL, position_rows
from reports.shell import page


@require_safe
def positions(request: Request, region: str, plan: str) -> HttpResponse:
    """Who holds what about which option."""
    found = plan_for(request, region, plan)
    parties = parties_of(found)
    context = {
        "parties": parties,
        "rows": position_rows(
            list(found.options.all()), parties, positions_of(found), _allowed(request, found, parties)
        ),
        "may_record": request.user.has_perm(Right.POSITIONS, found),
        "may_change_bodies": request.user.has_perm(Right.MEMBERS, found),
    }
    return page(request, "positions/positions.html", context, plan=found, current="options")


@form_page
def position(request: Request, region: str, plan: str, option: str, party: str) -> HttpResponse:
    """What one party holds about one option, with what it held before; a form for who may record it."""
    found = plan_for(request, region, plan)
    about, speaker = _option(request, found, option), _party(found, party)
    may_record = speaks_for(request.user, found, speaker)
    if request.method == "POST" and not may_record:
        raise PermissionDenied(why_not(request.user, found))
    stands = current_position(found, about, speaker)
    form = PositionForm(sent(request), stands=position_values(stands))

    def act() -> None:
        record_position(
            plan=found,
            option=about,
            party=speaker,
            values=form.values(),
            by=request.user,
            seen=form.seen,
        )

    if saved(request, form, act):
        messages.success(request, f"Het standpunt van {speaker} is bewaard.")
        return redirect("positions", region, plan)
    context = {
        "party": speaker,
        "about": about.title if about else GENERAL_TITLE,
        "option": about,
        "form": form,
        "stands": stands,
        "earlier": earlier(found, about, speaker),
        "may_record": may_record,
        "may_not_record": why_not(request.user, found),
        "back": reverse("positions", args=[region, plan]),
    }
    return page(request, "positions/position.html", context, plan=found, current="options")


def _allowed(request: Request, plan: Plan, parties: list[Party]) -> set[str]:
    if not request.user.has_perm(Right.POSITIONS, plan):
        return set()
    own = own_municipality(request.user, plan)
    return {code_of(party) for party in parties if own in (None, party)}


def _option(request: Request, plan: Plan, code: str) -> AdjustmentOption | None:
    if code == IN_GENERAL:
        return None
    return find(request, AdjustmentOption.objects.filter(plan=plan), code, "Deze optie", plan)


def _party(plan: Plan, code: str) -> Any:
    found = party_of(plan, code)
    if found is None:
        raise Missing("Deze gemeente of dit overleg heeft hier geen standpunten. Er is niets bewaard.")
    return found
