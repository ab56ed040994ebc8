"""Pages about who is in a region: "wie mag wat" for everybody, Beheer for its administrators."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from municipalities.models import Region, Role
from municipalities.people import (
    change_role,
    end_access,
    invite,
    invite_again,
    is_invited,
    may_set_active,
    note_not_sent,
    set_active,
)
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Missing, Request, region_for
from reports.people.forms import ChangeForm, InviteForm
from reports.people.lists import access_of, name_of, right_rows, rights_csv, roles_of
from reports.people.passwords import send_invitation
from reports.shell import region_page

form_page = require_http_methods(["GET", "HEAD", "POST"])
ADMINISTRATOR_ONLY = (
    "Beheer is alleen voor beheerders van de regio: zij nodigen mensen uit en geven rollen. "
    "Vraag een beheerder van uw regio als er iets moet veranderen."
)


@require_safe
def rights(request: Request, region: str) -> HttpResponse:
    """Which role may do what: the table that the rules themselves read."""
    found = region_for(request, region)
    own = Role.Kind(found.role).label
    context = {"region": found, "rows": right_rows(), "kinds": Role.Kind.labels, "own": own}
    return region_page(request, "people/rights.html", context, found, "rights")


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
            _welcome(request, role)
            return redirect("people", region)
        except Refused as refused:
            form.refuse(refused)
    rows = [(role, name_of(role), access_of(role)) for role in roles_of(found)]
    return region_page(request, "people/list.html", {"region": found, "rows": rows, "form": form}, found)


def of_person(
    view: Callable[[Request, Role], HttpResponse],
) -> Callable[[Request, str, str], HttpResponse]:
    """The view gets the person's role.  Who has none (any more) gives a page that leads back to Beheer."""

    @wraps(view)
    def found(request: Request, region: str, person: str) -> HttpResponse:
        where = region_for(request, region)
        known = Role.objects.filter(region=where).select_related("user", "municipality", "region")
        role = known.filter(user__username=person).first()
        if role is None:
            if not request.user.has_perm(Right.PEOPLE, where):
                raise Missing("Deze persoon heeft geen rol in deze regio.")
            answer = region_page(request, "people/gone.html", {"region": where}, where)
            answer.status_code = 404
            return answer
        _require_administrator(request, where)
        return view(request, role)

    return found


@form_page
@of_person
def person(request: Request, role: Role) -> HttpResponse:
    """One person: another role or municipality, and what else an administrator may do."""
    form = ChangeForm(request.POST if request.method == "POST" else None, role=role)
    if form.is_valid():
        kind, municipality = form.cleaned_data["rol"], form.cleaned_data["gemeente"]
        try:
            changed = change_role(
                role=role, kind=kind, municipality=municipality, seen=form.seen, by=request.user
            )
            messages.success(request, f"{name_of(changed)} is nu {changed.get_kind_display()}.")
            if changed.user_id == request.user.pk and kind != Role.Kind.ADMINISTRATOR:
                return redirect("start")
            return redirect("people", role.region.slug)
        except Refused as refused:
            form.refuse(refused)
    return _about(request, role, "people/person.html", form=form)


@require_POST
@of_person
def person_invite(request: Request, role: Role) -> HttpResponse:
    """The invitation once more, for who has no password yet."""
    try:
        invite_again(role=role, by=request.user)
    except Refused as refused:
        return _about(request, role, "people/person.html", refused=refused, form=ChangeForm(role=role))
    _mail_invitation(request, role, f"Er is opnieuw een uitnodiging verstuurd naar {role.user.email}.")
    return redirect("people", role.region.slug)


@form_page
@of_person
def person_end(request: Request, role: Role) -> HttpResponse:
    """Asks first: the person is out at once."""
    refused = None
    if request.method == "POST":
        try:
            end_access(role=role, by=request.user)
            messages.success(request, f"{name_of(role)} heeft geen toegang meer tot {role.region}.")
            if role.user_id == request.user.pk:
                return redirect("start")
            return redirect("people", role.region.slug)
        except Refused as problem:
            refused = problem
    return _about(request, role, "people/end.html", refused=refused)


@form_page
@of_person
def person_active(request: Request, role: Role) -> HttpResponse:
    """``actief`` is 1 or 0.  Asks first where somebody is shut out."""
    refused = None
    if request.method == "POST":
        active = request.POST.get("actief") == "1"
        try:
            set_active(role=role, active=active, by=request.user)
            can = "kan weer" if active else "kan niet meer"
            messages.success(request, f"{name_of(role)} {can} inloggen.")
            return redirect("people", role.region.slug)
        except Refused as problem:
            refused = problem
    return _about(request, role, "people/disable.html", refused=refused)


@require_safe
def people_rights(request: Request, region: str) -> HttpResponse:
    """Who has which rights, to keep or to have checked."""
    found = _administered(request, region)
    answer = HttpResponse(rights_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rechten-{found.slug}.csv"'
    return answer


def _administered(request: Request, slug: str) -> Region:
    found = region_for(request, slug)
    _require_administrator(request, found)
    return found


def _require_administrator(request: Request, region: Region) -> None:
    if not request.user.has_perm(Right.PEOPLE, region):
        raise PermissionDenied(ADMINISTRATOR_ONLY)


def _welcome(request: Request, role: Role) -> None:
    """Tells the person by mail, and the administrator what became of that."""
    if role.user.has_usable_password():
        known = f"{name_of(role)} had al een account en is nu {role.get_kind_display()} in {role.region}."
        messages.success(request, known)
    else:
        sent = f"{name_of(role)} is uitgenodigd. Er is een e-mail verstuurd naar {role.user.email}."
        _mail_invitation(request, role, sent)


def _mail_invitation(request: Request, role: Role, sent: str) -> None:
    if send_invitation(request, role):
        messages.success(request, sent)
        return
    note_not_sent(user=role.user, by=request.user)
    messages.warning(
        request,
        f"{name_of(role)} heeft de rol, maar de uitnodiging kon niet worden verstuurd naar "
        f"{role.user.email or 'een leeg e-mailadres'}. Klik op de naam in de lijst en kies later "
        "‘Uitnodiging opnieuw sturen’. Lukt het dan weer niet, vraag dan wie de e-mail van deze "
        "toepassing beheert.",
    )


def _about(
    request: Request,
    role: Role,
    template: str,
    *,
    form: ChangeForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """A page about one person, with what was refused."""
    context = {
        "region": role.region,
        "role": role,
        "name": name_of(role),
        "access": access_of(role),
        "is_self": role.user_id == request.user.pk,
        "is_invited": is_invited(role.user),
        "may_set_active": may_set_active(role, request.user),
        "form": form,
        "refused": refused,
    }
    answer = region_page(request, template, context, role.region)
    if refused:
        answer.status_code = 422
    return answer
