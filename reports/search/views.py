"""The page that looks for combinations, a search that takes long, and a scenario of what was found."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from budgets.actions.scenarios import create_scenario, free_name
from budgets.actions.searches import start_search, stop_search
from budgets.engine import Choice
from budgets.models import Search
from budgets.part_address import part_in
from budgets.permission_wording import MAKE
from budgets.search_wording import options_words, question_words
from measures.models import Plan
from municipalities.refusals import Refused
from reports.access import Request, plan_for, search_for, wants_part
from reports.permissions import require
from reports.scenario_forms import LONGEST_NAME
from reports.search.asked import Asked, asked_in, compact, form_for
from reports.search.outcome import outcome
from reports.shell import page


@require_safe
def search(request: Request, region: str, plan: str) -> HttpResponse:
    """Asked in the address, so that question and answer can be mailed."""
    found = plan_for(request, region, plan)
    query = compact(request.GET)
    if query.urlencode() != request.GET.urlencode():  # a form sends what was left empty too
        return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)
    form = form_for(request.GET, found)
    asked = asked_in(form, request.GET)
    context = {"form": form, "asked": asked} | outcome(request, found, asked)
    return page(request, "search/search.html", context, plan=found, current="scenarios")


@require_POST
def search_start(request: Request, region: str, plan: str) -> HttpResponse:
    """Begins what the page could not do within a second."""
    found = plan_for(request, region, plan)
    asked = _asked(request, found)
    start_search(plan=found, choice=asked.choice, question=asked.question, by=request.user)
    return _answer(request, found, asked)


@require_safe
def search_progress(request: Request, region: str, plan: str, search: int) -> HttpResponse:
    """How far it is, or the answer; HTMX asks every second."""
    found = search_for(request, region, plan, search)
    return _answer(request, found.plan, _asked(request, found.plan), found)


@require_POST
def search_stop(request: Request, region: str, plan: str, search: int) -> HttpResponse:
    found = search_for(request, region, plan, search)
    stop_search(search=found, by=request.user)
    return _answer(request, found.plan, _asked(request, found.plan))


@require_POST
def search_scenario(request: Request, region: str, plan: str) -> HttpResponse:
    """Makes a scenario of a combination: its options, and the terms of the scenario that was started from."""
    found = plan_for(request, region, plan)
    require(request, MAKE, found)
    asked = _asked(request, found)
    rank, *pressed = request.POST.get("combinatie", "").split() or [""]
    if not rank.isascii() or not rank.isdigit():
        raise Refused(
            "Het is niet duidelijk van welke combinatie een scenario moet komen. Er is niets gemaakt."
        )
    choice = _choice(asked.choice, pressed)
    name = free_name(found, _name(asked, int(rank), choice))
    made = create_scenario(plan=found, name=name, by=request.user, choice=choice)
    messages.success(request, f"‘{made.name}’ is gemaakt. U kunt het hernoemen en verder aanpassen.")
    return redirect("scenario", region, plan, made.slug)


def _asked(request: Request, plan: Plan) -> Asked:
    """What stands in the address, or in the field of a form that is posted.

    Raises ``Refused`` where that is no question that makes sense.
    """
    query = QueryDict(request.POST.get("vraag", "")) if request.method == "POST" else request.GET
    asked = asked_in(form_for(query, plan), query)
    if asked is None:
        raise Refused("Deze zoekvraag klopt niet of niet meer. Stel haar opnieuw bij Combinaties zoeken.")
    return asked


def _answer(request: Request, plan: Plan, asked: Asked, search: Search | None = None) -> HttpResponse:
    """The part of the page under the question; without HTMX the page itself."""
    if not wants_part(request):
        address = reverse("search", args=[plan.region.slug, plan.slug])
        return redirect(f"{address}?{asked.query.urlencode()}")
    context = {"plan": plan, "asked": asked} | outcome(request, plan, asked, search)
    return render(request, "search/_part.html", context)


def _choice(start: Choice, pressed: list[str]) -> Choice:
    """What the button said, over the parameters of the start.  Raises ``Refused``."""
    pairs = [word.partition(":")[::2] for word in pressed]
    try:
        parts = {code: part_in(part) for code, part in pairs if part}
    except ValueError as error:
        raise Refused(
            "Het is niet duidelijk welk deel van een optie aan moet. Er is niets gemaakt."
        ) from error
    on = frozenset(code for code, _ in pairs)
    kept = {code: part for code, part in start.parts if code not in on}
    return replace(start, on=on, parts=tuple(sorted((kept | parts).items())))


def _name(asked: Asked, rank: int, choice: Choice) -> str:
    """ "Zoekresultaat 1: besparing ten minste € 300.000 in 2023"."""
    if rank:
        return f"Zoekresultaat {rank}: {question_words(asked.question)}"[:LONGEST_NAME]
    on = choice.on & asked.data.option_index.keys()
    return f"Zoekresultaat: {options_words(len(on))}"
