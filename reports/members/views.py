"""Pages about which municipalities take part in a region: for all to read, for administrators to change."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets.actions.membership import (
    add_member,
    change_member,
    check_removable,
    name_centre,
    region_tasks,
    remove_centre,
    remove_member,
)
from budgets.dutch_numbers import enumeration, whole
from municipalities.models import CentreMunicipality, Inhabitants, Region, RegionMember
from municipalities.rights import Right
from reports.access import Missing, Request, region_for
from reports.measures.pages import refusal_of, saved, sent
from reports.members.forms import CentreForm, MemberForm
from reports.permissions import require
from reports.shell import region_page

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def members(request: Request, region: str) -> HttpResponse:
    found = region_for(request, region)
    context = {
        "region": found,
        "rows": [_row(member) for member in _members(found)],
        "parts": [(part, [row.municipality.name for row in _members(part)]) for part in found.parts.all()],
        "centres": found.centres.select_related("municipality").order_by("task", "municipality__name"),
        "tasks": enumeration(region_tasks(found)),
        "may_edit": request.user.has_perm(Right.MEMBERS, found),
        "plans": found.plans.all(),
    }
    return region_page(request, "members/list.html", context, found, "members")


@form_page
def member_new(request: Request, region: str) -> HttpResponse:
    found = _administered(request, region)
    form = MemberForm(sent(request), region=found)

    def act() -> RegionMember:
        chosen = form.cleaned_data["gemeente"]
        return add_member(region=found, municipality=chosen, values=form.values(), by=request.user)

    if saved(request, form, act):
        messages.success(request, f"{form.cleaned_data['gemeente']} is toegevoegd.")
        if found.plans.filter(keys__isnull=False).exists():
            messages.info(
                request,
                "Kijk ook bij Verdeelsleutels: een sleutel met percentages of eigen gewichten heeft voor "
                "deze gemeente nog geen gewicht.",
            )
        return redirect("members", region)
    return _form(request, found, form, "Gemeente toevoegen")


@form_page
def member_change(request: Request, region: str, code: str) -> HttpResponse:
    found = region_for(request, region)
    member = _member(found, code)
    require(request, Right.MEMBERS, found)
    form = MemberForm(sent(request), region=found, member=member)

    def act() -> RegionMember:
        return change_member(member=member, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        messages.success(request, f"De deelname van {member.municipality} is bewaard.")
        return redirect("members", region)
    return _form(request, found, form, "Deelname wijzigen", member.municipality.name)


@form_page
def member_delete(request: Request, region: str, code: str) -> HttpResponse:
    found = region_for(request, region)
    member = _member(found, code)
    require(request, Right.MEMBERS, found)
    question = f"Wilt u {member.municipality} van de lijst halen, alsof de gemeente nooit deelnam?"
    return _confirmed(
        request,
        found,
        lambda: remove_member(member=member, by=request.user),
        lambda: check_removable(member),
        {"title": "Gemeente van de lijst halen", "name": member.municipality.name, "question": question},
    )


@form_page
def centre_new(request: Request, region: str) -> HttpResponse:
    found = _administered(request, region)
    form = CentreForm(sent(request), region=found)

    def act() -> CentreMunicipality:
        given = form.cleaned_data
        return name_centre(region=found, municipality=given["gemeente"], task=given["taak"], by=request.user)

    if saved(request, form, act):
        given = form.cleaned_data
        messages.success(request, f"{given['gemeente']} is centrumgemeente voor {given['taak'].casefold()}.")
        return redirect("members", region)
    return _form(request, found, form, "Centrumgemeente noemen")


@form_page
def centre_delete(request: Request, region: str, centre: int) -> HttpResponse:
    found = region_for(request, region)
    shown = found.centres.select_related("municipality", "region").filter(pk=centre).first()
    if shown is None:
        raise Missing("Deze centrumgemeente staat er niet of niet meer.")
    require(request, Right.MEMBERS, found)
    question = f"Is {shown.municipality} geen centrumgemeente meer voor {shown.task}?"
    return _confirmed(
        request,
        found,
        lambda: remove_centre(centre=shown, by=request.user),
        lambda: None,
        {"title": "Centrumgemeente weghalen", "name": str(shown), "question": question},
    )


def _members(region: Region) -> list[RegionMember]:
    """Who takes part now first, by name."""
    newest = Prefetch("municipality__inhabitants", Inhabitants.objects.order_by("-year"))
    rows = region.members.select_related("municipality").prefetch_related(newest)
    return sorted(rows, key=lambda row: (_state(row) != "", row.municipality.name))


def _row(member: RegionMember) -> dict[str, Any]:
    counted = next(iter(member.municipality.inhabitants.all()), None)
    return {
        "member": member,
        "state": _state(member),
        "tasks": enumeration(member.tasks) if member.tasks else "alle",
        "inhabitants": whole(100 * counted.count) if counted else "",
        "year": counted.year if counted else None,
    }


def _state(member: RegionMember) -> str:
    """Empty for who takes part today."""
    today: date = timezone.localdate()
    if member.member_until and member.member_until < today:
        return "uitgetreden"
    return "nog niet" if member.member_from and member.member_from > today else ""


def _member(region: Region, code: str) -> RegionMember:
    found = region.members.select_related("municipality", "region__parent").filter(municipality__code=code)
    member = found.first()
    if member is None:
        raise Missing("Deze gemeente neemt niet of niet meer deel aan de regio. Er is niets bewaard.")
    return member


def _administered(request: Request, slug: str) -> Region:
    found = region_for(request, slug)
    require(request, Right.MEMBERS, found)
    return found


def _form(
    request: Request, region: Region, form: MemberForm | CentreForm, title: str, about: str = ""
) -> HttpResponse:
    context = {
        "region": region,
        "form": form,
        "title": title,
        "about": about,
        "tasks": form["taken"] if "taken" in form.fields else None,
        "other_task": form["andere_taak"] if "andere_taak" in form.fields else None,
        "back": reverse("members", args=[region.slug]),
    }
    return region_page(request, "members/form.html", context, region, "members")


def _confirmed(
    request: Request,
    region: Region,
    act: Callable[[], None],
    check: Callable[[], None],
    words: dict[str, str],
) -> HttpResponse:
    """Asks first, and says beforehand what stands in the way."""
    posted, back = request.method == "POST", reverse("members", args=[region.slug])
    refusal = refusal_of(act if posted else check)
    if posted and not refusal:
        messages.success(request, f"‘{words['name']}’ staat niet meer op de lijst.")
        return redirect(back)
    context = words | {"final": True, "region": region, "refusal": refusal, "posted": posted, "back": back}
    return region_page(request, "measures/delete.html", context, region, "members")
