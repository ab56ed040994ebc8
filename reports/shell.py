"""The frame around every page: which region and plan, which menu item, who is logged in and as what."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from measures.models import Plan
from municipalities.models import Region, Role, User
from municipalities.rights import Right
from reports.access import Request

ABOUT_MUNICIPALITIES = ("municipalities", "reverse", "keys", "participation", "members", "housing")
"""Items of the menu within Gemeenten."""


def page(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    plan: Plan | None = None,
    region: Region | None = None,
    current: str = "",
) -> HttpResponse:
    """A whole page; ``current`` names its item in the menu, ``region`` is of a page without one plan."""
    region = plan.region if plan else region
    role = _role(request.user, region)
    frame = {
        "plan": plan,
        "in_region": region,
        "current": current,
        "about_municipalities": ABOUT_MUNICIPALITIES,
        "own_role": role,
        "who": _who(request.user, role),
        "may_import": plan is not None and request.user.has_perm(Right.IMPORT, plan),
        "administers": role == Role.Kind.ADMINISTRATOR.label,
    }
    return render(request, template, frame | context)


def region_page(
    request: Request, template: str, context: dict[str, Any], region: Region, current: str = "people"
) -> HttpResponse:
    """A page about a region.  Where it has one plan, the menu of that stays in sight."""
    plans = list(Plan.objects.visible_to(request.user).filter(region=region)[:2])
    only = plans[0] if len(plans) == 1 else None
    return page(request, template, context, plan=only, region=region, current=current)


def _who(user: User, role: str) -> str:
    """ "adviseur · beleidsadviseur"; once where the name is the role."""
    name = user.display_name
    if not role or name.casefold() == role.casefold():
        return name
    return f"{name} · {role[:1].lower()}{role[1:]}"


def _role(user: User, region: Region | None) -> str:
    """What the user is in the region, or everywhere, as the screen says it."""
    roles = Role.objects.filter(user=user)
    kinds = {
        role.kind: role.get_kind_display() for role in (roles.filter(region=region) if region else roles)
    }
    return next(iter(kinds.values())) if len(kinds) == 1 else ""
