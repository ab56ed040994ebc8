"""Of an amount that somebody entered: what stood there first, who changed it last, and its history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from budgets.actions.amounts import who_of
from budgets.change_wording import amount_words
from budgets.engine.explain_effects import effect_of
from budgets.models import CostAmount, CostLine, OptionEffect, StreamAmount, TargetAmount
from budgets.snapshot import budget_data
from measures.models import Plan


@dataclass(frozen=True, slots=True)
class Told:
    words: str
    """Empty where nobody changed it."""
    address: str
    """Of its history."""


@dataclass(frozen=True, slots=True)
class Entered:
    """The history rows of one amount, and the query that filters the history of the plan on it."""

    rows: Any
    query: dict[str, str]


def told_changes(plan: Plan, figure: str, year: int) -> Told | None:
    """None where the figure is not an amount that somebody entered."""
    kind, _, code = figure.partition(".")
    if kind not in ENTERED:
        return None
    entered = ENTERED[kind](plan, code)
    if entered is None:
        return None
    rows = entered.rows.filter(year=year).order_by("history_id")
    history = reverse("history", args=[plan.region.slug, plan.slug])
    return Told(_words(rows), f"{history}?{urlencode(entered.query)}")


def _words(rows: Any) -> str:
    first, last = rows.first(), rows.select_related("made_in__made_by").last()
    if last is None or last.made_in is None:
        return ""
    before = "" if first.made_in else f"Eerst stond hier {amount_words(first)}. "
    at = date_format(timezone.localtime(last.made_in.made_at), "j F Y H:i")
    changed = "voerde dit bedrag in" if first.pk == last.pk else "wijzigde dit bedrag het laatst"
    return f"{before}{who_of(last.made_in.made_by)} {changed}, op {at}."


def _line(plan: Plan, code: str) -> Entered | None:
    line = CostLine.objects.filter(plan=plan, code=code).select_related("measure").first()
    if line is None:
        return None
    return Entered(CostAmount.history.filter(cost_line_id=line.pk), {"maatregel": line.measure.code})


def _stream(plan: Plan, code: str) -> Entered:
    rows = StreamAmount.history.filter(stream__plan=plan, stream__code=code)
    return Entered(rows, {"stroom": code})


def _target(plan: Plan, code: str) -> Entered:
    rows = TargetAmount.history.filter(target__plan=plan, target__code=code)
    return Entered(rows, {"veld": "taakstelling"})


def _effect(plan: Plan, key: str) -> Entered | None:
    try:
        effect = effect_of(budget_data(plan), key)
    except KeyError:
        return None
    option = key.rpartition(".")[0]
    rows = OptionEffect.objects.filter(option__plan=plan, option__code=option, year=effect.year)
    if effect.stream:
        found = rows.filter(stream__code=effect.stream)
    else:
        found = rows.filter(cost_line__code=effect.lines[0]) if len(effect.lines) == 1 else rows.none()
        found = found or rows.filter(stream=None, cost_line=None)
    return Entered(OptionEffect.history.filter(id__in=[row.pk for row in found]), {"optie": option})


ENTERED: dict[str, Callable[[Plan, str], Entered | None]] = {
    "lines": _line,
    "income_by_stream": _stream,
    "savings_targets": _target,
    "effects": _effect,
}
"""By the first word of a figure how its history is found."""
