"""One file that was brought: looked at, corrected, answered and taken over."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from budgets.actions.imports import (
    answer_questions,
    answers_of,
    import_budget,
    map_file,
    preview_of,
)
from budgets.actions.undo import can_be_undone
from budgets.change_wording import stories
from budgets.imports.comparison.preview import Preview
from budgets.models import ImportFile
from measures.models import Change, Plan
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Request, import_for
from reports.history.address import entry_address
from reports.imports.file_page import Said, file_answer
from reports.imports.mapping_form import USED, mapping_from
from reports.imports.questions import answers_from
from reports.permissions import require
from reports.shell import page

LARGE = 300_000
"""Bytes from which a file takes longer than a page should: its page comes first, what is in it follows."""
NOW = "nu"
"""In the address of a large file: wait for it all."""
ANSWERS_GONE = "Wat u bij de vragen had geantwoord, is gewist: de rijen zijn opnieuw herkend."
SAVED_FIRST = (
    "Uw antwoorden zijn bewaard; er is nog niets overgenomen. Kijk na wat er nu verandert en neem het over."
)


@require_safe
def import_page(request: Request, region: str, plan: str, file: int) -> HttpResponse:
    """What became of the file, or what it would change; of a large one first that it is being read."""
    found = _file(request, region, plan, file)
    if found.change is not None:
        return _applied(request, found, found.change)
    if not found.size:
        return _gone(request, found, "De inhoud van dit bestand is niet meer bewaard.")
    if found.size > LARGE and NOW not in request.GET and not request.htmx:
        context = {"file": found, "query": urlencode(request.GET.dict() | {NOW: "1"})}
        return page(request, "imports/wait.html", context, plan=found.plan, current="imports")
    try:
        return file_answer(request, found, found.plan, Said())
    except Refused as refused:
        return _gone(request, found, refused.message)


@require_POST
def import_mapping(request: Request, region: str, plan: str, file: int) -> HttpResponse:
    """Reads the file with the mapping as corrected."""
    found = _file(request, region, plan, file)
    said = Said(is_mapping=True)
    made = preview_of(found, found.plan)
    had_answers = bool(answers_of(found))
    try:
        mapping, said.mapping = mapping_from(
            request.POST, request.POST.getlist(USED), made.book, made.mapping, found.plan.years
        )
        if mapping != made.mapping:
            map_file(file=found, mapping=mapping, by=request.user)
            said.mapping += [ANSWERS_GONE] * had_answers
    except Refused as refused:
        said.mapping_error = refused.message
    said.status = said.mapping_error or "Het bestand is opnieuw herkend."
    return _answered(request, found, said, "herkend")


@require_POST
def import_answers(request: Request, region: str, plan: str, file: int) -> HttpResponse:
    """Keeps what was decided, and shows what follows from it."""
    found = _file(request, region, plan, file)
    before = preview_of(found, found.plan).preview
    _keep_answers(request, found, before)
    return _answered(request, found, Said(status="Uw antwoord is bewaard.", before=before), "vragen")


@require_POST
def import_apply(request: Request, region: str, plan: str, file: int) -> HttpResponse:
    """Takes over what the page showed.  Where that is no longer what would happen, the page says so."""
    found = _file(request, region, plan, file)
    try:
        if _keep_answers(request, found, preview_of(found, found.plan).preview):
            raise Refused(SAVED_FIRST)
        change = import_budget(file=found, seal=request.POST.get("zegel", ""), by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"‘{found.name}’ is overgenomen als wijziging {change.revision}.")
    return redirect("import", region, plan, file)


def _file(request: Request, region: str, plan: str, pk: int) -> ImportFile:
    found = import_for(request, region, plan, pk)
    require(request, Right.IMPORT, found.plan)
    return found


def _keep_answers(request: Request, file: ImportFile, preview: Preview) -> bool:
    """Whether the form said anything that was not decided yet.  Raises ``Refused``."""
    answers = answers_from(request.POST.dict(), preview, answers_of(file))
    if answers:
        answer_questions(file=file, answers=answers, by=request.user)
    return bool(answers)


def _answered(request: Request, file: ImportFile, said: Said, anchor: str) -> HttpResponse:
    """For HTMX the part that follows; else the page, by its own address."""
    if request.htmx:
        return file_answer(request, file, file.plan, said)
    sentences = [said.mapping_error, *said.mapping]
    for sentence in filter(None, sentences):
        messages.warning(request, sentence)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    address = reverse("import", args=[file.plan.region.slug, file.plan.slug, file.pk])
    return redirect(f"{address}{query}" if any(sentences) else f"{address}{query}#{anchor}")


def _gone(request: Request, file: ImportFile, sentence: str) -> HttpResponse:
    context = {"file": file, "sentence": sentence}
    return page(request, "imports/gone.html", context, plan=file.plan, current="imports")


def _applied(request: Request, file: ImportFile, change: Change) -> HttpResponse:
    plan: Plan = file.plan
    context = {
        "file": file,
        "change": change,
        "story": stories(plan, [change])[0],
        "entry": entry_address(plan, change),
        "may_undo": can_be_undone(change),
    }
    return page(request, "imports/applied.html", context, plan=plan, current="imports")
