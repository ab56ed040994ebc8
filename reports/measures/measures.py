"""A measure's page, and adding, changing, ending and deleting measures and their lines."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.actions.cover import GENERAL, line_cover, measure_words
from budgets.actions.measures import (
    add_line,
    add_measure,
    change_line,
    change_measure,
    check_may_go,
    delete_line,
    delete_measure,
    end_measure,
    options_on,
)
from budgets.dutch_numbers import whole
from budgets.engine import BudgetResult, subtotal, unchanged
from budgets.history import changes_of_measure
from budgets.models import CostAmount, CostLine, Cover
from budgets.snapshot import budget_data
from budgets.wording import PRIORITY_WORDS
from measures.models import Measure, Plan
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.figure_cells import PM, figure_cell, figure_cells, no_amount, plain_cell
from reports.measures.forms import EndForm, LineForm, MeasureForm
from reports.measures.pages import delete_answer, find, form_answer, form_page, recent, saved, sent
from reports.permissions import require
from reports.shell import page


def measure_for(request: Request, region: str, plan: str, measure: str) -> tuple[Plan, Measure]:
    found = plan_for(request, region, plan)
    rows = Measure.objects.filter(plan=found).select_related("goal")
    return found, find(request, rows, measure, "Deze maatregel", found)


def line_for(request: Request, measure: Measure, line: str) -> CostLine:
    rows = CostLine.objects.filter(measure=measure).select_related("measure")
    return find(request, rows, line, "Deze kostenpost", measure.plan)


def measure_page(request: Request, region: str, plan: str, measure: str) -> HttpResponse:
    found, shown = measure_for(request, region, plan, measure)
    result = unchanged(budget_data(found))
    lines = list(shown.cost_lines.select_related("measure").order_by("position", "pk"))
    codes = [line.code for line in lines if line.code in result.data.line_index]
    amounts = CostAmount.objects.filter(cost_line__in=lines)
    may_amounts = request.user.has_perm(Right.AMOUNTS, found)
    held = set() if may_amounts else set(amounts.values_list("cost_line_id", flat=True))
    may_cover = request.user.has_perm(Right.STREAMS, found)
    covered, default = _covered(lines), measure_words(shown)
    held |= set() if may_cover else covered
    paid = _paid_by(result, covered, lines)
    context = {
        "measure": shown,
        "years": found.years,
        "rows": [_row(found, result, line, line.pk not in held) | paid.get(line.code, {}) for line in lines],
        "default": default,
        "has_default": default != GENERAL,
        "may_cover": may_cover,
        "sum": _sum(found, result, shown, codes),
        "options": options_on(lines),
        "stories": recent(changes_of_measure(found, shown), found),
        "may_edit": request.user.has_perm(Right.MEASURES, found),
        "may_delete": not held and (may_cover or default == GENERAL),
        "may_amounts": may_amounts,
    }
    return page(request, "measures/measure.html", context, plan=found, current="measures")


@form_page
def measure_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.MEASURES, found)
    if not found.goals.exists():
        messages.warning(request, "Maak eerst een doel: elke maatregel hoort bij een doel.")
        return redirect("structure", region, plan)
    form = MeasureForm(sent(request), plan=found, initial={"doel": request.GET.get("doel")})
    made: list[Measure] = []
    if saved(request, form, lambda: made.append(add_measure(**form.values(), by=request.user))):
        messages.success(request, f"De maatregel ‘{made[0]}’ is toegevoegd. Voeg nu de kostenposten toe.")
        return redirect("measure", region, plan, made[0].code)
    back = reverse("structure", args=[region, plan])
    return form_answer(request, found, form, title="Nieuwe maatregel", back=back, button="Toevoegen")


@form_page
def measure_change(request: Request, region: str, plan: str, measure: str) -> HttpResponse:
    """Name, explanation, and the goal that it falls under."""
    found, shown = measure_for(request, region, plan, measure)
    require(request, Right.MEASURES, found)
    form = MeasureForm(sent(request), plan=found, measure=shown)

    def act() -> Measure:
        return change_measure(measure=shown, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        messages.success(request, "De maatregel is bewaard.")
        return redirect("measure", region, plan, measure)
    back = reverse("measure", args=[region, plan, measure])
    return form_answer(request, found, form, title="Maatregel wijzigen", back=back, about=str(shown))


@form_page
def measure_end(request: Request, region: str, plan: str, measure: str) -> HttpResponse:
    found, shown = measure_for(request, region, plan, measure)
    require(request, Right.MEASURES, found)
    amounts = CostAmount.objects.filter(cost_line__measure=shown).aggregate(last=Max("year"))["last"]
    held = amounts if amounts and not request.user.has_perm(Right.AMOUNTS, found) else 0
    form = EndForm(sent(request), plan=found, measure=shown, first_possible=held)

    def act() -> Measure:
        return end_measure(
            measure=shown, last_year=form.values()["last_year"], by=request.user, seen=form.seen
        )

    if saved(request, form, act):
        year = form.values()["last_year"]
        messages.success(
            request, f"De maatregel eindigt na {year}." if year else "De maatregel loopt weer door."
        )
        return redirect("measure", region, plan, measure)
    note = (
        "Bedragen na het laatste jaar vervallen in dezelfde wijziging; die kunt u ongedaan maken in de "
        "geschiedenis."
    )
    if held > found.first_year:
        note = (
            f"Er staan bedragen tot en met {held}. Eerder beëindigen kan alleen een financieel adviseur of "
            "beheerder: de bedragen daarna vervallen dan."
        )
    back = reverse("measure", args=[region, plan, measure])
    return form_answer(
        request, found, form, title="Maatregel beëindigen", back=back, about=str(shown), note=note
    )


@form_page
def measure_delete(request: Request, region: str, plan: str, measure: str) -> HttpResponse:
    found, shown = measure_for(request, region, plan, measure)
    require(request, Right.MEASURES, found)
    amounts = CostAmount.objects.filter(cost_line__measure=shown)
    if not _may_delete(request, found, amounts):
        require(request, Right.AMOUNTS, found)
    lines = shown.cost_lines.count()
    with_lines = (
        f" met {lines} {'kostenpost' if lines == 1 else 'kostenposten'} en de bedragen daarvan"
        if lines
        else ""
    )
    return delete_answer(
        request,
        found,
        lambda: delete_measure(measure=shown, by=request.user),
        check=lambda: check_may_go(shown.cost_lines.all(), shown.covers.all(), request.user),
        title="Maatregel verwijderen",
        name=str(shown),
        question=f"Wilt u de maatregel ‘{shown}’{with_lines} verwijderen?",
        back=reverse("measure", args=[region, plan, measure]),
        after=reverse("structure", args=[region, plan]),
    )


@form_page
def line_new(request: Request, region: str, plan: str, measure: str) -> HttpResponse:
    found, shown = measure_for(request, region, plan, measure)
    require(request, Right.MEASURES, found)
    form = LineForm(sent(request))
    if saved(request, form, lambda: add_line(measure=shown, values=form.values(), by=request.user)):
        where = (
            "De bedragen vult u in bij Maatregelen."
            if request.user.has_perm(Right.AMOUNTS, found)
            else "Een financieel adviseur vult de bedragen in."
        )
        messages.success(request, f"De kostenpost is toegevoegd. {where}")
        return redirect("measure", region, plan, measure)
    back = reverse("measure", args=[region, plan, measure])
    return form_answer(
        request, found, form, title="Nieuwe kostenpost", back=back, about=str(shown), button="Toevoegen"
    )


@form_page
def line_change(request: Request, region: str, plan: str, measure: str, line: str) -> HttpResponse:
    found, shown = measure_for(request, region, plan, measure)
    row = line_for(request, shown, line)
    require(request, Right.MEASURES, found)
    form = LineForm(sent(request), line=row)

    def act() -> CostLine:
        return change_line(line=row, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        messages.success(request, "De kostenpost is bewaard.")
        return redirect("measure", region, plan, measure)
    back = reverse("measure", args=[region, plan, measure])
    return form_answer(request, found, form, title="Kostenpost wijzigen", back=back, about=str(row))


@form_page
def line_delete(request: Request, region: str, plan: str, measure: str, line: str) -> HttpResponse:
    found, shown = measure_for(request, region, plan, measure)
    row = line_for(request, shown, line)
    require(request, Right.MEASURES, found)
    if not _may_delete(request, found, row.amounts.all()):
        require(request, Right.AMOUNTS, found)
    back = reverse("measure", args=[region, plan, measure])
    return delete_answer(
        request,
        found,
        lambda: delete_line(line=row, by=request.user),
        check=lambda: check_may_go([row], [], request.user),
        title="Kostenpost verwijderen",
        name=str(row),
        question=f"Wilt u de kostenpost ‘{row}’ met de bedragen verwijderen?",
        back=back,
        after=back,
    )


def _may_delete(request: Request, plan: Plan, amounts: Any) -> bool:
    """What has amounts goes only with the right to change amounts."""
    if not request.user.has_perm(Right.MEASURES, plan):
        return False
    return bool(request.user.has_perm(Right.AMOUNTS, plan)) or not amounts.exists()


def _covered(lines: list[CostLine]) -> set[int]:
    """The lines with a cover of their own, by their pk."""
    return set(Cover.objects.filter(cost_line__in=lines).values_list("cost_line_id", flat=True))


def _paid_by(result: BudgetResult, covered: set[int], lines: list[CostLine]) -> dict[str, dict[str, Any]]:
    """Per line what pays it; nothing where the plan has no streams to pay with."""
    if not result.data.streams:
        return {}
    words = line_cover(result.data)
    assumed = {cover.line for cover in result.data.cover if cover.assumed}
    return {
        line.code: {
            "paid_by": words.get(line.code, GENERAL),
            "own": line.pk in covered,
            "assumed": line.code in assumed,
        }
        for line in lines
    }


def _row(plan: Plan, result: BudgetResult, line: CostLine, may_delete: bool) -> dict[str, Any]:
    priority = "none" if line.priority is None else str(line.priority)
    known = line.code in result.data.line_index
    return {
        "line": line,
        "may_delete": may_delete,
        "priority_word": PRIORITY_WORDS[priority],
        "cells": SafeString("".join(_cells(plan, result, line.code))) if known else "",
    }


def _sum(plan: Plan, result: BudgetResult, measure: Measure, codes: list[str]) -> SafeString:
    """Of all its lines."""
    at = reverse("budget", args=[plan.region.slug, plan.slug])
    asks = None if codes else ""
    amounts = subtotal(result, codes)
    return figure_cells(f"measures.{measure.code}", result.years, amounts, asks=asks, at=at)


def _cells(plan: Plan, result: BudgetResult, code: str) -> Iterator[str]:
    line = result.data.line(code)
    at = reverse("budget", args=[plan.region.slug, plan.slug])
    for i, (year, cents) in enumerate(zip(result.years, result.line(code), strict=True)):
        if line.pm and line.pm[i]:
            yield plain_cell(PM, " pm")
        elif line.amounts[i] is None:
            yield plain_cell(no_amount("geen bedrag"))
        else:
            yield figure_cell(f"lines.{code}", year, cents, whole(cents), at=at)
