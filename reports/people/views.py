"""Pages about who is in a region: "wie mag wat" for everybody, Beheer for its administrators."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.models import Plan
from municipalities.models import Region, Role
from municipalities.people import change_role, end_access, invite, may_set_active, set_active
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Missing, Request
from reports.people.forms import InviteForm, RoleForm
from reports.people.lists import access_of, name_of, right_rows, rights_csv, roles_of
from reports.people.passwords import send_invitation
from reports.shell import page

form_page = require_http_methods(["GET", "HEAD", "POST"])
ADMINISTRATOR_ONLY = (
    "Beheer is alleen voor beheerders van de regio: zij nodigen mensen uit en geven rollen. "
    "Vraag een beheerder van uw regio als er iets moet veranderen."
)


@require_safe
def rights(request: Request, region: str) -> HttpResponse:
    """Which role may do what: the table that the rules themselves read."""
    found = _region_for(request, region)
    context = {"region": found, "rows": right_rows(), "kinds": Role.Kind.choices, "own": found.role}
    return _page(request, "people/rights.html", context, found, "rights")


@form_page
def people(request: Request, region: str) -> HttpResponse:
    """The list, with a form that invites."""
    found = _administered(request, region)
    form = InviteForm(request.POST if request.method == "POST" else None, region=found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            role = invite(
                region=found,
                email=given["email"],
                name=given["naam"],
                kind=given["rol"],
                municipality=given["gemeente"],
                by=request.user,
            )
            messages.success(request, _welcome(request, role))
            return redirect("people", region)
        except Refused as refused:
            form.refuse(refused)
    rows = [(role, name_of(role), access_of(role)) for role in roles_of(found)]
    return _page(request, "people/list.html", {"region": found, "rows": rows, "form": form}, found)


@form_page
def person(request: Request, region: str, person: str) -> HttpResponse:
    """One person: another role or municipality, and the buttons that end access."""
    role = _role_for(request, region, person)
    now = {"rol": role.kind, "gemeente": role.municipality_id}
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        initial=now,
        region=role.region,
        now=role.municipality,
    )
    if form.is_valid():
        kind, municipality = form.cleaned_data["rol"], form.cleaned_data["gemeente"]
        try:
            changed = change_role(role=role, kind=kind, municipality=municipality, by=request.user)
            messages.success(request, f"{name_of(changed)} is nu {changed.get_kind_display()}.")
            if changed.user_id == request.user.pk and kind != Role.Kind.ADMINISTRATOR:
                return redirect("start")
            return redirect("people", region)
        except Refused as refused:
            form.refuse(refused)
    return _person_page(request, role, form)


@require_POST
def person_end(request: Request, region: str, person: str) -> HttpResponse:
    role = _role_for(request, region, person)
    try:
        end_access(role=role, by=request.user)
    except Refused as refused:
        return _person_page(request, role, _unchanged(role), refused)
    messages.success(request, f"{name_of(role)} heeft geen toegang meer tot {role.region}.")
    return redirect("start") if role.user_id == request.user.pk else redirect("people", region)


@require_POST
def person_active(request: Request, region: str, person: str) -> HttpResponse:
    """``actief`` is 1 or 0."""
    role = _role_for(request, region, person)
    active = request.POST.get("actief") == "1"
    try:
        set_active(role=role, active=active, by=request.user)
    except Refused as refused:
        return _person_page(request, role, _unchanged(role), refused)
    messages.success(request, f"{name_of(role)} kan {'weer' if active else 'niet meer'} inloggen.")
    return redirect("people", region)


@require_safe
def people_rights(request: Request, region: str) -> HttpResponse:
    """Who has which rights, to keep or to have checked."""
    found = _administered(request, region)
    answer = HttpResponse(rights_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rechten-{found.slug}.csv"'
    return answer


def _region_for(request: Request, slug: str) -> Region:
    try:
        return Region.objects.visible_to(request.user).get(slug=slug)
    except Region.DoesNotExist:
        raise Missing("Deze regio bestaat niet, of u hoort er niet bij.") from None


def _administered(request: Request, slug: str) -> Region:
    found = _region_for(request, slug)
    _require_administrator(request, found)
    return found


def _require_administrator(request: Request, region: Region) -> None:
    if not request.user.has_perm(Right.PEOPLE, region):
        raise PermissionDenied(ADMINISTRATOR_ONLY)


def _role_for(request: Request, slug: str, username: str) -> Role:
    """The person's role here.  Raises ``Missing`` and ``PermissionDenied``."""
    region = _region_for(request, slug)
    known = Role.objects.filter(region=region).select_related("user", "municipality", "region")
    try:
        role = known.get(user__username=username)
    except Role.DoesNotExist:
        raise Missing("Deze persoon heeft geen rol in deze regio.") from None
    _require_administrator(request, region)
    return role


def _welcome(request: Request, role: Role) -> str:
    if role.user.has_usable_password():
        return f"{name_of(role)} had al een account en is nu {role.get_kind_display()} in {role.region}."
    send_invitation(request, role)
    return f"{name_of(role)} is uitgenodigd. Er is een e-mail verstuurd naar {role.user.email}."


def _unchanged(role: Role) -> RoleForm:
    now = {"rol": role.kind, "gemeente": role.municipality_id}
    return RoleForm(initial=now, region=role.region, now=role.municipality)


def _person_page(
    request: Request, role: Role, form: RoleForm, refused: Refused | None = None
) -> HttpResponse:
    context = {
        "region": role.region,
        "role": role,
        "name": name_of(role),
        "access": access_of(role),
        "is_self": role.user_id == request.user.pk,
        "may_set_active": may_set_active(role, request.user),
        "form": form,
        "refused": refused,
    }
    answer = _page(request, "people/person.html", context, role.region)
    if refused:
        answer.status_code = 422
    return answer


def _page(
    request: Request, template: str, context: dict[str, Any], region: Region, current: str = "people"
) -> HttpResponse:
    """Where the region has one plan, its menu stays in sight."""
    plans = list(Plan.objects.visible_to(request.user).filter(region=region)[:2])
    return page(request, template, context, plan=plans[0] if len(plans) == 1 else None, current=current)
