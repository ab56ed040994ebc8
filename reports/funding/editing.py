"""Forms that say which stream pays a line, or by default the lines of a measure."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.actions.cover import GENERAL, Owner, change_cover, line_cover, measure_words
from budgets.engine import BudgetResult, unchanged
from budgets.models import CostLine
from budgets.snapshot import budget_data
from measures.models import Measure, Plan
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.funding.figures import capped, line_rows
from reports.funding.forms import CoverForm
from reports.measures.pages import find, form_page, saved, sent
from reports.permissions import require
from reports.shell import page


@form_page
def line_cover_page(request: Request, region: str, plan: str, line: str) -> HttpResponse:
    """Of one line: its own cover, or the measure's."""
    found = plan_for(request, region, plan)
    rows = CostLine.objects.filter(plan=found).select_related("measure")
    shown = find(request, rows, line, "Deze kostenpost", found)
    require(request, Right.STREAMS, found)
    form = CoverForm(sent(request), plan=found, of=shown)
    if _saved(request, form, shown):
        _tell(request, found, shown)
        return redirect("line_cover", region, plan, line)
    result, at = unchanged(budget_data(found)), reverse("budget", args=[region, plan])
    context = {
        "measure": shown.measure,
        "line": shown,
        "outcome": line_rows(result, line, at) if line in result.data.line_index else [],
        "words": line_cover(result.data).get(line, GENERAL),
        "measure_words": measure_words(shown.measure),
        "capped": list(capped(result, [line])),
    }
    return _form(request, found, form, context)


@form_page
def measure_cover_page(request: Request, region: str, plan: str, measure: str) -> HttpResponse:
    """Of a measure: for those of its lines that have no cover of their own."""
    found = plan_for(request, region, plan)
    shown = find(request, Measure.objects.filter(plan=found), measure, "Deze maatregel", found)
    require(request, Right.STREAMS, found)
    form = CoverForm(sent(request), plan=found, of=shown)
    lines = list(shown.cost_lines.select_related("measure"))
    if _saved(request, form, shown):
        _tell(request, found, shown)
        return redirect("measure_cover", region, plan, measure)
    result = unchanged(budget_data(found))
    context = {
        "measure": shown,
        "lines": _line_words(result, lines),
        "words": measure_words(shown),
        "capped": list(capped(result, [line.code for line in lines])),
    }
    return _form(request, found, form, context)


def _saved(request: Request, form: CoverForm, of: Owner) -> bool:
    def act() -> Owner:
        return change_cover(of=of, values=form.values(), by=request.user, seen=form.seen)

    return saved(request, form, act)


def _tell(request: Request, plan: Plan, of: Owner) -> None:
    """What it has become; the page itself says where a stream pays less than its fixed amount."""
    plan.refresh_from_db(fields=["revision"])
    if isinstance(of, Measure):
        words = measure_words(of)
    else:
        words = line_cover(budget_data(plan)).get(of.code, GENERAL)
    messages.success(request, f"De dekking van ‘{of}’ is bewaard: {words}.")


def _line_words(result: BudgetResult, lines: Collection[CostLine]) -> list[tuple[CostLine, str, bool]]:
    """Per line what pays it, and whether that is a cover of its own."""
    words = line_cover(result.data)
    own = set(
        CostLine.objects.filter(pk__in=[line.pk for line in lines], covers__isnull=False).values_list("pk")
    )
    return [(line, words.get(line.code, GENERAL), (line.pk,) in own) for line in lines]


def _form(request: Request, plan: Plan, form: CoverForm, context: dict[str, Any]) -> HttpResponse:
    context |= {"form": form, "years": plan.years}
    return page(request, "funding/cover.html", context, plan=plan, current="funding")
