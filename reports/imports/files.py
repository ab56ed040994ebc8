"""The files of a plan: bringing one, dropping one, and the mappings that the region keeps."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from budgets.actions.imports import KEPT_DAYS, bring_file, drop_file, forget_mapping
from budgets.models import ImportFile, ImportMapping
from measures.models import Plan
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Missing, Request, import_for, plan_for
from reports.history.address import entry_address
from reports.imports.forms import UploadForm
from reports.imports.words import LARGEST_FILE
from reports.permissions import require
from reports.shell import page

MOST_WAITING, MOST_APPLIED = 50, 20


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request, region: str, plan: str) -> HttpResponse:
    """Asks for a file; posted, the page of that file.  What is wrong with it is said at the field."""
    found = plan_for(request, region, plan)
    require(request, Right.IMPORT, found)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            file = _brought(found, form, request)
        except Refused as refused:
            form.add_error("bestand", refused.message)
        else:
            address = reverse("import", args=[region, plan, file.pk])
            return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    context: dict[str, Any] = {"form": form, "plan": found, "largest": LARGEST_FILE, "kept_days": KEPT_DAYS}
    if request.htmx and request.method == "POST":
        return render(request, "imports/_choose.html", context)
    context |= _files(request, found)
    return page(request, "imports/imports.html", context, plan=found, current="imports")


def _brought(plan: Plan, form: UploadForm, request: Request) -> ImportFile:
    """Raises ``Refused``."""
    upload = form.cleaned_data["bestand"]
    return bring_file(plan=plan, name=upload.name or "bestand", content=upload.read(), by=request.user)


def _files(request: Request, plan: Plan) -> dict[str, Any]:
    files = ImportFile.objects.visible_to(request.user).filter(plan=plan).without_content()
    files = files.select_related("brought_by", "change__made_by", "change__undone_by", "plan__region")
    applied = files.exclude(change=None)
    return {
        "waiting": files.filter(change=None)[:MOST_WAITING],
        "applied": [
            (file, entry_address(plan, file.change)) for file in applied[:MOST_APPLIED] if file.change
        ],
        "applied_left_out": max(0, applied.count() - MOST_APPLIED),
        "mappings": plan.region.import_mappings.select_related("used_by").defer("mapping_json"),
    }


@require_POST
def import_drop(request: Request, region: str, plan: str, file: int) -> HttpResponse:
    found = import_for(request, region, plan, file)
    require(request, Right.IMPORT, found.plan)
    drop_file(file=found, by=request.user)
    messages.success(request, f"‘{found.name}’ is weggedaan. Er is niets van in de begroting gekomen.")
    return redirect("imports", region, plan)


@require_POST
def mapping_forget(request: Request, region: str, plan: str, mapping: int) -> HttpResponse:
    found = plan_for(request, region, plan)
    try:
        kept = ImportMapping.objects.select_related("region").get(region=found.region_id, pk=mapping)
    except ImportMapping.DoesNotExist:
        raise Missing("Deze kolomindeling bestaat niet of is al vergeten.") from None
    require(request, Right.IMPORT, found)
    forget_mapping(mapping=kept, by=request.user)
    messages.success(
        request, f"De kolomindeling van ‘{kept.name}’ is vergeten. Zo’n bestand wordt weer vanzelf herkend."
    )
    return redirect("imports", region, plan)
