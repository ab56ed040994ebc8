"""The bodies of a region: a list to read, for administrators to change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from decisions.actions.bodies import add_body, check_without_positions, delete_body, rename_body
from decisions.models import Body
from municipalities.models import Region
from municipalities.rights import Right
from reports.access import Missing, Request, region_for
from reports.measures.pages import form_page, refusal_of, saved, sent
from reports.permissions import require
from reports.positions.forms import BodyForm
from reports.shell import region_page


@form_page
def bodies(request: Request, region: str) -> HttpResponse:
    """The list, with a form that adds one."""
    found = region_for(request, region)
    if request.method == "POST":
        require(request, Right.MEMBERS, found)
    form = BodyForm(sent(request))
    if saved(request, form, lambda: add_body(region=found, name=form.cleaned_data["naam"], by=request.user)):
        messages.success(request, f"‘{form.cleaned_data['naam']}’ is toegevoegd.")
        return redirect("bodies", region)
    context = {
        "region": found,
        "bodies": found.bodies.all(),
        "form": form,
        "may_edit": request.user.has_perm(Right.MEMBERS, found),
    }
    return region_page(request, "positions/bodies.html", context, found, "members")


@form_page
def body_rename(request: Request, region: str, body: str) -> HttpResponse:
    found, shown = _body(request, region, body)
    form = BodyForm(sent(request), stands={"name": shown.name})
    if saved(request, form, lambda: rename_body(body=shown, name=form.cleaned_data["naam"], by=request.user)):
        messages.success(request, "De naam is bewaard.")
        return redirect("bodies", region)
    context = {"region": found, "form": form, "title": "Overleg hernoemen", "about": shown.name}
    context["back"] = reverse("bodies", args=[region])
    return region_page(request, "members/form.html", context, found, "members")


@form_page
def body_delete(request: Request, region: str, body: str) -> HttpResponse:
    """Asks first; says beforehand what stands in the way."""
    found, shown = _body(request, region, body)
    posted, back = request.method == "POST", reverse("bodies", args=[region])
    refusal = refusal_of(
        (lambda: delete_body(body=shown, by=request.user))
        if posted
        else (lambda: check_without_positions(shown))
    )
    if posted and not refusal:
        messages.success(request, f"‘{shown}’ is verwijderd.")
        return redirect(back)
    context = {
        "title": "Overleg verwijderen",
        "name": shown.name,
        "question": f"Wilt u ‘{shown}’ van de lijst met overleggen halen?",
        "final": True,
        "region": found,
        "refusal": refusal,
        "posted": posted,
        "back": back,
    }
    return region_page(request, "measures/delete.html", context, found, "members")


def _body(request: Request, region: str, slug: str) -> tuple[Region, Body]:
    """The body, for who may change it."""
    found = region_for(request, region)
    body = Body.objects.select_related("region").filter(region=found, slug=slug).first()
    if body is None:
        raise Missing("Dit overleg bestaat niet of niet meer. Er is niets bewaard.")
    require(request, Right.MEMBERS, found)
    return found, body
