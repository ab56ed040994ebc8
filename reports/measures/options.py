"""Adjustment options: the list, a page of each, and adding, changing and deleting them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.actions.option_terms import NEEDS
from budgets.actions.options import add_option, change_option, check_option_off, delete_option, scenarios_with
from budgets.dutch_numbers import euros, signed_euros
from budgets.engine import Effect, alone
from budgets.engine.money import cents_from_decimal
from budgets.history import changes_of_option
from budgets.models import AdjustmentOption
from budgets.snapshot import budget_data
from decisions.models import Position
from decisions.positions import positions_of
from measures.models import Plan
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.figure_cells import ask_link, figure_cell, figure_cells
from reports.measures.option_forms import OptionForm
from reports.measures.pages import delete_answer, find, form_answer, form_page, recent, saved, sent
from reports.measures.part_field import part_words
from reports.permissions import require
from reports.position_flags import said
from reports.shell import page


def option_for(request: Request, region: str, plan: str, option: str) -> tuple[Plan, AdjustmentOption]:
    found = plan_for(request, region, plan)
    rows = AdjustmentOption.objects.filter(plan=found)
    return found, find(request, rows, option, "Deze optie", found)


def options(request: Request, region: str, plan: str) -> HttpResponse:
    """Every option with what it saves by itself, per year."""
    found = plan_for(request, region, plan)
    data = budget_data(found)
    savings, at = alone(data), reverse("budget", args=[region, plan])
    rows = [
        {
            "option": option,
            "cells": figure_cells(f"options.{option.code}.alone", data.years, savings[option.code], at=at)
            if option.code in savings
            else "",
        }
        for option in found.options.all()
    ]
    context = {
        "rows": rows,
        "years": data.years,
        "may_edit": request.user.has_perm(Right.OPTIONS, found),
    }
    return page(request, "measures/options.html", context, plan=found, current="options")


def option_page(request: Request, region: str, plan: str, option: str) -> HttpResponse:
    found, shown = option_for(request, region, plan, option)
    context = {
        "option": shown,
        "was": _proposed(found, shown, "was"),
        "becomes": _proposed(found, shown, "becomes"),
        "named": shown.lines.select_related("measure"),
        "effects": _effect_rows(found, shown),
        "levels": [{"title": each.title, "words": part_words(each.part)} for each in shown.levels.all()],
        "relations": _relations(shown),
        "scenarios": scenarios_with(shown),
        "said": [said(position) for position in positions_of(found).of(shown.code)],
        "stories": recent(changes_of_option(found, shown), found),
        "may_edit": request.user.has_perm(Right.OPTIONS, found),
    }
    return page(request, "measures/option.html", context, plan=found, current="options")


def _proposed(plan: Plan, option: AdjustmentOption, part: str) -> str:
    """What its proposer wrote, with the way to what the budget has beside it; empty where nothing."""
    amount = getattr(option, part)
    if amount is None:
        return ""
    at = reverse("budget", args=[plan.region.slug, plan.slug])
    words = euros(cents_from_decimal(amount))
    return ask_link(f"proposed.{option.code}.{part}", plan.first_year, words, at=at)


@form_page
def option_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.OPTIONS, found)
    form = OptionForm(sent(request), plan=found)
    made: list[AdjustmentOption] = []

    def act() -> None:
        made.append(add_option(plan=found, values=form.values(), by=request.user))

    if saved(request, form, act):
        messages.success(request, f"De optie ‘{made[0]}’ is toegevoegd.")
        return redirect("option", region, plan, made[0].code)
    return _form(request, found, form, "Nieuwe optie", reverse("options", args=[region, plan]))


@form_page
def option_change(request: Request, region: str, plan: str, option: str) -> HttpResponse:
    found, shown = option_for(request, region, plan, option)
    require(request, Right.OPTIONS, found)
    form = OptionForm(sent(request), plan=found, option=shown)

    def act() -> AdjustmentOption:
        return change_option(option=shown, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        messages.success(request, "De optie is bewaard.")
        return redirect("option", region, plan, option)
    return _form(request, found, form, "Optie wijzigen", reverse("option", args=[region, plan, option]))


@form_page
def option_delete(request: Request, region: str, plan: str, option: str) -> HttpResponse:
    found, shown = option_for(request, region, plan, option)
    require(request, Right.OPTIONS, found)
    return delete_answer(
        request,
        found,
        lambda: delete_option(option=shown, by=request.user),
        check=lambda: check_option_off(shown),
        title="Optie verwijderen",
        name=shown.title,
        question=f"Wilt u de optie ‘{shown.title}’ met de effecten{_with_positions(shown)} verwijderen?",
        back=reverse("option", args=[region, plan, option]),
        after=reverse("options", args=[region, plan]),
        current="options",
    )


def _with_positions(option: AdjustmentOption) -> str:
    """They go along, and do not come back when the option is put back."""
    return " en de standpunten erover" if Position.objects.filter(option=option).exists() else ""


def _form(request: Request, plan: Plan, form: OptionForm, title: str, back: str) -> HttpResponse:
    return form_answer(
        request,
        plan,
        form,
        title=title,
        back=back,
        current="options",
        template="measures/option_form.html",
    )


def _relations(option: AdjustmentOption) -> list[dict[str, str]]:
    """What it excludes and needs, and what needs it."""
    rows: list[tuple[str, AdjustmentOption]] = [
        *((row.get_kind_display(), row.other) for row in option.relations.select_related("other")),
        *(
            ("is nodig voor" if row.kind == NEEDS else row.get_kind_display(), row.option)
            for row in option.named_in.select_related("option")
        ),
    ]
    return [{"words": words.capitalize(), "code": each.code, "title": each.title} for words, each in rows]


def _effects(option: AdjustmentOption) -> Any:
    return option.effects.select_related("cost_line__measure", "stream").order_by("pk")


def _effect_rows(plan: Plan, option: AdjustmentOption) -> list[dict[str, Any]]:
    """The effects as the form shows them: a positive amount is an advantage."""
    data, at = budget_data(plan), reverse("budget", args=[plan.region.slug, plan.slug])
    known = data.option(option.code).effects if option.code in data.option_index else ()
    named = [line.code for line in option.lines.all()]
    rows = []
    for effect in _effects(option):
        gain = cents_from_decimal(effect.change if effect.stream else -effect.change)
        place = next((i for i, each in enumerate(known) if _is(each, effect, named)), None)
        figure = "" if place is None else f"effects.{option.code}.{place}"
        cell = figure_cell(f"entered.{effect.pk}", effect.year, gain, signed_euros(gain), asks=figure, at=at)
        row = {"line": effect.cost_line, "stream": effect.stream, "year": effect.year}
        rows.append(row | {"cell": SafeString(cell)})
    return rows


def _is(effect: Effect, row: Any, named: list[str]) -> bool:
    """Whether the engine's effect is this row; one that is spread is on the named lines."""
    stream = row.stream.code if row.stream else None
    lines = [row.cost_line.code] if row.cost_line else named
    same = (effect.year, effect.change, effect.stream) == (row.year, cents_from_decimal(row.change), stream)
    return same and (stream is not None or sorted(effect.lines) == sorted(lines))
